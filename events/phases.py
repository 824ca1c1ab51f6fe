"""The phases of a programme with what became of each: as a row of squares, over time, and as a table."""

from collections import namedtuple

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tvet_portal.records.timeline import Timeline
from tvet_portal.values.partial_dates import describe

FILLS = {"complete": "acc", "substantial": "prov", "limited": "prov"}  # all other states are empty squares
FEWEST_LANES = 2


Span = namedtuple("Span", "title date")  # a dated point as a line of a timeline


class Phases:
    """Phases, and other points of the programme on whose progress something is reported."""

    def __init__(self, page):
        self.page, self.rows = page, page.content.get("provisions", [])
        self.periods = {f"provisions-{row['key']}": describe(row.get("period", "")) for row in self.rows}
        self.points = [point for point in page.points.top_level if point["kind"] == "phase" or point["progress"]]

    @property
    def squares(self):
        """One for each, in order; its fill says how far it has come, and its words say it too."""
        return [self._square(point) for point in self.points]

    def _square(self, point):
        report = next(iter(point["progress"]), None)
        state = _("no evidence")
        if report:
            state = _("%(state)s, as of %(date)s") % {"state": report["status_label"], "date": report["as_of"]}
        return {
            "url": f"#{point['anchor']}",
            "label": point["label"],
            "title": point["heading"] or point["text"],
            "period": self.periods[point["anchor"]],
            "state": state,
            "fill": FILLS.get(report and report["status"], "nomap"),
        }

    @cached_property
    def timeline(self):
        """Phases and what was done in them over time; nothing while there is not enough to compare."""
        spans = [Span(row.get("heading") or row["text"], row["period"]) for row in self.rows if row.get("period")]
        timeline = Timeline(spans, day=self.page.day)
        return timeline if len(timeline.lines) >= FEWEST_LANES else None

    @property
    def table(self):
        """The squares as rows of components/table.html."""
        columns = [_("Period"), _("State"), _("Next step")]
        return {
            "columns": [_("Phase or point"), *columns],
            "rows": [self._row(point, columns) for point in self.points],
        }

    def _row(self, point, columns):
        report = next(iter(point["progress"]), None)
        square = self._square(point)
        texts = [square["period"], square["state"], report["next_step"] if report else ""]
        cells = [
            {"label": label, "text": text or _("none recorded"), "soft": not text}
            for label, text in zip(columns, texts, strict=True)
        ]
        return {"head": {"text": f"{square['label']} {square['title']}".strip(), "url": square["url"]}, "cells": cells}

    @property
    def dates(self):
        """The lanes of the timeline as rows of components/table.html."""
        rows = [
            {"head": {"text": describe(span.date)}, "cells": [{"label": _("What"), "text": span.title}]}
            for span in self.timeline.lines
        ]
        return {"columns": [_("When"), _("What")], "rows": rows}
