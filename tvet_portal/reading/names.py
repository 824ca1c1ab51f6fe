"""Names that the directory knows, where a text prints them: of today, former, acronyms, typos of sources, any script.

The longest name wins: "UNESCO Bangkok" is not "UNESCO". Names are compared as the search compares them, without case
and marks; a name in Latin letters begins with a capital, and an acronym is all capitals, so that "who" is not the WHO.
"""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

from tvet_portal.directory import limits
from tvet_portal.directory.country_names import country_names
from tvet_portal.directory.models import (
    Country,
    CountryAlias,
    CountryGroup,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
)
from tvet_portal.reading.finds import Find
from tvet_portal.search.analyser import INDIC_MARKS, RUN, RUN_LETTER
from tvet_portal.values.folding import fold

PIECE = re.compile(rf"[{RUN}]+|[^\W_{RUN}](?:[^\W_{RUN}]|[{INDIC_MARKS}\u0300-\u036f])*")
SPELLINGS = {"labor": "labour", "center": "centre", "program": "programme", "organization": "organisation"}
LONGEST_NAME = 60  # words, or letters of a script without spaces
LONGEST_SHORT = 3  # letters of a word that is cut short: "Dr.", "St."
KEY_LETTERS = 3  # of a name in a script without spaces, by which it is looked up
NOBODY = ""  # the kind of words that are no name, though they begin like one
NO_NAMES = ("Lao động",)  # labour, in Vietnamese, is not of Laos
fold_word = lru_cache(maxsize=50_000)(lambda word: SPELLINGS.get(folded := fold(word), folded))


def pieces(text):
    """(start, end, word) of every word, folded; a run of a script without spaces is one."""
    return [(*found.span(), fold_word(found[0])) for found in PIECE.finditer(text)]


class Names:
    """All names of a directory, read once for a text. `find` gives those that a text prints, with keys of entries."""

    def __init__(self, rows, country_of=None):
        """Rows are (kind of find, key of the entry, name); `country_of` is key of an organisation -> ISO code."""
        self.country_of = country_of or {}
        self.words = defaultdict(dict)  # first word -> {words: {(kind, key): names as written}}
        self.runs = defaultdict(dict)  # first letters -> {letters: the same}
        self.lengths = defaultdict(set)
        for kind, key, name in rows:
            self.add(kind, key, name)

    def add(self, kind, key, name):
        words = tuple(word for _start, _end, word in pieces(name))
        if not words or len(words) > LONGEST_NAME:
            return
        if RUN_LETTER.match(words[0]):
            letters = "".join(name.split())
            first, held, length = letters[:KEY_LETTERS], self.runs, len(letters)
            self.lengths[first].add(length)
            held[first].setdefault(letters, {}).setdefault((kind, key), set()).add(name)
        else:
            self.lengths[words[0]].add(len(words))
            self.words[words[0]].setdefault(words, {}).setdefault((kind, key), set()).add(name)

    def find(self, text):
        found, place, row = [], 0, pieces(text)
        while place < len(row):
            start, end, word = row[place]
            if RUN_LETTER.match(word):
                found += self.in_run(text, start, end)
                place += 1
                continue
            count, match = self.at(text, row, place)
            if match:
                found += match
            place += count
        return found

    def at(self, text, row, place):
        """How many words the longest name takes that begins at one, and the finds of it."""
        first = row[place][2]
        for count in sorted(self.lengths.get(first, ()), reverse=True):
            words = tuple(word for _start, _end, word in row[place : place + count])
            entries = self.words[first].get(words)
            if not entries or len(words) < count:
                continue
            start, end = row[place][0], row[place + count - 1][1]
            printed = text[start:end]
            if is_broken(text, row[place : place + count]):
                continue
            alike = {entry for entry, names in entries.items() if any(is_written(printed, name) for name in names)}
            if alike:
                return count, made(start, end, alike)
        return 1, []

    def in_run(self, text, start, end):
        """Names within a run of letters without spaces, the longest first."""
        place = start
        while place < end:
            length, entries = self.in_run_at(text, place, end)
            if entries:
                yield from made(place, place + length, entries)
            place += length or 1

    def in_run_at(self, text, place, end):
        first = text[place : place + KEY_LETTERS]
        for length in sorted(self.lengths.get(first, ()), reverse=True):
            letters = text[place : min(place + length, end)]
            if len(letters) == length and letters in self.runs[first]:
                return length, set(self.runs[first][letters])
        return 0, set()


def made(start, end, entries):
    """One find for all entries of the same kind that a name may mean."""
    for kind in sorted({kind for kind, _key in entries} - {NOBODY}):
        yield Find(kind, start, end, tuple(sorted(key for its, key in entries if its == kind)))


def is_broken(text, row):
    """Whether something stands between the words of a name that ends a sentence or a paragraph."""
    for (start, end, _word), (following, *_rest) in pairwise(row):
        gap = text[end:following]
        is_end = ". " in gap and end - start > LONGEST_SHORT  # "Dr. Ai" goes on
        if is_end or "\n\n" in gap or ";" in gap or len(gap) > 4:
            return True
    return False


def is_written(printed, name):
    """Whether a name may be printed so: acronyms in capitals, other names with a capital first, or all in capitals."""
    if " " in name:
        return not printed[0].islower()
    if sum(letter.isupper() for letter in name) > 1:
        return printed == name or (printed.isupper() and len(name) > 4)
    return not printed[0].islower() and (printed[1:] == name[1:] or printed.isupper() or len(name) > 3)


def of_directory(user):
    """The names of what somebody may see in the directory. Withheld names are no names; merged entries lead on."""
    country_of = dict(Organisation.objects.exclude(country=None).values_list("key", "country__iso2"))
    no_names = [(NOBODY, "", words) for words in NO_NAMES]
    return Names([*_organisations(user), *_countries(), *_groups(), *_people(user), *no_names], country_of)


def _organisations(user):
    seen = Organisation.objects.all()  # also those that wait: who does not see one enters it twice
    rows = seen.values_list("key", "merged_into__key", "name", "acronym")
    for key, into, name, acronym in rows:
        yield from (("organisation", into or key, text) for text in (name, acronym) if text)
    rows = (
        OrganisationName.objects.filter(organisation__in=seen)
        .order_by()
        .values_list("organisation__key", "organisation__merged_into__key", "text")
    )
    yield from (("organisation", into or key, text) for key, into, text in rows)


def _countries():
    for iso2, name in Country.objects.values_list("iso2", "name"):
        yield from (("country", iso2, text) for text in (name, *(text for text, _language in country_names(iso2))))
    yield from (("country", *row) for row in CountryAlias.objects.order_by().values_list("country__iso2", "text"))


def _groups():
    yield from (("group", *row) for row in CountryGroup.objects.values_list("key", "name"))


def _people(user):
    people = limits.visible(Person.objects.filter(withheld_at__isnull=True), user)
    yield from (
        ("person", into or key, name)
        for key, into, name in people.values_list("key", "merged_into__key", "printed_name")
    )
    names = PersonName.objects.filter(person__in=people).order_by()
    yield from (
        ("person", into or key, text)
        for key, into, text in names.values_list("person__key", "person__merged_into__key", "text")
    )
