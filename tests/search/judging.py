"""How well the order of results agrees with a person's: NDCG of the first ten over the questions of judged.yaml."""

from math import log2
from pathlib import Path

import yaml

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.filling import content_of
from tvet_portal.search import entries, index, query
from tvet_portal.search.models import SearchEntry

QUESTIONS = yaml.safe_load(Path(__file__).with_name("judged.yaml").read_text(encoding="utf-8"))
MADE_UP = 200
FIRST = 10
FILTERS = ("type", "country")


def judge():
    """(question in words, its NDCG, the keys found) of each, over the curated records and as many made-up ones."""
    corpus = Corpus(MADE_UP)
    contents = {record["id"]: content_of(record) for record in corpus.records()}
    for content in contents.values():  # they take no part in what was judged
        content.update(reference="", areas=[], participations=[])
        content["provisions"] = [{**point, "areas": []} for point in content["provisions"]]
    entries.write_many((content["key"], content) for content in contents.values())
    keys = dict(SearchEntry.objects.values_list("pk", "key"))

    def ask(searcher):
        for judged in QUESTIONS:
            if "planted" in judged:
                language, number = judged["planted"]
                planted = corpus.planted[language][number]
                judged = {"q": planted.query, 3: [contents[id]["key"] for id in planted.ids]}
            filters = {name: judged[name] for name in FILTERS if name in judged}
            found = query.rows(searcher, query.Question(judged["q"], filters), sort=query.RELEVANCE, most=FIRST)
            words = " ".join([judged["q"], *(f"{name}={','.join(values)}" for name, values in filters.items())])
            found = [keys[row] for row in found]
            yield words, ndcg(found, {key: worth for worth in (1, 2, 3) for key in judged.get(worth, ())}), found

    return index.ask(lambda searcher: list(ask(searcher)))


def ndcg(found, worths):
    """1 if the best stand first in the order of their worth, 0 if none was found."""
    best = sorted(worths.values(), reverse=True)[:FIRST]
    return gain(worths.get(key, 0) for key in found) / gain(best)


def gain(worths):
    return sum((2**worth - 1) / log2(place + 2) for place, worth in enumerate(worths))
