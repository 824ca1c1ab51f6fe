"""The shape of the index, and an entry's place in it."""

import zlib
from datetime import date

import tantivy

from tvet_portal.search.analyser import STEMMER, stemmer
from tvet_portal.values.folding import fold

# Raised when the shape or the analyser changes: an index of another version is made anew.
VERSION = 5

# Where words are looked for, and how much a match there weighs.
TITLE_WORDS = "title_words"
WEIGHTS = {TITLE_WORDS: 6.0, "name_words": 2.0, "kin_words": 0.5, "body_words": 1.0}
STEMS, STEMS_WEIGHT = "stems", 0.4
# The whole question is one of its names, or its own name of today: nothing outweighs that.
CALLED, CALLED_WEIGHT, TITLED, TITLED_WEIGHT = "called", 1000.0, "titled", 1000.0
RECENCY, RECENT_WEIGHT = "recency", 1.0  # recent before old among equals
NOT_INDEXED = ("text", "places", "url", "kind", "date", "names")
STATES = "states"
FACETS = {
    "type": "types",
    "country": "countries",
    "area": "areas",
    "organisation": "organisations",
    "state": STATES,
    "language": "languages",
    "has_document": "documents",
}
# By which lists are narrowed, and the search page is not; first, which list it stands in.
LIST = "list"
LISTED = (LIST, "kinds", "levels", "bodies", "home_countries")
# Orders of lists: the day, and among equals the record. What has no date is last in both.
BY_LAST_DAY, BY_FIRST_DAY, ROW_BITS = "by_last_day", "by_first_day", 40
NO_LAST_DAY, NO_FIRST_DAY = 0, date.max.toordinal() + 1
YES = "1"
FIRST_DAY, LAST_DAY = date(1950, 1, 1).toordinal(), date(2050, 1, 1).toordinal()
TIMELESS = 0.7  # bodies, countries and areas; a record whose day nobody knows gains nothing


def make_schema():
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_unsigned_field("stamp", indexed=True, fast=True)
    for field in WEIGHTS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(STEMS, tokenizer_name=STEMMER, index_option="freq")
    for field in (CALLED, TITLED):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in (*FACETS.values(), *LISTED):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True, stored=field == STATES)
    builder.add_unsigned_field("years", indexed=True, fast=True)
    builder.add_integer_field("day", fast=True)
    builder.add_unsigned_field("record", fast=True)
    for field in (BY_LAST_DAY, BY_FIRST_DAY):
        builder.add_unsigned_field(field, fast=True)
    builder.add_float_field(RECENCY, fast=True)
    builder.add_text_field("title_order", tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


SCHEMA = make_schema()


def with_tokenizers(index):
    index.register_tokenizer(STEMMER, stemmer())
    return index


def document(entry, day):
    """A public entry as a document of the index, with its state on a day."""
    made = tantivy.Document()
    made.add_unsigned("row", entry.pk)
    made.add_unsigned("stamp", entry.stamp)
    for field in WEIGHTS:
        words = getattr(entry, field)
        made.add_text(field, words)
        if field != "kin_words":
            made.add_text(STEMS, words if words.isascii() else " ".join(filter(str.isascii, words.split(" "))))
    for place, name in enumerate(entry.called):
        made.add_text(CALLED, name)
        if place < (1 if entry.type == "area" else 2):  # a title or name, and an acronym; an area has only its label
            made.add_text(TITLED, name)
    made.add_text("types", entry.type)
    for field in ("countries", "areas", "organisations", "languages"):
        for value in getattr(entry, field):
            made.add_text(field, value)
    for state in states_on(entry.states, day):
        made.add_text(STATES, state)
    if entry.has_document:
        made.add_text("documents", YES)
    for year in entry.years:
        made.add_unsigned("years", year)
    made.add_float(RECENCY, recency(entry))
    if entry.first_day:
        # The same day sorts alike on every node.
        made.add_integer("day", (entry.first_day.toordinal() << 32) + zlib.crc32(entry.key.encode()))
    made.add_text("title_order", f"{fold(entry.title).strip()}\t{entry.record or 0:015}\t{entry.key}")
    if entry.record:
        add_to_list(made, entry)
    return made


def add_to_list(made, entry):
    """What the list of its type is narrowed and ordered by."""
    made.add_text(LIST, entry.type)
    made.add_unsigned("record", entry.record)
    last, first = entry.listed_last, entry.listed_first
    made.add_unsigned(BY_LAST_DAY, beginning(last.toordinal() if last else NO_LAST_DAY) + entry.record)
    made.add_unsigned(BY_FIRST_DAY, beginning(first.toordinal() if first else NO_FIRST_DAY) + entry.record)
    for field, value in (("kinds", entry.kind_code), ("levels", entry.level)):
        if value:
            made.add_text(field, value)
    for body in entry.bodies:
        made.add_text("bodies", body)
    for country in entry.home_countries:
        made.add_text("home_countries", country.lower())


def beginning(day):
    """The least place in an order that something of a day can have; the rest of it is its record."""
    return day << ROW_BITS


def recency(entry):
    """What an entry gains by its day: from 0 for 1950 and before to the weight of what is of 2050."""
    if entry.first_day is None:
        return 0.0 if entry.reference else RECENT_WEIGHT * TIMELESS
    return RECENT_WEIGHT * min(max(entry.first_day.toordinal() - FIRST_DAY, 0) / (LAST_DAY - FIRST_DAY), 1.0)


def states_on(states, day):
    """The states on a day, of pairs of the day since when and a state: all that always hold, or the newest."""
    begun = [(since, state) for since, state in states if since <= day.isoformat()]
    newest = max((since for since, _state in begun), default="")
    return dict.fromkeys(state for since, state in begun if since == newest)
