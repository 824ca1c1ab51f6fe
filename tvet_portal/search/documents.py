"""The shape of the index, and an entry's place in it."""

import zlib
from datetime import date

import tantivy

from tvet_portal.search.analyser import STEMMER, fold, stemmer

# Raised when the shape or the analyser changes: an index of another version is made anew.
VERSION = 4

# Where words are looked for, and how much a match there weighs.
TITLE_WORDS = "title_words"
WEIGHTS = {TITLE_WORDS: 6.0, "name_words": 2.0, "kin_words": 0.5, "body_words": 1.0}
STEMS, STEMS_WEIGHT = "stems", 0.4
CALLED, CALLED_WEIGHT = "called", 40.0  # the whole question is one of its names
RECENCY, RECENT_WEIGHT = "recency", 0.1  # the newest of equals stands first
NOT_INDEXED = ("text", "places", "url", "kind", "reference", "date", "names")
FACETS = {
    "type": "types",
    "country": "countries",
    "area": "areas",
    "organisation": "organisations",
    "state": "states",
    "language": "languages",
    "has_document": "documents",
}
YES = "1"
FIRST_DAY, LAST_DAY = date(1950, 1, 1).toordinal(), date(2050, 1, 1).toordinal()


def make_schema():
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_unsigned_field("stamp", indexed=True, fast=True)
    for field in WEIGHTS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(STEMS, tokenizer_name=STEMMER, index_option="freq")
    builder.add_text_field(CALLED, tokenizer_name="raw", index_option="basic")
    for field in FACETS.values():
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("years", indexed=True, fast=True)
    builder.add_integer_field("day", fast=True)
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
            made.add_text(STEMS, " ".join(word for word in words.split(" ") if word.isascii()))
    for name in entry.called:
        made.add_text(CALLED, name)
    made.add_text("types", entry.type)
    for field in ("countries", "areas", "organisations", "languages"):
        for value in getattr(entry, field):
            made.add_text(field, value)
    for state in states_on(entry.states, day):
        made.add_text("states", state)
    if entry.has_document:
        made.add_text("documents", YES)
    for year in entry.years:
        made.add_unsigned("years", year)
    made.add_float(RECENCY, recency(entry.first_day))
    if entry.first_day:
        # The same day sorts alike on every node.
        made.add_integer("day", (entry.first_day.toordinal() << 32) + zlib.crc32(entry.key.encode()))
    made.add_text("title_order", f"{fold(entry.title).strip()} {entry.key}")
    return made


def recency(day):
    """From 0, for what has no day or was before 1950, to the weight of what is of today and later."""
    if day is None:
        return 0.0
    return RECENT_WEIGHT * min(max(day.toordinal() - FIRST_DAY, 0) / (LAST_DAY - FIRST_DAY), 1.0)


def states_on(states, day):
    """The states on a day, of pairs of the day since when and a state: all that always hold, or the newest."""
    begun = [(since, state) for since, state in states if since <= day.isoformat()]
    newest = max((since for since, _state in begun), default="")
    return dict.fromkeys(state for since, state in begun if since == newest)
