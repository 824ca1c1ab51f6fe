"""The list of countries, with how much of each is on record."""

from collections import Counter

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tvet_portal.directory.models import Country, GroupMembership
from tvet_portal.home.cooperation import ASEAN
from tvet_portal.home.referencing import Strip
from tvet_portal.records.models import Participation
from tvet_portal.records.models.records import RecordType, Status

COUNTED = (RecordType.AGREEMENT, RecordType.PROGRAMME, RecordType.EVENT)


class CountryList:
    """Members of ASEAN on a day, and all others."""

    def __init__(self, *, day):
        memberships = GroupMembership.objects.on(day).filter(group__key=ASEAN, status="member")
        is_member = Exists(memberships.filter(country=OuterRef("pk")))
        self.countries = list(Country.objects.annotate(is_member=is_member).order_by("name"))

    @property
    def members(self):
        return [country for country in self.countries if country.is_member]

    @cached_property
    def counts(self):
        """(country id, record type) -> number of public records it takes part in."""
        rows = Participation.objects.filter(record__status=Status.PUBLISHED, record__record_type__in=COUNTED)
        rows = rows.order_by().annotate(place=Coalesce("country", "organisation__country"))
        rows = rows.values_list("place", "record__record_type").annotate(Count("record", distinct=True))
        return Counter({(place, record_type): number for place, record_type, number in rows})

    @property
    def groups(self):
        """Both groups as tables."""
        partners = [country for country in self.countries if not country.is_member]
        strip = Strip(self.members)
        return [
            {
                "id": "members",
                "heading": _("Members of ASEAN"),
                "columns": [*self.columns, _("Framework and referencing")],
                "rows": [self._row(country, strip) for country in self.members],
            },
            {
                "id": "partners",
                "heading": _("Partners and other countries"),
                "columns": self.columns,
                "rows": [self._row(country) for country in partners],
            },
        ]

    @property
    def columns(self):
        return [_("Country"), _("Agreements"), _("Programmes"), _("Meetings")]

    def _row(self, country, strip=None):
        labels = self.columns[1:]
        numbers = [self.counts[country.pk, record_type] for record_type in COUNTED]
        cells = [
            {"label": label, "text": number, "soft": not number} for label, number in zip(labels, numbers, strict=True)
        ]
        if strip:
            cells.append({"label": _("Framework and referencing"), **strip.cell(country)})
        return {"head": {"text": country.name, "url": country.get_absolute_url()}, "cells": cells}
