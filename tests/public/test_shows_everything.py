"""The page of a record shows every text that its content holds, wherever it stands."""

import pytest

from qualifications.models import FrameworkVersion, Level
from tests.factories.events import EventFactory
from tests.factories.qualifications import LevelFactory
from tests.factories.records import staff
from tests.public.filling import LEAK, Filler
from tests.public.reading import plain, shown_words, texts
from tvet_portal.records import workflow
from tvet_portal.records.content import read, record_models

pytestmark = pytest.mark.django_db


def publish_filled(record_type):
    """A public record in which everything is filled."""
    filler, publisher = Filler(), staff("publisher")
    level = LevelFactory()
    workflow.publish(level.version.framework, by=publisher)
    filler.public_records = {"event": EventFactory(published=True)}
    filler.elsewhere = {Level: [level], FrameworkVersion: [level.version]}
    record = filler.record(record_models()[record_type])
    workflow.publish(record, by=publisher)
    record.refresh_from_db()
    return record


@pytest.mark.parametrize("record_type", ["agreement", "event", "event_series", "programme", "framework"])
def test_page_shows_every_text_of_its_content(client, record_type):
    record = publish_filled(record_type)

    words = shown_words(client.get(record.get_absolute_url()))

    assert {path for path, text in texts(read(record)) if plain(text) not in words and text != LEAK} == set()
