"""Every word planted in sentences of its language is found, in six scripts: a hundred words of each."""

import pytest

from tests.benchmarks.corpus import Corpus
from tests.search import rows
from tvet_portal.search import entries, index, query
from tvet_portal.search.models import SearchEntry

pytestmark = pytest.mark.django_db

SEEDS = range(5)


def planted():
    """(language, word as it is asked for, content that holds it) of every word that these seeds plant."""
    for made in (Corpus(1, seed) for seed in SEEDS):
        for language, words in made.planted.items():
            for number, one in enumerate(words):
                body = [made.sentence(8, 12), made.sentence(8, 12) if language == "en" else made.native(language, 20)]
                made.insert(body, language, one.word)
                points = [rows.provision(f"point-{place}", text) for place, text in enumerate(body)]
                key = f"event/{made.seed}-{language}-{number}"
                content = {"record_type": "event", "key": key, "title": "A meeting", "provisions": points}
                yield language, one.query, content


def test_planted_words_are_found_in_every_script():
    words = list(planted())
    entries.write_many((content["key"], content) for _language, _word, content in words)
    keys = dict(SearchEntry.objects.values_list("pk", "key"))
    found = dict.fromkeys(("en", "vi", "th", "lo", "km", "my"), 0)

    def search(searcher):
        for language, word, content in words:
            hits = query.rows(searcher, query.Question(word), sort=query.RELEVANCE, most=50)
            found[language] += content["key"] in [keys[row] for row in hits]

    index.ask(search)

    assert found == dict.fromkeys(found, 20 * len(SEEDS))
