"""Did you mean: the same question with a word that the archive knows, where it does not know the one that was typed."""

from dataclasses import replace

from tantivy import Occur, Query

from tvet_portal.search.analyser import pairs, pieces
from tvet_portal.search.documents import SCHEMA, WEIGHTS
from tvet_portal.search.making import OF_ENTRY
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.query import count, rows_of
from tvet_portal.values.folding import fold

FEWEST_LETTERS = 4  # one wrong letter of fewer makes another word
MOST_LOOKED_AT = 20
MOST_WORDS = 8  # of a longer question, which finds nothing for many reasons, none is put right
FIELDS = [name for name in WEIGHTS if name != "kin_words"]
# What is asked for by names, in every language of the portal.
NAMED = Query.boolean_query([(Occur.Should, Query.term_query(SCHEMA, "types", name)) for name in OF_ENTRY])


def suggestion(searcher, question):
    """The question with the misspelt words put right, or nothing. One letter may be wrong, or two swapped.

    It is offered only if it finds something: the words may be right, and the filters too narrow.
    """
    if len(list(pieces(fold(question.words)))) > MOST_WORDS:
        return None
    chunks = [put_right(searcher, chunk) for chunk in question.words.split()]
    words = " ".join(chunks)
    if words == " ".join(question.words.split()):
        return None
    meant = replace(question, words=words)
    return meant if count(searcher, meant) else None


def put_right(searcher, chunk):
    folded = fold(chunk)
    for start, end, is_run, word in reversed(list(pieces(folded))):
        is_name_of_field = folded[end : end + 1] == ":"
        if is_name_of_field or len(word) < FEWEST_LETTERS:
            continue
        nearest = nearest_name(searcher, word) if is_run else nearest_word(searcher, word)
        if nearest:
            folded = folded[:start] + nearest + folded[end:]
    if folded == fold(chunk):
        return chunk
    return folded.capitalize() if chunk[:1].isupper() else folded


def is_known(searcher, word):
    return any(searcher.doc_freq(name, word) for name in FIELDS)


def nearest_word(searcher, word):
    """The commonest known word at one letter's distance; nothing if this one is known."""
    if not word.isalpha() or is_known(searcher, word):
        return ""
    found = set()
    for name in FIELDS:
        near = Query.fuzzy_term_query(SCHEMA, name, word, 1, transposition_cost_one=True)
        rows = rows_of(searcher, near, MOST_LOOKED_AT)
        for words in SearchEntry.objects.filter(pk__in=rows, is_public=True).values_list(name, flat=True):
            found.update(other for other in words.split() if is_near(word, other))
    return min(found, key=lambda other: (-commonness(searcher, other), other), default="")


def nearest_name(searcher, run):
    """The same where no spaces say what a word is: a name of a country, a body or an area, best by common letters."""
    letters = pairs(run)
    if any(searcher.search(Query.phrase_query(SCHEMA, name, letters), 1, count=False).hits for name in FIELDS):
        return ""
    near = Query.boolean_query([(Occur.Should, Query.term_query(SCHEMA, "title_words", pair)) for pair in letters])
    rows = rows_of(searcher, Query.boolean_query([(Occur.Must, NAMED), (Occur.Must, near)]), MOST_LOOKED_AT)
    names = dict(SearchEntry.objects.filter(pk__in=rows, is_public=True).values_list("pk", "names"))
    written = (text for row in rows for text, _language in names.get(row, ()))
    return next((text for text in written if is_near(run, fold(text))), "")


def commonness(searcher, word):
    return sum(searcher.doc_freq(name, word) for name in FIELDS)


def is_near(word, other):
    """Whether one letter was added, left out or changed, or two neighbours swapped."""
    if abs(len(word) - len(other)) > 1 or word == other:
        return False
    short, long = sorted((word, other), key=len)
    at = next((i for i, (one, two) in enumerate(zip(short, long, strict=False)) if one != two), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long
