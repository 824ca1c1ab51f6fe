"""National frameworks against the levels of the regional one: who is endorsed, which levels are on record, how sure."""

from collections import defaultdict

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from qualifications.ladder import BASES, LOOKS
from qualifications.models import Framework, Level, LevelDescriptor, LevelReference
from qualifications.standings import GROUPS, Standings
from tvet_portal.directory.models import GroupMembership
from tvet_portal.values.partial_dates import describe

ASEAN = "asean-members"


class Board:
    """Members of ASEAN across, levels of the AQRF down, on a day."""

    def __init__(self, *, day):
        self.day = day
        members = GroupMembership.objects.on(day).filter(group__key=ASEAN, status="member").select_related("country")
        standings, order = Standings(), list(GROUPS)
        columns = [standings.of(row.country) for row in members.order_by("country__name")]
        self.columns = sorted(columns, key=lambda standing: order.index(standing.group))
        self.framework = (
            Framework.objects.published().filter(kind=Framework.Kind.REGIONAL).order_by("reference").first()
        )

    @cached_property
    def groups(self):
        """The blocks across: their word and how many countries each holds."""
        numbers = {name: sum(standing.group == name for standing in self.columns) for name in GROUPS}
        return [{"badge": look, "number": numbers[name]} for name, look in GROUPS.items() if numbers[name]]

    @cached_property
    def levels(self):
        """The levels of the newest version of the regional framework, highest first."""
        rows = Level.objects.filter(version__framework=self.framework).select_related("version")
        descriptors = Prefetch("descriptors", LevelDescriptor.objects.order_by("domain__position", "key"))
        rows = list(rows.order_by("-position").prefetch_related(descriptors))
        newest = max((row.version for row in rows), key=lambda version: version.from_last or self.day, default=None)
        return [row for row in rows if row.version == newest]

    @cached_property
    def references(self):
        """(framework id, regional level id or None) -> what is recorded of it; None holds levels without a match."""
        found = defaultdict(list)
        frameworks = [standing.framework.pk for standing in self.columns if standing.framework]
        rows = LevelReference.objects.filter(framework__in=frameworks)
        for row in rows.select_related("from_level", "referencing").order_by("from_level__position", "position", "key"):
            found[row.framework_id, row.to_level_id].append(row)
        return found

    @property
    def report_row(self):
        """The state of each country's report: the first row of the table."""
        return [{"fill": GROUPS[standing.group]["fill"], **report(standing)} for standing in self.columns]

    @property
    def rows(self):
        return [self._row(level) for level in self.levels]

    def _row(self, level):
        descriptor = next(iter(level.descriptors.all()), None)
        words = descriptor.text.split(";")[0] if descriptor else level.label
        return {"code": level.code, "words": words, "cells": [self._cell(standing, level) for standing in self.columns]}

    def _cell(self, standing, level):
        rows = self.references[standing.framework and standing.framework.pk, level.pk]
        if not rows:
            return {"fill": "nomap"}
        fill, letter, word = LOOKS[max((row.basis for row in rows), key=BASES.index)]
        relations = dict.fromkeys(row.get_relation_display() for row in rows)
        codes = ", ".join(row.from_level.code for row in rows)
        return {"fill": fill, "letter": letter, "word": word, "text": codes, "relation": ", ".join(map(str, relations))}


def report(standing):
    """What is known of a country's report, and of which day."""
    if standing.framework is None:
        return {"text": _("no framework recorded"), "when": ""}
    row = standing.referencing
    if standing.group == "endorsed":
        return {"text": standing.state.label, "when": describe(row.endorsed_on) or _("date not recorded")}
    as_of = describe(row.as_of_on) if row else ""
    return {"text": standing.state.label, "when": _("as of %(date)s") % {"date": as_of} if as_of else ""}
