"""What a reader's words ask for: words, "words in a row", -what must not be there, title:what stands in a title."""

import re
from dataclasses import dataclass, replace

from tvet_portal.search.analyser import pairs, pieces
from tvet_portal.values.folding import fold

QUOTES = '"“”„«»'
CHUNK = re.compile(
    rf"((?<!\S)[-−])?((?<!\w)title:\s*)?(?:[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]|(\S+))"  # minus, field, quotation, rest
)
HYPHENS = re.compile(r"[-‐‑‒–._@:'’]+")
FEWEST_LETTERS_OF_A_PREFIX = 2
STOP_WORDS = {
    *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or", "the"),
    *("to", "with"),
}


@dataclass(frozen=True)
class Term:
    """One thing asked for: a word, several words in a row, or a run of characters."""

    words: tuple
    is_run: bool = False
    is_prefix: bool = False
    text: str = ""
    is_excluded: bool = False
    is_in_title: bool = False

    @property
    def is_stop_word(self):
        return len(self.words) == 1 and self.words[0] in STOP_WORDS


def terms(question, *, at_most=20):
    """What a reader's text asks for. The last word may be the beginning of a longer one."""
    found = []
    for minus, title, quoted, chunk in CHUNK.findall(fold(question)):
        some = terms_of_quotation(quoted) if quoted else terms_of_chunk(chunk)
        found += [replace(term, is_excluded=bool(minus), is_in_title=bool(title)) for term in some]
    found = list(dict.fromkeys(found))[:at_most]
    if found and is_open(found[-1], question):
        last = found.pop()
        found.append(replace(last, is_prefix=len(last.words[-1]) >= FEWEST_LETTERS_OF_A_PREFIX))
    return found


def is_open(last, question):
    """Whether the reader may still be typing the last word."""
    return not (last.is_run or last.is_excluded or re.search(rf"[{QUOTES}]\s*$", question))


def terms_of_quotation(text):
    """Words between quotation marks stand in a row; a run is a phrase by itself."""
    found = list(pieces(text))
    runs = [run_term(run) for _s, _e, is_run, run in found if is_run]
    words = tuple(word for _s, _e, is_run, word in found if not is_run)
    return [*([Term(words, text=" ".join(words))] if words else []), *runs]


def terms_of_chunk(chunk):
    """Words joined by a hyphen or a full stop ("AGR-00001", "South-South") stand in a row."""
    found, row, row_end = [], [], 0
    for start, end, is_run, text in pieces(chunk):
        joined = row and HYPHENS.fullmatch(chunk[row_end:start])
        if row and (is_run or not joined):
            found.append(Term(tuple(row), text=" ".join(row)))
            row = []
        if is_run:
            found.append(run_term(text))
        else:
            row.append(text)
            row_end = end
    if row:
        found.append(Term(tuple(row), text=" ".join(row)))
    return found


def run_term(run):
    if len(run) == 1:
        return Term((run,), is_run=True, is_prefix=True, text=run)
    return Term(tuple(pairs(run)), is_run=True, text=run)
