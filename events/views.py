"""Pages of events, series and programmes."""

from django.utils.translation import gettext_lazy as _

from events.page import EventPage, ProgrammePage, SeriesPage
from tvet_portal.records.views import RecordDetailView


class EventDetailView(RecordDetailView):
    """One event: who came, what was agreed, what became of it."""

    template_name = "events/event.html"
    record_type = "event"
    page_class = EventPage
    section = "events"
    parent = (_("Meetings"), "/events/")


class SeriesDetailView(RecordDetailView):
    """A series of events with its editions and their decisions."""

    template_name = "events/series.html"
    record_type = "event_series"
    page_class = SeriesPage
    section = "events"
    parent = (_("Meetings"), "/events/")


class ProgrammeDetailView(RecordDetailView):
    """A network, project, study or bilateral cooperation."""

    template_name = "events/programme.html"
    record_type = "programme"
    page_class = ProgrammePage
    section = "programmes"
    parent = (_("Programmes"), "/programmes/")
