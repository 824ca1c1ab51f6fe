"""Pages of events, series and programmes."""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events import calendars, linked_data
from events.filters import EventFilter
from events.models import Event
from events.page import EventPage, ProgrammePage, SeriesPage
from tvet_portal.opendata.files import tag_of
from tvet_portal.records.lists import filled
from tvet_portal.records.views import RecordDetailView, address, answer_elsewhere, record_ever_at


class EventDetailView(RecordDetailView):
    """One event: who came, what was agreed, what became of it."""

    template_name = "events/event.html"
    record_type = "event"
    page_class = EventPage
    section = "events"
    parent = (_("Meetings"), "/events/")

    def get_linked_data(self, page):
        return [linked_data.event(page)]

    def get_other_forms(self, page):
        calendar = {"type": "text/calendar", "url": page.calendar_url, "label": page.content["title"]}
        return [*super().get_other_forms(page), *([calendar] if page.calendar_url else [])]


class SeriesDetailView(RecordDetailView):
    """A series of events with its editions and their decisions."""

    template_name = "events/series.html"
    record_type = "event_series"
    page_class = SeriesPage
    section = "events"
    parent = (_("Meetings"), "/events/")

    def get_linked_data(self, page):
        return [linked_data.series(page)]


class ProgrammeDetailView(RecordDetailView):
    """A network, project, study or bilateral cooperation."""

    template_name = "events/programme.html"
    record_type = "programme"
    page_class = ProgrammePage
    section = "programmes"
    parent = (_("Programmes"), "/programmes/")

    def get_linked_data(self, page):
        return [linked_data.programme(page)]


@require_safe
def all_calendars(request):
    """The public events with stated days as one calendar to subscribe to, with the filters of their list."""
    asked = EventFilter(request.GET, Event.objects.published())
    filters = ", ".join(str(value) for _label, value, _pairs in asked.in_use)
    name = ": ".join(filled(gettext("TVET meetings in Southeast Asia"), filters))
    address = calendars.address(asked.query())
    tag = tag_of(address, name)
    response = get_conditional_response(request, etag=tag)
    if response is None:
        entries = calendars.entries(asked.records_without(None).for_calendar())
        response = calendar_response(entries, name, address=address)
        response["ETag"] = tag
    return kept(response)


@require_safe
def calendar(request, slug):
    """One public event as a calendar, to be taken over into one's own."""
    event = Event.objects.published().filter(slug=slug).for_calendar().first()
    if event is None:
        return answer_elsewhere(request, record_ever_at("event", slug), slug, ".ics")
    entries = list(calendars.entries([event]))
    if not entries:
        said = gettext("The days of this event are not stated, so no calendar can hold it.")
        return HttpResponse(said, status=404, content_type="text/plain; charset=utf-8")
    return kept(calendar_response(entries, event.title, address=address(event, ".ics")))


def calendar_response(entries, name, *, address):
    calendar = calendars.write(entries, name=name, address=address)
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")


def kept(response):
    """Kept by whoever asks, but asked about before every use: a withdrawn event is gone at once."""
    patch_cache_control(response, public=True, no_cache=True)
    return response
