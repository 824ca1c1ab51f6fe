"""Lists of records answered from the index: which records, in which order, and how many each choice would find.

The records themselves are read from the database, through its gate. While the index may lack something, the database
answers everything, only slower.
"""

import logging
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from django.core.paginator import Page, Paginator
from tantivy import FieldType, Occur, Order, Query

from tvet_portal.search import index, query
from tvet_portal.search.documents import BY_FIRST_DAY, BY_LAST_DAY, LIST, SCHEMA, STATES, beginning
from tvet_portal.search.feeding import IndexDamagedError

logger = logging.getLogger(__name__)

PATIENCE = 0.3  # seconds that a list waits while another process feeds the index
MOST_COUNTED = 100  # values of one facet: more than stand beside a list
FIELDS = {
    "kind": "kinds",
    "level": "levels",
    "country": "home_countries",
    "area": "areas",
    "organisation": "bodies",
    "state": "states",
}
ORDERS = {
    "newest": (BY_LAST_DAY, Order.Desc),
    "oldest": (BY_FIRST_DAY, Order.Asc),
    "title": ("title_order", Order.Asc),
}
OPPOSITE = {Order.Asc: Order.Desc, Order.Desc: Order.Asc}


@dataclass(frozen=True)
class Listed:
    """What the index says of a list: one page of it, its records, and numbers."""

    page: Page
    states: dict  # primary key of each record of the page, in order -> its states today
    counts: dict  # name of a facet -> value -> how many, of the commonest values; and how many other values there are
    ways_out: dict  # filters taken away -> how many are found then; only where nothing was found


class Indexed:
    """Lets the index answer the filters of a list of records of one type."""

    record_type = ""
    listed = None

    def page(self, records, sort, number, size):
        self.listed = answered(lambda searcher, memory: self.look(searcher, memory, sort, number, size))
        if self.listed is None:
            return super().page(records, sort, number, size)
        self.listed.page.object_list = self.queryset.filter(pk__in=self.listed.states)
        return self.listed.page

    def in_order(self, rows):
        if self.listed is None:
            return super().in_order(rows)
        found = {row.pk: row for row in rows}
        return [found[pk] for pk in self.listed.states if pk in found]

    def counts(self, name):
        if self.listed is None:
            return super().counts(name)
        counts, unnamed = self.listed.counts[name]
        self.facets[name].learn(counts, unnamed)
        return counts

    def number_but_for(self, pairs):
        return super().number_but_for(pairs) if self.listed is None else self.listed.ways_out[tuple(pairs)]

    def look(self, searcher, memory, sort, number, size):
        """The answers for one page; nothing if entries were written before lists were asked of them (see reindex)."""
        written, listed = (query.any_of(field, [self.record_type]) for field in ("types", LIST))
        if searcher.search(written, 1).count != searcher.search(listed, 1).count:
            return None
        found = self.question()
        count = searcher.search(found, 1).count
        page = Paginator(range(count), size).get_page(number)
        ways = () if count else [tuple(pairs) for _label, _value, pairs in self.in_use]
        return Listed(
            page,
            states(searcher, found, sort, page.object_list, count),
            self.remembered(searcher, memory, found),
            {way: searcher.search(self.question(way), 1).count for way in ways},
        )

    def question(self, without=()):
        """What the filters find, as if some of the (name, value) in use were taken away."""
        clauses = [query.any_of(LIST, [self.record_type])]
        for name, value in self.values_but_for(without):
            clauses.append(SPANS[name](value) if name in SPANS else query.any_of(FIELDS[name], value))
        return Query.boolean_query([(Occur.Must, clause) for clause in clauses])

    def remembered(self, searcher, memory, found):
        """The counts of all facets: all pages and orders of a list share them."""

        def count():
            counts = self.counted(searcher, found)
            return {name: commonest(some, self.values.get(name, ())) for name, some in counts.items()}

        return query.remembered(memory, (self.record_type, frozenset(self.pairs)), count)

    def counted(self, searcher, found):
        """Name of a facet -> value -> how many. A facet does not narrow its own counts."""
        used = [name for name in self.facets if name in self.values]
        counts = query.counts(searcher, found, {name: FIELDS[name] for name in self.facets if name not in used})
        for name in used:
            others = self.question([pair for pair in self.pairs if pair[0] == name])
            counts |= query.counts(searcher, others, {name: FIELDS[name]})
        return counts


def commonest(counts, ticked):
    """The counts of the commonest values and of those ticked; and of how many values they say nothing."""
    kept = dict.fromkeys(nsmallest(MOST_COUNTED, counts, key=lambda value: (-counts[value], value)))
    kept |= dict.fromkeys(value for value in ticked if value in counts)
    return {value: counts[value] for value in kept}, len(counts) - len(kept)


def since(year):
    return Query.range_query(SCHEMA, BY_LAST_DAY, FieldType.Unsigned, beginning(date(year, 1, 1).toordinal()), None)


def until(year):
    end = beginning(date(year, 12, 31).toordinal() + 1)
    return Query.range_query(SCHEMA, BY_FIRST_DAY, FieldType.Unsigned, None, end, include_upper=False)


SPANS = {"year_from": since, "year_to": until}


def states(searcher, found, sort, places, count):
    """Primary keys of the records at these places of an order, counted from its nearer end, each with its states."""
    if not places:
        return {}
    (field, order), offset, before_end = ORDERS[sort], places[0], count - 1 - places[-1]
    if is_reversed := before_end < offset:
        order, offset = OPPOSITE[order], before_end
    hits = searcher.search(found, len(places), count=False, offset=offset, order_by_field=field, order=order).hits
    places = [place for _score, place in (reversed(hits) if is_reversed else hits)]
    keys = searcher.fast_field_values("record", places)
    return {key: searcher.doc(place)[STATES] for key, place in zip(keys, places, strict=True)}


def answered(question):
    """What the index answers; nothing while it may lack something or cannot be read."""
    try:
        answer = index.answer_with_memory(question, patience=PATIENCE)
    except IndexDamagedError:
        logger.exception("The index does not answer a list; the database does")
        return None
    return None if answer.may_lack else answer.value
