"""What two countries share."""

from collections import Counter

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tvet_portal.directory.area_tree import AreaTree
from tvet_portal.directory.models import CooperationArea
from tvet_portal.home.commitments import commitments_of, tally
from tvet_portal.home.cooperation import SHARED_TYPES
from tvet_portal.home.lines import latest_first, lines_of, table_of
from tvet_portal.records.facets import area_pairs
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import RecordType
from tvet_portal.records.timeline import Timeline

MOST_RECORDS = 200


class Relation:
    """What two countries share, and where they met."""

    def __init__(self, one, other, *, day):
        self.one, self.other, self.day = one, other, day

    @property
    def title(self):
        return _("%(one)s and %(other)s") % {"one": self.one.name, "other": self.other.name}

    @cached_property
    def records(self):
        return Record.objects.published().with_countries([self.one.iso2]).with_countries([self.other.iso2])

    @cached_property
    def lines(self):
        return lines_of(latest_first(self.records)[:MOST_RECORDS], day=self.day)

    @property
    def shared(self):
        return [line for line in self.lines if line.type in SHARED_TYPES]

    @property
    def meetings(self):
        return [line for line in self.lines if line.type == RecordType.EVENT]

    @cached_property
    def commitments(self):
        return commitments_of([self.one, self.other], day=self.day)

    @property
    def tally(self):
        return tally(self.commitments)

    @cached_property
    def topics(self):
        """What their agreements and programmes are about, with how many of them, the commonest first."""
        shared = {line.record.pk for line in self.shared}
        tree = AreaTree()
        pairs = area_pairs(self.records.filter(record_type__in=SHARED_TYPES))
        counts = Counter(tree.by_id.get(area) for record, area in pairs if record in shared)
        topics = [area for area in counts if area and area.branch == CooperationArea.Branch.TOPIC]
        topics.sort(key=lambda area: (-counts[area], area.label))
        return [{"label": area.label, "url": area.get_absolute_url(), "number": counts[area]} for area in topics]

    @property
    def figures(self):
        """How much is on record, and where on the page it stands."""
        complete = sum(commitment["status"] == "complete" for commitment in self.commitments)
        of_commitments = _("of %(number)d commitments reported complete") % {"number": len(self.commitments)}
        counts = [
            (_("agreements and programmes on record"), len(self.shared), "shared"),
            *([(of_commitments, complete, "commitments")] if self.commitments else []),
            (_("meetings and competitions on record"), len(self.meetings), "meetings"),
        ]
        return [
            {"label": label, "number": number, "source": _("See them"), "source_url": f"#{part}"}
            for label, number, part in counts
        ]

    @property
    def dated(self):
        return [line for line in self.lines if line.date]

    @cached_property
    def timeline(self):
        return Timeline(self.dated, day=self.day)

    @property
    def table(self):
        return table_of(self.dated)
