"""The page of a record shows every text that its content holds, wherever it stands."""

import pytest

from tests.factories.records import staff
from tests.public.filling import LEAK
from tests.public.reading import plain, shown_words, texts
from tvet_portal.records import workflow
from tvet_portal.records.content import read, record_models

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("record_type", ["agreement", "event", "event_series", "programme", "framework"])
def test_page_shows_every_text_of_its_content(filler, client, record_type):
    record = filler.record(record_models()[record_type])
    workflow.publish(record, by=staff("publisher"))
    record.refresh_from_db()

    words = shown_words(client.get(record.get_absolute_url()))

    assert {path for path, text in texts(read(record)) if plain(text) not in words and text != LEAK} == set()
