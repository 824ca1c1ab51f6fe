"""Questions to the index: words and filters as tantivy's own query objects, never as a query string."""

from dataclasses import dataclass, field
from functools import cached_property

from tantivy import FieldType, Occur, Order, Query

from tvet_portal.search.analyser import stem, token_text
from tvet_portal.search.documents import (
    CALLED,
    CALLED_WEIGHT,
    FACETS,
    RECENCY,
    SCHEMA,
    STEMS,
    STEMS_WEIGHT,
    TITLE_WORDS,
    TITLED,
    TITLED_WEIGHT,
    WEIGHTS,
)
from tvet_portal.search.terms import FEWEST_LETTERS_OF_A_PREFIX, terms

PAGE_SIZE = 20
LAST_PAGE = 500
MOST_BUCKETS = 400
MOST_REMEMBERED = 100  # questions, of each the counts of its facets: some ten kilobytes
MOST_DISTINCT = 20_000  # values of a facet in one segment: as long as there are fewer, counts are exact
PREFIX_WEIGHT = 0.3
RELEVANCE, NEWEST, OLDEST, TITLE = "relevance", "newest", "oldest", "title"
ORDERS = {NEWEST: ("day", Order.Desc), OLDEST: ("day", Order.Asc), TITLE: ("title_order", Order.Asc)}
COUNTED_FACETS = ("type", "country", "area", "organisation", "year", "state", "language", "has_document")


@dataclass(frozen=True)
class Question:
    """What a reader asks for: words, and filters; several values of one filter mean any of them."""

    words: str = ""
    filters: dict = field(default_factory=dict)  # facet -> values; `year` holds numbers
    year_from: int | None = None
    year_to: int | None = None

    @cached_property
    def asked(self):
        return terms(self.words)

    @property
    def terms(self):
        """What must be there."""
        return [term for term in self.asked if not term.is_excluded]

    @property
    def excluded(self):
        """What must not be there."""
        return [term for term in self.asked if term.is_excluded]

    def without(self, *facets):
        """The same question without some filters; `years` stands for both ends."""
        kept = {name: values for name, values in self.filters.items() if name not in facets}
        ends = (None, None) if "years" in facets else (self.year_from, self.year_to)
        return Question(self.words, kept, *ends)


def build(question):
    """The query of a question; without words and filters it finds everything."""
    musts = [of_term(term) for term in needed(question.terms)]
    optional = [of_term(term) for term in question.terms if term.is_stop_word] if musts else []
    optional += called(" ".join(term.text for term in question.terms)) if musts else []
    musts += [Query.const_score_query(query, 0.0) for query in filters(question)]
    if not musts and not question.excluded:
        return Query.empty_query() if question.words.strip() else Query.all_query()
    clauses = [(Occur.Must, query) for query in musts or [Query.all_query()]]
    clauses += [(Occur.MustNot, of_term(term)) for term in question.excluded]
    return Query.boolean_query([*clauses, *((Occur.Should, query) for query in optional)])


def called(words):
    """Entries one of whose names is the whole question, which then stand first; before all, those called so today."""
    whole = token_text([words])
    return [
        Query.boost_query(Query.const_score_query(Query.term_query(SCHEMA, name, whole, "basic"), 1.0), weight)
        for name, weight in ((CALLED, CALLED_WEIGHT), (TITLED, TITLED_WEIGHT))
    ]


def needed(asked):
    """The terms that must match. Stop words need not, unless nothing else was asked for."""
    return [term for term in asked if not term.is_stop_word] or asked


def of_term(term):
    """A term in any of the fields; in the title it weighs most."""
    if term.is_in_title:
        return in_field(term, TITLE_WORDS)
    found = [Query.boost_query(in_field(term, name), weight) for name, weight in WEIGHTS.items()]
    if len(term.words) == 1 and not term.is_run:
        stems = Query.term_query(SCHEMA, STEMS, stem(term.words[0]), "freq")
        found.append(Query.boost_query(stems, STEMS_WEIGHT))
    return Query.boolean_query([(Occur.Should, query) for query in found])


def in_field(term, name):
    words = list(term.words)
    if len(words) > 1:
        exact = Query.phrase_query(SCHEMA, name, words)
        longer = Query.phrase_prefix_query(SCHEMA, name, words) if term.is_prefix else None
    else:
        exact = Query.term_query(SCHEMA, name, words[0])
        longer = Query.fuzzy_term_query(SCHEMA, name, words[0], 0, prefix=True) if term.is_prefix else None
    if longer is None:
        return exact
    return Query.boolean_query([(Occur.Should, exact), (Occur.Should, Query.boost_query(longer, PREFIX_WEIGHT))])


