"""Events, series and programmes."""

import factory

from events.models import Event, EventSeries, Programme
from tests.factories.records import RecordFactory, publish


class EventFactory(RecordFactory):
    class Meta:
        model = Event
        skip_postgeneration_save = True

    key = factory.LazyAttribute(lambda event: f"event/{event.slug}")
    form = Event.Form.MEETING
    held_on = "2024-05"
    published = factory.PostGeneration(publish)


class EventSeriesFactory(RecordFactory):
    class Meta:
        model = EventSeries
        skip_postgeneration_save = True

    key = factory.LazyAttribute(lambda series: f"event_series/{series.slug}")
    published = factory.PostGeneration(publish)


class ProgrammeFactory(RecordFactory):
    class Meta:
        model = Programme
        skip_postgeneration_save = True

    key = factory.LazyAttribute(lambda programme: f"programme/{programme.slug}")
    kind = Programme.Kind.PROJECT
    published = factory.PostGeneration(publish)
