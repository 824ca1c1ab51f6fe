"""The lists of events and programmes."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events import calendars
from events.datasets import EVENTS, PROGRAMMES, place
from events.filters import EventFilter, ProgrammeFilter
from events.models import Event, EventSeries, Programme
from events.page import event_badge
from tvet_portal.opendata.lists import OpenListView
from tvet_portal.records.lists import countries_of, filled, names_in_short
from tvet_portal.values.partial_dates import describe, machine_date


class EventListView(OpenListView):
    """Public events, the latest first, and the series they belong to."""

    template_name = "events/list.html"
    table = EVENTS
    filterset_class = EventFilter
    section = "events"
    title = _("Meetings and competitions")
    lede = _("Who met whom, on what, and what was agreed: meetings, trainings, ceremonies and competitions.")

    def get_records(self):
        return Event.objects.published().select_related("country")

    def counted(self, number):
        return ngettext("%(number)d event", "%(number)d events", number) % {"number": number}

    def item(self, event):
        return event_item(event, day=timezone.localdate())

    def get_context_data(self, **kwargs):
        series = EventSeries.objects.published().order_by("title")
        more = {"series": [] if self.filter.values else series, "calendar": calendars.address(self.filter.query())}
        return super().get_context_data(**more, **kwargs)


class ProgrammeListView(OpenListView):
    """Public programmes, the latest first."""

    table = PROGRAMMES
    filterset_class = ProgrammeFilter
    section = "programmes"
    title = _("Programmes")
    lede = _("Cooperation over years: networks, projects, studies, work plans, and the cooperation of two countries.")

    def get_records(self):
        return Programme.objects.published()

    def counted(self, number):
        return ngettext("%(number)d programme", "%(number)d programmes", number) % {"number": number}

    def item(self, programme):
        return programme_item(programme)


def event_item(event, *, day):
    """An event as a line of a list on a day; that it was held goes without saying. Needs its `participants`."""
    others = [country for country in countries_of(event) if country != event.country]
    return {
        "when": describe(event.held_on) or _("no date recorded"),
        "datetime": machine_date(event.held_on),
        "title": event.title,
        "url": event.get_absolute_url(),
        "badge": event_badge(event.state, event.held_on, day) if event.state != Event.State.HELD else None,
        "meta": filled(
            Event.Form(event.form).label, place(event), names_in_short(countries_of(event)) if others else ""
        ),
    }


def programme_item(programme):
    """A programme as a line of a list. Needs its `participants`."""
    return {
        "when": describe(programme.period) or _("no date recorded"),
        "datetime": machine_date(programme.period),
        "title": programme.title,
        "url": programme.get_absolute_url(),
        "meta": filled(Programme.Kind(programme.kind).label, names_in_short(countries_of(programme))),
    }
