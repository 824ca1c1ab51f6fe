"""Marks the words that were asked for in a text, and picks the part of a text worth showing."""

import re
import unicodedata
from functools import lru_cache

from django.utils.html import format_html, format_html_join

from tvet_portal.search.analyser import DOT, pieces, ready, stem
from tvet_portal.values.folding import BURMESE_STACK, INVISIBLE, JOINER, KHMER_STACK, SARA_AM, fold

SNIPPET_LENGTH = 260
LEAD = 60
LONGEST_PARAGRAPH = 4_000
BINDS = f"{KHMER_STACK}{BURMESE_STACK}{INVISIBLE.pattern[1:-1]}"
PLAIN = re.compile(rf"(?<![{BINDS}])[\x00-\x7f]+(?=[\x00-\x7f]|\Z)")  # the letter before another may carry its mark


def clusters(text):
    """A text in pieces that a reader sees as one character, so that no mark is cut from its letter."""
    found = []
    for character in text:
        if found and continues(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def continues(cluster, character):
    seen = INVISIBLE.sub("", cluster)
    return (
        unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
        or character in SARA_AM
        or cluster[-1] == JOINER
        or seen[-1:] in (KHMER_STACK, BURMESE_STACK)
        or "\u1160" <= character <= "\u11ff"  # a decomposed Korean syllable
        or character in "\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or (seen == character == "\u0e40")  # two sara e, read as one sara ae
        or (cluster == "\r" and character == "\n")
    )


def mark(text, terms):
    """A text as a list of (part, is_match), which joined give the text again."""
    return parted(text, find(text, terms))


def parted(text, spans):
    parts, at = [], 0
    for start, end in spans:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    parts.append((text[at:], False))
    return [part for part in parts if part[0]]


def marked(parts):
    """Parts of a text with the matches in <mark>; everything is escaped."""
    return format_html_join("", "{}", ((format_html("<mark>{}</mark>", text) if hit else text,) for text, hit in parts))


def held(text, terms):
    """The terms that stand in a text, wherever. Most are out at the first look."""
    folded = fold(text)
    letters = ready(folded).replace(DOT, "")
    return [term for term in terms if beginning(term) in letters and any(matches(folded, [term]))]


def find(text, terms):
    """Where the terms stand in a text: spans that begin and end where a character does."""
    folded, starts, ends = [], [], []
    at = 0
    for piece in clusters_and_plain(text):
        letters = fold(piece)
        folded.append(letters)
        if piece.isascii():
            starts += range(at, at + len(piece))
            ends += range(at + 1, at + len(piece) + 1)
        else:
            starts += [at] * len(letters)
            ends += [at + len(piece)] * len(letters)
        at += len(piece)
    found = sorted((starts[start], ends[end - 1]) for start, end in matches("".join(folded), terms))
    return merged(found)


def clusters_and_plain(text):
    """A text in clusters, with letters of ASCII together where none of them can have a mark: most texts are those."""
    at = 0
    for plain in PLAIN.finditer(text):
        yield from clusters(text[at : plain.start()])
        yield plain[0]
        at = plain.end()
    yield from clusters(text[at:])


def merged(spans):
    found = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def matches(folded, terms):
    runs = [term for term in terms if term.is_run]
    rows = [term for term in terms if not term.is_run and not term.is_stop_word]
    words = []
    for start, end, is_run, text in pieces(folded):
        if is_run:
            words.append((start, end, None))
            for term in runs:
                for hit in re.finditer(re.escape(term.text), text):
                    yield start + hit.start(), start + hit.end()
        else:
            words.append((start, end, text))
    for term in rows:
        size = len(term.words)
        for i in range(len(words) - size + 1):
            row = words[i : i + size]
            if all(is_match(term, n, word) for n, (_s, _e, word) in enumerate(row)):
                yield row[0][0], row[-1][1]


def is_match(term, number, word):
    if word is None:
        return False
    asked = term.words[number]
    is_last = number == len(term.words) - 1
    if word == asked or (term.is_prefix and is_last and word.startswith(asked)):
        return True
    return len(term.words) == 1 and word[0] == asked[0] and stem(word) == stem(asked)  # stems keep it


def excerpt(text, terms):
    """The number of the line that shows most of the terms, and its part that does; the first line if none does."""
    lines = text.split("\n")
    number = best_line(lines, terms)
    return number, snippet(lines[number], terms)


def snippet(text, terms):
    """The part of a line that shows most of the terms, marked; the beginning of the line if none stands in it."""
    paragraph = text.strip()[:LONGEST_PARAGRAPH]
    spans = find(paragraph, terms)
    start, end = window(paragraph, spans[0][0] if spans else 0)
    shown = [(first - start, last - start) for first, last in spans if start <= first and last <= end]
    parts = parted(paragraph[start:end], shown)
    before = [("… ", False)] if start else []
    after = [(" …", False)] if end < len(paragraph) else []
    return [*before, *parts, *after] if parts else []


def best_line(lines, terms):
    wanted = [term for term in terms if not term.is_stop_word]

    def shown(number):
        folded = fold(lines[number])
        return sum(beginning(term) in folded for term in wanted)

    return max(range(len(lines)), key=shown)  # the first of the best


@lru_cache(maxsize=256)
def beginning(term):
    """What a paragraph holds wherever the term matches: the run, or the part a word and its stem share."""
    if term.is_run or len(term.words) > 1:
        return term.text if term.is_run else term.words[0]
    word, root = term.words[0], stem(term.words[0])
    shared = 0
    while shared < min(len(word), len(root)) and word[shared] == root[shared]:
        shared += 1
    return word[:shared] or word


def window(text, first):
    """A stretch of about SNIPPET_LENGTH around the first match, cut at spaces or at least between characters."""
    if len(text) <= SNIPPET_LENGTH:
        return 0, len(text)
    start = max(first - LEAD, 0)
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(start + SNIPPET_LENGTH, len(text))
    if end < len(text):
        space = text.rfind(" ", max(first + 1, end - 40), end)
        end = space if space > first else end
    return edges(text, start)[0], edges(text, end)[1]


def edges(text, place):
    """The nearest places before and after one at which no mark is cut from its letter: this one, if it is such."""
    at = 0
    for piece in clusters_and_plain(text):
        if place < at + len(piece):
            return (place, place) if piece.isascii() or place == at else (at, at + len(piece))
        at += len(piece)
    return at, at
