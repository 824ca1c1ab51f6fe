"""Addresses of events, series and programmes."""

from django.urls import path

from events import lists, views
from tvet_portal.opendata import files
from tvet_portal.records.views import record_json

urlpatterns = [
    path("events/", lists.EventListView.as_view(), name="events"),
    *files.addresses(lists.EventListView),
    path("events.ics", views.all_calendars, name="events-calendar"),
    path("events/<slug:slug>/", views.EventDetailView.as_view(), name="event"),
    path("events/<slug:slug>.json", record_json, {"record_type": "event"}, name="event-json"),
    path("events/<slug:slug>.ics", views.calendar, name="event-calendar"),
    path("events/series/<slug:slug>/", views.SeriesDetailView.as_view(), name="series"),
    path("events/series/<slug:slug>.json", record_json, {"record_type": "event_series"}, name="series-json"),
    path("programmes/", lists.ProgrammeListView.as_view(), name="programmes"),
    *files.addresses(lists.ProgrammeListView),
    path("programmes/<slug:slug>/", views.ProgrammeDetailView.as_view(), name="programme"),
    path("programmes/<slug:slug>.json", record_json, {"record_type": "programme"}, name="programme-json"),
]
