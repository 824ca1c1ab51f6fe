"""The page of a record shows every text that its content holds, wherever it stands."""

import pytest

from qualifications.models import FrameworkVersion, Level
from tests.factories.events import EventFactory
from tests.factories.qualifications import LevelFactory
from tests.factories.records import staff
from tests.public.conftest import undone_afterwards
from tests.public.filling import LEAK, Filler
from tests.public.reading import plain, shown_words, texts
from tvet_portal.records import workflow
from tvet_portal.records.content import read, record_models

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def filler(django_db_setup, django_db_blocker):
    """What fills every column, list and part."""
    with undone_afterwards(django_db_blocker):
        filler = Filler()
        level = LevelFactory()
        workflow.publish(level.version.framework, by=staff("publisher"))
        filler.public_records = {"event": EventFactory(published=True)}
        filler.elsewhere = {Level: [level], FrameworkVersion: [level.version]}
        yield filler


@pytest.mark.parametrize("record_type", ["agreement", "event", "event_series", "programme", "framework"])
def test_page_shows_every_text_of_its_content(filler, client, record_type):
    record = filler.record(record_models()[record_type])
    workflow.publish(record, by=staff("publisher"))
    record.refresh_from_db()

    words = shown_words(client.get(record.get_absolute_url()))

    assert {path for path, text in texts(read(record)) if plain(text) not in words and text != LEAK} == set()
