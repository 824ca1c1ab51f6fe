"""Addresses of events, series and programmes."""

from django.urls import path

from events import lists, views
from tvet_portal.opendata import files
from tvet_portal.records import history

urlpatterns = [
    path("events/", lists.EventListView.as_view(), name="events"),
    *files.addresses(lists.EventListView),
    path("events.ics", views.all_calendars, name="events-calendar"),
    *history.addresses("events/series/", "series", views.SeriesDetailView),  # before the events, lest one hide a series
    *history.addresses("events/", "event", views.EventDetailView),
    path("events/<slug:slug>.ics", views.calendar, name="event-calendar"),
    path("programmes/", lists.ProgrammeListView.as_view(), name="programmes"),
    *files.addresses(lists.ProgrammeListView),
    *history.addresses("programmes/", "programme", views.ProgrammeDetailView),
]
