"""What the measurements stand on: made-up records are the same every time, and stand in the database as they should."""

import json

import pytest

from tests.benchmarks import corpus, filling
from tvet_portal.records import content as contents
from tvet_portal.records.content import record_models
from tvet_portal.records.models import Record, RecordVersion
from tvet_portal.search import index
from tvet_portal.search.models import SearchEntry, SearchMention
from tvet_portal.search.query import Question, find
from tvet_portal.search.rebuilding import COMPARED, rebuild

NUMBER = 60


def test_corpus_gives_the_same_records_again():
    assert list(corpus.records(NUMBER)) == list(corpus.records(NUMBER))


def test_planted_words_stand_in_the_records_they_name():
    texts = {record["id"]: "".join(record["body"]) for record in corpus.records(NUMBER)}
    planted = [one for words in corpus.planted(NUMBER).values() for one in words]

    found = {one.word: [id for id, text in texts.items() if one.word in text] for one in planted}

    assert found == {one.word: one.ids for one in planted}


@pytest.mark.django_db
def test_filled_database_is_as_if_its_records_were_published(monkeypatch):
    monkeypatch.setattr(corpus, "ORGANISATIONS", 50)

    filling.load(NUMBER)

    assert Record.objects.published().count() == NUMBER
    for model in record_models().values():
        rows = model.objects.order_by("pk")
        kept = RecordVersion.objects.filter(record__in=rows).order_by("record_id")
        held = contents.read_many(model, [row.pk for row in rows])
        assert held == [json.loads(content) for content in kept.values_list("content", flat=True)]
    before = what_search_keeps()
    rebuild()
    assert before == what_search_keeps()
    assert index.ask(lambda searcher: find(searcher, Question("training"))).count > NUMBER // 2


def what_search_keeps():
    mentions = set(SearchMention.objects.values_list("entry__key", "key"))
    return list(SearchEntry.objects.order_by("key").values("key", *COMPARED)), mentions
