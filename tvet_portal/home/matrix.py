"""The table of who works with whom: members of ASEAN across and down, their partners below."""

from heapq import nsmallest
from itertools import chain, filterfalse, islice
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tvet_portal.home.cooperation import COMMITMENT
from tvet_portal.records.models.records import RecordType

MOST_TITLES = 3


class Matrix:
    """Rows of cells, the closest ties, and what has no square: as much of it as the home page shows."""

    most_closest = most_bodies = 5
    most_outside = 3

    def __init__(self, cooperation):
        self.cooperation = cooperation
        self.iso3 = {country.iso2: country.iso3 for country in cooperation.countries.values()}
        self.members = [cooperation.partners[country.pk] for country in cooperation.members]
        self.of_members = set(self.members)
        self.tied = {
            one for pair in chain(cooperation.shared, cooperation.met) if self.has_square(pair) for one in pair
        }
        self.others = sorted(self.tied.difference(self.members))

    def has_square(self, pair):
        return not self.of_members.isdisjoint(pair)

    @property
    def columns(self):
        return [{"code": self.iso3[member.country], "name": member.name} for member in self.members]

    @property
    def rows(self):
        return [self._row(member) for member in self.members]

    @property
    def groups(self):
        """Those who stand below the members: other countries, then bodies that belong to none, the closest ones."""
        countries = [self._row(partner) for partner in self.others if partner.country]
        bodies = sorted((one for one in self.others if not one.country), key=self._distance)[: self.most_bodies]
        bodies = [self._row(body) for body in sorted(bodies)]
        groups = ((_("Partners outside ASEAN"), countries), (_("Regional and international bodies"), bodies))
        return [{"heading": heading, "rows": rows} for heading, rows in groups if rows]

    def _row(self, partner):
        return {
            "name": partner.name,
            "url": partner.url,
            "code": self.iso3.get(partner.country, ""),
            "cells": [self._cell(partner, member) for member in self.members],
        }

    def _cell(self, partner, member):
        if partner == member:
            return {"look": "self"}
        number = self.cooperation.number(partner, member)
        have_met = self.cooperation.have_met(partner, member)
        if not (number or have_met):
            return {"look": ""}
        words = ngettext("%(one)s and %(other)s: %(number)d shared", "%(one)s and %(other)s: %(number)d shared", number)
        words = words if number else _("%(one)s and %(other)s: met only")
        label = words % {"one": partner.name, "other": member.name, "number": number}
        look = tone(number) if number else "met"
        return {"look": look, "number": number, "url": relation_url(partner, member), "label": label}

    def _distance(self, partner):
        """A key by which the partners with most in common with the members come first."""
        shared = [self.cooperation.number(partner, member) for member in self.members]
        met = [self.cooperation.have_met(partner, member) for member in self.members]
        return -sum(shared), -sum(met), partner

    @cached_property
    def closest_ties(self):
        """The pairs with the most in common of those that have a square -> what they have in common."""
        shared = self.cooperation.shared
        closest = nsmallest(self.most_closest, filter(self.has_square, shared), key=lambda pair: (-shared[pair], pair))
        ties = self.cooperation.ties_of(closest)
        return {pair: ties[pair][: shared[pair]] for pair in closest}

    @property
    def closest(self):
        return [
            {"names": names(pair), "url": relation_url(*pair), "number": len(ties), "what": what(ties)}
            for pair, ties in self.closest_ties.items()
        ]

    @property
    def outside(self):
        """Agreements between partners for whom the table has no square, newest first."""
        agreements = (tie for tie in reversed(self.cooperation.counted) if tie.type == RecordType.AGREEMENT)
        pairs = ((tie, next(filterfalse(self.has_square, self.cooperation.pairs(tie)), None)) for tie in agreements)
        newest = islice(((tie, pair) for tie, pair in pairs if pair in self.cooperation.shared), self.most_outside)
        return [{"names": names(pair), "url": tie.url, "number": 1, "what": tie.title} for tie, pair in newest]

    @property
    def untied(self):
        """Names of the members that are in no record with another partner yet."""
        return [member.name for member in self.members if member not in self.tied]


def tone(number):
    """The tint of a number of ties; the number is always printed on it."""
    return "t1" if number == 1 else "t2" if number == 2 else "t3" if number < 5 else "t4"


def names(pair):
    return _("%(one)s and %(other)s") % {"one": pair[0].name, "other": pair[1].name}


def what(ties):
    """Some of the titles in short; the commitments as a number."""
    titles = [tie.title for tie in ties if tie.type != COMMITMENT]
    commitments = len(ties) - len(titles)
    if commitments:
        words = ngettext("%(number)d commitment", "%(number)d commitments", commitments)
        titles = [words % {"number": commitments}, *titles]
    shown = "; ".join(titles[:MOST_TITLES])
    if len(titles) <= MOST_TITLES:
        return shown
    return _("%(titles)s; and %(number)d more") % {"titles": shown, "number": len(titles) - MOST_TITLES}


def relation_url(one, other):
    """The page of what two countries share; of a body that belongs to none, the records it shares with a country."""
    if one.country and other.country:
        return relation_path(one.country, other.country)
    country, body = sorted((one, other), key=lambda partner: not partner.country)
    if not country.country:
        return body.url
    return "/search/?" + urlencode({"organisation": body.key, "country": country.country.lower()})


def relation_path(*codes):
    """The one address of two countries, whoever is named first."""
    return "/countries/{}/{}/".format(*sorted(code.lower() for code in codes))
