"""Public records of all types as lines of one list: when, what, of which kind, with whom."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.filters import state_case
from agreements.models import Agreement
from agreements.state import badge
from events.models import Event
from events.page import event_badge
from tvet_portal.records.lists import countries_of, filled, names_in_short
from tvet_portal.values.partial_dates import describe, machine_date

MOST_ROWS = 40
CHILDREN = {  # the attribute of a record of each type: the field that dates it, and the field that says its kind
    "agreement": ("signed_on", "kind"),
    "event": ("held_on", "form"),
    "eventseries": ("", ""),
    "programme": ("period", "kind"),
    "framework": ("", "kind"),
}


def latest_first(records):
    """The records in the order of their dates; what has no date comes last."""
    return records.order_by(latest_day().desc(nulls_last=True), "-pk")


def latest_day(prefix=""):
    """The day by which a record is placed in time, whatever its type."""
    days = (f"{name}__{field.removesuffix('_on')}_last" for name, (field, _kind) in CHILDREN.items() if field)
    return Coalesce(*(prefix + day for day in days))


def lines_of(records, *, day, countries=None):
    """The lines of these records in their order, in two queries; in one if the countries of each are known already."""
    agreement = Agreement.objects.filter(pk=OuterRef("pk")).annotate(state=state_case(on=day))
    records = records.select_related(*CHILDREN).annotate(agreement_state=Subquery(agreement.values("state")))
    if countries is None:
        return [Line(record, day) for record in records.for_list()]
    return [Line(record, day, countries[record.pk]) for record in records]


def table_of(lines, *, but_not=None):
    """Dated lines as a table for components/table.html: when, what, with which other countries, of which kind."""
    columns = {"what": _("What"), "with": _("With"), "kind": _("Kind")}
    rows = [
        {
            "head": {"text": line.when or _("no date recorded")},
            "cells": [
                {"label": columns["what"], "text": line.title, "url": line.url},
                {
                    "label": columns["with"],
                    "text": ", ".join(one.name for one in line.countries if one != but_not) or "–",
                },
                {"label": columns["kind"], "text": line.kind},
            ],
        }
        for line in lines[:MOST_ROWS]
    ]
    return {"columns": [_("When"), *columns.values()], "rows": rows}


class Line:
    """One record in a list of many types, on a day."""

    def __init__(self, record, day, countries=None):
        self.record, self.day, self._countries = record, day, countries
        self.title, self.url, self.type = record.title, record.get_absolute_url(), record.record_type
        name = next((name for name in CHILDREN if hasattr(record, name)), None)
        self.child = getattr(record, name) if name else record
        date_field, self._kind_field = CHILDREN.get(name, ("", ""))
        self.date = getattr(self.child, date_field) if date_field else ""

    @property
    def when(self):
        return describe(self.date)

    @property
    def datetime(self):
        return machine_date(self.date)

    @property
    def kind(self):
        of_child = getattr(self.child, f"get_{self._kind_field}_display", self.record.get_record_type_display)
        return of_child()

    @property
    def badge(self):
        """The state, where it says more than that something happened."""
        if self.record.agreement_state:
            return badge(self.record.agreement_state)
        if self.type == Event.own_record_type and self.child.state != Event.State.HELD:
            return event_badge(self.child.state, self.date, self.day)
        return None

    @cached_property
    def countries(self):
        return countries_of(self.record) if self._countries is None else self._countries

    @property
    def meta(self):
        return filled(self.kind, names_in_short(self.countries))
