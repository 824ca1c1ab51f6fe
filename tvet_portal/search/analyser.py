"""Turns any text into the words that search compares: the same for what is indexed and for what is asked.

Scripts without spaces between words (Thai, Lao, Khmer, Burmese, Chinese, Japanese) and Korean, which glues particles
to words, become overlapping pairs of characters: a word inside a sentence is then a phrase of pairs.
"""

import re

import tantivy

from tvet_portal.values.folding import fold

LONGEST_WORD = 64

# Scripts written as runs; without their own digits (made ASCII below) and punctuation.
RUN = (
    "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"  # Thai
    "\u0e81-\u0eae\u0eb0-\u0ec5\u0ec7-\u0ece\u0edc-\u0edf"  # Lao
    "\u1780-\u17d3\u17dd"  # Khmer
    "\u1000-\u103f\u1050-\u109d\ua9e0-\ua9fe\uaa60-\uaa7f"  # Burmese and its neighbours
    "\u3005-\u3007\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
    "\u1100-\u11ff\u3131-\u318e\uac00-\ud7ff"  # Korean
)
INDIC_MARKS = "\u0900-\u0903\u093a-\u094f\u0980-\u0dff"  # signs that Python does not count as letters
DOT = "\ue000"  # stands for the dots of "P.D.R." until they are dropped
LETTERS = rf"[^\W_{RUN}]+(?:[{INDIC_MARKS}{DOT}]+[^\W_{RUN}]*)*"
DOTTED = re.compile(r"(?<!\w)(?:[a-z]\.){2,}[a-z]?(?!\w)")
POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")  # "women's" is women
PIECE, PLAIN_PIECE, RUN_LETTER = re.compile(f"[{RUN}]+|{LETTERS}"), re.compile("[a-z0-9]+"), re.compile(f"[{RUN}]")


def ready(folded):
    """A folded text, as long as before, in which every piece is a row of letters."""
    if "." in folded:
        folded = DOTTED.sub(lambda found: found[0].replace(".", DOT), folded)
    return POSSESSIVE.sub("  ", folded)


def word_of(piece):
    return piece.replace(DOT, "")[:LONGEST_WORD]


def pieces(folded):
    """The pieces of a folded text with their places: (start, end, is_run, text)."""
    text = ready(folded)
    if text.isascii():
        yield from ((*found.span(), False, found[0][:LONGEST_WORD]) for found in PLAIN_PIECE.finditer(text))
        return
    for found in PIECE.finditer(text):
        is_run = bool(RUN_LETTER.match(found[0]))
        yield found.start(), found.end(), is_run, found[0] if is_run else word_of(found[0])


def pairs(run):
    return [run[i : i + 2] for i in range(len(run) - 1)]


def tokens(text):
    """The words of a text for the index. The last character of a run stands alone too, so that one can be asked for."""
    folded = ready(fold(text))
    if folded.isascii():
        return [word[:LONGEST_WORD] for word in PLAIN_PIECE.findall(folded)]
    found = []
    for piece in PIECE.findall(folded):
        if RUN_LETTER.match(piece):
            found += pairs(piece)
            found.append(piece[-1])
        else:
            found.append(word_of(piece))
    return found


def token_text(texts):
    """Texts as one line of words, the form the index takes."""
    return " ".join(word for text in texts if text for word in tokens(text))


STEMMER = "english_stems"


def stemmer():
    """Words to their English stems; the index field of this name uses the same."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.stemmer("english")).build()


_stemmer = stemmer()


def stem(word):
    found = _stemmer.analyze(word)
    return found[0] if found else word
