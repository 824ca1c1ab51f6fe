"""Entries of the directory that are perhaps one, found among all of them without comparing each with each.

Two names are compared if they have all words but one in common and that one begins alike, or is missing in one of them;
a name of one word, with one that differs in a letter. So two misspelt words in one name are not found.
"""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from tvet_portal.directory.likeness import ALIKE, NAMES, SHORTEST, plain

LITTLE = frozenset(["a", "an", "and", "at", "de", "for", "in", "of", "on", "the", "to"])
MOST_IN_A_BLOCK = 60  # what more names than these share says nothing of any two
FEWEST_LETTERS_LEFT = 12  # of a name without one of its words
DIGIT = re.compile(r"\d")


def likely_twins(entries, group=""):
    """Pairs of ids, the likest first, each with the two names. Where two belong to different groups they are two."""
    columns = ("pk", group or "pk")
    known = []
    for field in NAMES[entries.model]:
        rows = entries.order_by("pk").exclude(**{field: ""}).filter(**{f"{field}__isnull": False})
        known += [(pk, of if group else None, name) for pk, of, name in rows.values_list(*columns, field)]
    return among(tuple(known))


@lru_cache(maxsize=3)  # one for each model, until a name changes; somebody looks at the first page often
def among(known):
    """The same of (id, group, name), read already."""
    names = [words_of(plain(name)) for _pk, _group, name in known]
    found = {}
    for one, other in compared(names):
        (pk, group, name), (other_pk, other_group, other_name) = known[one], known[other]
        if pk == other_pk or (group and other_group and group != other_group):
            continue
        pair = min(pk, other_pk), max(pk, other_pk)
        score = fuzz.ratio(names[one], names[other], score_cutoff=ALIKE if len(names[one]) >= SHORTEST else 100)
        if score > found.get(pair, (0,))[0]:
            found[pair] = (score, name, other_name) if pk == pair[0] else (score, other_name, name)
    likest = sorted(found, key=lambda pair: (-found[pair][0], pair))
    return [(*pair, *found[pair][1:]) for pair in likest]


def compared(names):
    """Pairs of numbers of names that share a key."""
    blocks = defaultdict(list)
    for number, name in enumerate(names):
        for key in set(keys(name)):
            blocks[key].append(number)
    few = (block for block in blocks.values() if 1 < len(block) <= MOST_IN_A_BLOCK)
    return {pair for block in few for pair in combinations(block, 2)}


def words_of(name):
    """The words of a plain name that say something, in one order."""
    return " ".join(sorted(set(name.split()) - LITTLE)) or name


def keys(name):
    """What two names that are alike have in common. Names with different numbers are two."""
    yield name
    if len(name) < SHORTEST:
        return
    words = name.split()
    if len(words) == 1:
        yield from halves(name)
        return
    for number, word in enumerate(words):
        if not DIGIT.search(word):
            others = " ".join(words[:number] + words[number + 1 :])
            yield f"{others} {word[0]}…"
            if len(others) >= FEWEST_LETTERS_LEFT:
                yield others


def halves(name):
    """Of two names of which one has a letter more, or another letter, the first or the last half is the same."""
    for length in {len(name) // 2, (len(name) - 1) // 2}:
        yield f"{name[:length]}…"
        yield f"…{name[-length:]}"
