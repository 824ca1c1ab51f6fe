"""What the table of frameworks and levels rests on: decisions, steps, where sources differ, what is not known."""

from collections import defaultdict

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from qualifications.models import LevelReference, Referencing
from qualifications.page import referencing_badge
from tvet_portal.records.lists import filled
from tvet_portal.records.models import Citation, Figure, Provision
from tvet_portal.records.models.records import Status
from tvet_portal.records.page.evidence import RANK_ORDER
from tvet_portal.values.partial_dates import describe


class Evidence:
    """Stands below a board. Sources are numbered in the order in which its parts name them."""

    def __init__(self, board):
        self.board, self.framework = board, board.framework
        self._numbers = {}  # source -> its number on the page

    @cached_property
    def _citations(self):
        """Record id -> its citations that this page shows, those with a source that is not public aside."""
        records = [standing.framework.pk for standing in self.board.columns if standing.framework]
        regional = Q(record=self.framework and self.framework.pk)
        about = Q(record__in=records, target__startswith="referencings/")
        about |= regional & (Q(target__startswith="provisions/") | Q(target__startswith="figures/"))
        shown = Q(source__isnull=True) | Q(source__approved_at__isnull=False)
        found = defaultdict(list)
        for row in Citation.objects.filter(about & shown).select_related("source").order_by("key"):
            found[row.record_id].append(row)
        return found

    def _cited(self, record, target):
        """The numbers of the sources of a part, its fields included."""
        rows = (row for row in self._citations[record] if row.target == target or row.target.startswith(f"{target}/"))
        return sorted({self._number(row.source) for row in rows if row.source})

    def _number(self, source):
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    @cached_property
    def decisions(self):
        """The endorsements, the last first."""
        endorsed = [standing for standing in self.board.columns if standing.group == "endorsed"]
        endorsed.sort(key=lambda standing: str(standing.referencing.endorsed_last or ""), reverse=True)
        return [self._referencing(standing) for standing in endorsed]

    @cached_property
    def others(self):
        """What is recorded of the referencings that are not endorsed."""
        known = (standing for standing in self.board.columns if standing.referencing and standing.group != "endorsed")
        return [self._referencing(standing) for standing in known]

    def _referencing(self, standing):
        row = standing.referencing
        event = row.decided_at
        return {
            "country": standing.country,
            "framework": standing.framework,
            "badge": referencing_badge(standing.state),
            "when": describe(row.endorsed_on),
            "as_of": describe(row.as_of_on),
            "by": row.decided_by,
            "by_as_printed": row.decided_by_as_printed,
            "event": event if event and event.status == Status.PUBLISHED else None,
            "report": row.report_title,
            "report_url": row.report_address,
            "note": row.note,
            "cited": self._cited(standing.framework.pk, f"referencings/{row.key}"),
        }

    @cached_property
    def steps(self):
        """How a framework gets accepted: the phases that the regional framework lays down."""
        phases = Provision.objects.filter(record=self.framework and self.framework.pk, kind="phase", part_of=None)
        return [
            {
                "heading": phase.heading,
                "text": phase.text,
                "cited": self._cited(phase.record_id, f"provisions/{phase.key}"),
            }
            for phase in phases
        ]

    @cached_property
    def contradictions(self):
        """Figures of the regional framework on which sources differ, for records/contradiction.html."""
        figures = Figure.objects.filter(record=self.framework and self.framework.pk)
        differing = []
        for figure in figures:
            rows = [row for row in self._citations[figure.record_id] if row.target == f"figures/{figure.key}"]
            said = sorted((row for row in rows if row.statement), key=lambda row: RANK_ORDER.index(row.rank))
            if len(said) > 1:
                differing.append({"label": figure.counted, "statements": [self._statement(row) for row in said]})
        return differing

    def _statement(self, row):
        number = self._number(row.source) if row.source else None
        return {"statement": row.statement, "number": number, "rank": row.rank, "note": row.note}

    @property
    def sources(self):
        """The sources that the parts above name, for components/sources.html."""
        _parts = self.contradictions, self.decisions, self.others, self.steps  # these number them
        return [
            {
                "id": f"source-{number}",
                "text": str(source),
                "lang": source.language,
                "url": source.address,
                "detail": f"({said})"
                if (said := ", ".join(filled(source.publisher, describe(source.published_on))))
                else "",
            }
            for source, number in self._numbers.items()
        ]

    @property
    def unknowns(self):
        """What is not known, in sentences; nothing that is not true of the records."""
        standings, by_framework = self.board.columns, defaultdict(set)
        for (framework, _level), rows in self.board.references.items():
            by_framework[framework].update(row.basis for row in rows)
        bases = {standing: by_framework[standing.framework and standing.framework.pk] for standing in standings}
        sentences = (
            (
                _("The report is endorsed, but its table of levels is not on record: %(names)s."),
                [one for one in standings if one.group == "endorsed" and not bases[one]],
            ),
            (
                _("These levels come from general knowledge, and nobody has read them in the report: %(names)s."),
                [one for one in standings if LevelReference.Basis.UNVERIFIED in bases[one]],
            ),
            (
                _("Whether a referencing was begun is not known: %(names)s."),
                [one for one in standings if one.state == Referencing.State.UNKNOWN],
            ),
        )
        return [words % {"names": ", ".join(one.country.name for one in found)} for words, found in sentences if found]