def filters(question):
    for name, values in question.filters.items():
        if not values:
            continue
        if name == "year":
            years = [year_range(year, year) for year in values]
            yield Query.boolean_query([(Occur.Should, query) for query in years])
        else:
            yield any_of(FACETS[name], values)
    if question.year_from is not None or question.year_to is not None:
        yield year_range(question.year_from, question.year_to)


def any_of(field, values):
    """What has any of these values; for one of them the index has a much shorter way."""
    if len(values) == 1:
        return Query.term_query(SCHEMA, field, values[0], "basic")
    return Query.term_set_query(SCHEMA, field, list(values))


def year_range(first, last):
    return Query.range_query(SCHEMA, "years", FieldType.Unsigned, first, last)


@dataclass(frozen=True)
class Found:
    """The rows of one page in order, and how many there are in all."""

    rows: list
    count: int
    page: int
    pages: int


def find(searcher, question, *, sort=RELEVANCE, page=1):
    """One page of what a question finds. A page beyond the last is the last."""
    page = min(max(page, 1), LAST_PAGE)
    found = hits(searcher, question, sort, PAGE_SIZE, (page - 1) * PAGE_SIZE)
    pages = min(max(-(-found.count // PAGE_SIZE), 1), LAST_PAGE)
    if page > pages:
        return find(searcher, question, sort=sort, page=pages)
    return Found(rows_at(searcher, found.hits), found.count, page, pages)


def rows(searcher, question, *, sort, most):
    """The rows of what a question finds, in an order."""
    return rows_at(searcher, hits(searcher, question, sort, most).hits)


def hits(searcher, question, sort, most, offset=0):
    """Where in the index so much of what a question finds stands, in an order, and how many there are in all."""
    order = {"weight_by_field": RECENCY}
    if sort in ORDERS:
        order = {"order_by_field": ORDERS[sort][0], "order": ORDERS[sort][1]}
    return searcher.search(build(question), most, offset=offset, **order)


def suggest(searcher, memory, words, most):
    """Rows of entries in whose titles or names these words stand; those called so first. Most visitors begin alike."""
    return remembered(memory, (suggest, words, most), lambda: suggested(searcher, words, most))


def suggested(searcher, words, most):
    asked = [t for t in terms(words) if not t.is_excluded and len(t.text) >= FEWEST_LETTERS_OF_A_PREFIX]
    if not asked:
        return []
    clauses = [(Occur.Must, in_field(term, TITLE_WORDS)) for term in needed(asked)]
    query = Query.boolean_query([*clauses, *((Occur.Should, query) for query in called(words))])
    return rows_of(searcher, query, most)


def rows_of(searcher, query, most, **how):
    """The rows of what a query of the index finds, best first."""
    return rows_at(searcher, searcher.search(query, most, count=False, **how).hits)


def rows_at(searcher, hits):
    return searcher.fast_field_values("row", [address for _score, address in hits]) if hits else []


def count(searcher, question):
    return searcher.search(build(question), 1).count


def facets(searcher, memory, question):
    """How many each value of a facet would find. All pages and orders of a question share them."""
    return remembered(memory, repr(question), lambda: counted_facets(searcher, question))


def remembered(memory, key, make):
    """What is in the memory of an index under this key, or is made now and kept there."""
    known = memory.get(key)
    if known is None:
        if len(memory) >= MOST_REMEMBERED:
            memory.clear()  # other threads may look at the same moment
        known = memory[key] = make()
    return known


def counted_facets(searcher, question):
    """The same, counted. A facet's own filter does not narrow its own counts."""
    used = [name for name in COUNTED_FACETS if question.filters.get(name)]
    found = buckets(searcher, question, [name for name in COUNTED_FACETS if name not in used])
    for name in used:
        found |= buckets(searcher, question.without(name), [name])
    return found


def buckets(searcher, question, names):
    return counts(searcher, build(question), {name: FACETS.get(name, "years") for name in names}, MOST_BUCKETS)


def counts(searcher, query, fields, most=MOST_DISTINCT):
    """Name -> value -> how many of what a query finds have it, of so many values, for these fields of the index."""
    if not fields:
        return {}
    size = {"size": most, "segment_size": MOST_DISTINCT}
    answer = searcher.aggregate(query, {name: {"terms": {"field": field, **size}} for name, field in fields.items()})
    return {name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]} for name in fields}
