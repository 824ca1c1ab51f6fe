"""Who cooperates with whom on what: the table of ties, narrowed to areas, kinds of tie and years."""

from collections import Counter, defaultdict
from datetime import date
from heapq import nsmallest

from babel.lists import format_list
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tvet_portal.directory.models import CooperationArea
from tvet_portal.home.cooperation import COMMITMENT, COUNTED, Cooperation
from tvet_portal.home.matrix import Matrix, names, relation_url
from tvet_portal.records.facets import AreaFacet, ChoiceFacet, area_pairs
from tvet_portal.records.filters import FacetedFilter, YearFilter
from tvet_portal.records.lists import names_in_short
from tvet_portal.records.models import Provision, Record
from tvet_portal.records.models.records import RecordType, of_public_records

KINDS = {
    RecordType.AGREEMENT.value: gettext_lazy("Agreements"),
    RecordType.PROGRAMME.value: gettext_lazy("Programmes"),
    COMMITMENT: gettext_lazy("Commitments"),
    RecordType.EVENT.value: gettext_lazy("Meetings"),
}
MOST_ROWS = 60


class KindFacet(ChoiceFacet):
    """What a tie is."""

    def narrow(self, ties, values):
        return [tie for tie in ties if tie.type in values]

    def count(self, ties):
        return Counter(tie.type for tie in ties)


class TieAreaFacet(AreaFacet):
    """What ties are about: a record with its points, a commitment by itself. An area finds everything narrower."""

    @cached_property
    def areas(self):
        """(record, point or 0) -> the areas it is about."""
        found = defaultdict(set)
        for record, area in area_pairs(Record.objects.published()):
            found[record, 0].add(area)
        rows = Provision.areas.through.objects.filter(of_public_records("provision__record"))
        points = rows.filter(provision__kind=COMMITMENT)
        for record, point, area in points.values_list("provision__record", "provision", "cooperationarea"):
            found[record, point].add(area)
        return found

    def of(self, tie):
        """The approved areas of one tie."""
        found = (self.tree.by_id.get(area) for area in self.areas[tie.record, tie.point])
        return [area for area in found if area]

    def narrow(self, ties, values):
        wanted = set(self.tree.with_narrower(values))
        return [tie for tie in ties if wanted & {area.key for area in self.of(tie)}]

    def count(self, ties):
        above = ({one.key for area in self.of(tie) for one in self.tree.upwards(area)} for tie in ties)
        return Counter(key for keys in above for key in keys)


class TieFilter(FacetedFilter):
    """The filters of the table: they go through ties in memory, in place of the rows of a query."""

    date = "tied"

    kind = KindFacet("type", KINDS.items(), label=gettext_lazy("Kind of tie"))
    area = TieAreaFacet(label=gettext_lazy("Cooperation area"))
    year_from = YearFilter(method="since", label=gettext_lazy("From the year"))
    year_to = YearFilter(method="until", label=gettext_lazy("Up to the year"))

    def __init__(self, data, ties):
        super().__init__(data, Record.objects.none())
        self.queryset = ties

    def since(self, ties, name, year):
        return [tie for tie in ties if tie.last and tie.last >= date(year, 1, 1)]

    def until(self, ties, name, year):
        return [tie for tie in ties if tie.first and tie.first <= date(year, 12, 31)]


class WholeMatrix(Matrix):
    """The table with all that fits on a page of its own."""

    most_closest = most_outside = 10
    most_bodies = 40


