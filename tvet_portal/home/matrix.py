"""The table of who works with whom: members of ASEAN across and down, their partners below."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tvet_portal.records.models.records import RecordType

MOST_CLOSEST = 5
MOST_OUTSIDE = 3
MOST_TITLES = 3


class Matrix:
    """Rows of cells, the closest ties, and what has no square."""

    def __init__(self, cooperation):
        self.cooperation = cooperation
        self.iso3 = {country.iso2: country.iso3 for country in cooperation.countries.values()}
        self.members = [cooperation.partners[country.pk] for country in cooperation.members]
        others = sorted(set(cooperation.partners.values()) - set(self.members))
        self.others = [one for one in others if any(cooperation.are_tied(one, member) for member in self.members)]

    @property
    def columns(self):
        return [{"code": self.iso3[member.country], "name": member.name} for member in self.members]

    @property
    def rows(self):
        return [self._row(member) for member in self.members]

    @property
    def partner_rows(self):
        return [self._row(partner) for partner in self.others]

    def _row(self, partner):
        return {
            "name": partner.name,
            "url": partner.url,
            "code": self.iso3[partner.country],
            "cells": [self._cell(partner, member) for member in self.members],
        }

    def _cell(self, partner, member):
        if partner == member:
            return {"look": "self"}
        number = len(self.cooperation.between(partner, member))
        if number:
            words = ngettext(
                "%(one)s and %(other)s: %(number)d shared", "%(one)s and %(other)s: %(number)d shared", number
            )
            label = words % {"one": partner.name, "other": member.name, "number": number}
            return {"look": tone(number), "number": number, "url": relation_url(partner, member), "label": label}
        return {"look": "met"} if self.cooperation.have_met(partner, member) else {"look": ""}

    @property
    def closest(self):
        """Pairs with the most in common, with what it is."""
        pairs = [pair for pair in self.cooperation.shared if any(one in self.members for one in pair)]
        pairs.sort(key=lambda pair: (-len(self.cooperation.shared[pair]), pair))
        return [self._tie(pair) for pair in pairs[:MOST_CLOSEST]]

    @property
    def outside(self):
        """Agreements between partners for whom the table has no square, newest first."""
        pairs = {}
        for pair, ties in self.cooperation.shared.items():
            if not any(one in self.members for one in pair):
                pairs |= {tie.key: (pair, tie) for tie in ties if tie.type == RecordType.AGREEMENT}
        newest = sorted(pairs.items(), reverse=True)[:MOST_OUTSIDE]
        return [{"names": names(pair), "url": tie.url, "number": 1, "what": tie.title} for _key, (pair, tie) in newest]

    def _tie(self, pair):
        ties = self.cooperation.shared[pair]
        return {"names": names(pair), "url": relation_url(*pair), "number": len(ties), "what": what(ties)}

    @property
    def untied(self):
        """Names of the members that are in no record with another partner yet."""
        return [
            member.name
            for member in self.members
            if not any(member in pair for pair in (*self.cooperation.shared, *self.cooperation.met))
        ]


def tone(number):
    """The tint of a number of ties; the number is always printed on it."""
    return "t1" if number == 1 else "t2" if number == 2 else "t3" if number < 5 else "t4"


def names(pair):
    return _("%(one)s and %(other)s") % {"one": pair[0].name, "other": pair[1].name}


def what(ties):
    """Some of the titles in short; the commitments as a number."""
    commitments = sum(tie.type == "commitment" for tie in ties)
    titles = [tie.title for tie in ties if tie.type != "commitment"]
    if commitments:
        words = ngettext("%(number)d commitment", "%(number)d commitments", commitments)
        titles = [words % {"number": commitments}, *titles]
    shown = "; ".join(titles[:MOST_TITLES])
    if len(titles) <= MOST_TITLES:
        return shown
    return _("%(titles)s; and %(number)d more") % {"titles": shown, "number": len(titles) - MOST_TITLES}


def relation_url(one, other):
    """The page of what two countries share; of a body that belongs to no country, its own page."""
    body = next((partner for partner in (one, other) if not partner.country), None)
    return body.url if body else relation_path(one.country, other.country)


def relation_path(*codes):
    """The one address of two countries, whoever is named first."""
    return "/countries/{}/{}/".format(*sorted(code.lower() for code in codes))