class Network:
    """The page of the table on a day, as an address asks for it."""

    def __init__(self, data, *, day):
        self.day = day
        self.cooperation = Cooperation(day=day)
        self.filter = TieFilter(data, self.cooperation.ties)
        self.ties = self.filter.records_without(None)
        self.kinds = self.filter.values.get("kind") or list(COUNTED)
        self.cooperation.narrow(self.ties, kinds=self.kinds)
        self.matrix = WholeMatrix(self.cooperation)

    @property
    def heading(self):
        number = len(self.cooperation.shared)
        words = ngettext("%(number)d pair shares something", "%(number)d pairs share something", number)
        return words % {"number": number}

    @cached_property
    def chips(self):
        return self.filter.chips("")

    @property
    def facets(self):
        return self.filter.shown_facets()

    @property
    def is_met_shown(self):
        return "kind" not in self.filter.values

    @property
    def nothing(self):
        return _("Nobody shares anything that fits all these filters. Take one of them away.")

    @property
    def counted(self):
        """What the numbers count, in words."""
        return format_list([str(KINDS[kind]).lower() for kind in self.kinds], locale="en_GB")

    @property
    def query(self):
        return self.filter.query()

    @property
    def downloads(self):
        query = f"?{self.query.urlencode()}" if self.query else ""
        return [
            {"label": label, "url": f"/agreements/network.{ending}{query}", "type": media_type}
            for ending, label, media_type in (("csv", "CSV", "text/csv"), ("json", "JSON", "application/json"))
        ]

    @property
    def closest(self):
        """The closest ties, each with the topics it is about."""
        ties = self.matrix.closest_ties.values()
        return [row | {"areas": self._topics(some)} for row, some in zip(self.matrix.closest, ties, strict=True)]

    def _topics(self, ties):
        return names_in_short(area.label for area in self.areas(ties) if area.branch == CooperationArea.Branch.TOPIC)

    def areas(self, ties):
        """What these ties are about, the commonest area first."""
        facet = self.filter.filters["area"]
        counted = Counter(area for tie in ties for area in facet.of(tie))
        return sorted(counted, key=lambda area: (-counted[area], area.label))

    @cached_property
    def pairs(self):
        """Every pair that shares something or met."""
        return {*self.cooperation.shared, *self.cooperation.met}

    def closest_pairs(self, most=None):
        """The pairs with the most in common first."""
        shared = self.cooperation.shared
        return nsmallest(most or len(self.pairs), self.pairs, key=lambda pair: (-shared[pair], pair))

    @property
    def table(self):
        """The first pairs as rows of components/table.html."""
        columns = [str(label) for label in KINDS.values()]
        rows = []
        for pair, ties in self.cooperation.ties_of(self.closest_pairs(MOST_ROWS)).items():
            numbers = Counter(tie.type for tie in ties)
            cells = [
                {"label": label, "text": numbers[kind], "soft": not numbers[kind]}
                for kind, label in zip(KINDS, columns, strict=True)
            ]
            rows.append({"head": {"text": names(pair), "url": relation_url(*pair)}, "cells": cells})
        return {"columns": [_("Who"), *columns], "rows": rows, "left_out": len(self.pairs) - len(rows)}

    @property
    def header(self):
        """The columns of the file."""
        sides = ["one_code", "one", "other_code", "other"]
        return [*sides, "agreements", "programmes", "commitments", "meetings", "areas", "address"]

    def rows(self, site):
        """A row a pair, for the file."""
        for pair, ties in self.cooperation.ties_of(self.closest_pairs()).items():
            sides = [text for partner in pair for text in (partner.country or partner.key, partner.name)]
            numbers = Counter(tie.type for tie in ties)
            areas = [area.label for area in self.areas(ties[: self.cooperation.shared[pair]])]
            yield [*sides, *(numbers[kind] for kind in KINDS), areas, f"{site}{relation_url(*pair)}"]

    def data(self, site):
        """The same with every tie."""
        return {
            "as_of": self.day,
            "filters": dict(self.query.lists()),
            "pairs": [
                {
                    "partners": [
                        {"code": one.country or one.key, "name": one.name, "address": f"{site}{one.url}"}
                        for one in pair
                    ],
                    "address": f"{site}{relation_url(*pair)}",
                    "ties": [self._tie(tie, site) for tie in ties],
                }
                for pair, ties in self.cooperation.ties_of(self.closest_pairs()).items()
            ],
        }

    def _tie(self, tie, site):
        areas = [area.key for area in self.areas([tie])]
        return {"kind": tie.type, "title": tie.title, "address": f"{site}{tie.url}", "areas": areas}
