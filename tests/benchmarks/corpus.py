"""Made-up records in six scripts with planted words: the same number and seed always give the same ones.

Three in ten records carry another language than English: a title, a sentence and two paragraphs of it. "training" is
in most records, "hydroponics" in one of 2,000, and between them stand 20,000 made-up words, each rarer than the last.
"""

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from tests.benchmarks import words

COMMON, GLUE, AREAS = words.COMMON.split(), words.GLUE.split(), words.AREAS.split()
CONSONANTS, VOWELS = words.CONSONANTS.split(), words.VOWELS.split()
REGION, PARTNERS = list(words.COUNTRIES)[:11], list(words.COUNTRIES)[11:]
NATIVE = {language: text.split("|") for language, text in words.NATIVE.items()}
SYLLABLES = {"en": [start + end for start in words.STARTS.split() for end in words.ENDS.split()]}
SYLLABLES |= {language: text.split() for language, text in words.SYLLABLES.items()}
ORGANISATIONS = 3_000
PARTS_OF_NAMES = [text.split() for text in (words.CITIES, words.BODIES, words.FIELDS, words.PURPOSES)]
STATES = {
    "agreement": ["draft", "signed", "in-force", "expired", "renewed"],
    "event": ["planned", "held", "cancelled"],
    "qualification": ["proposed", "referenced", "under-review", "withdrawn"],
}
TITLES = {"agreement": "Memorandum of Understanding on", "event": "Meeting on", "qualification": "Qualification in"}
LANGUAGES = ["en"] * 70 + ["vi"] * 10 + ["th"] * 5 + ["lo"] * 5 + ["km"] * 5 + ["my"] * 5
PLANTED = 20  # words a language
FIRST_DAY = date(2006, 1, 1)


@dataclass
class Planted:
    """A word that stands in a few records only: how it is asked for, and the ids of those records."""

    word: str
    query: str
    ids: list = field(default_factory=list)


def records(number, seed=7):
    """So many records, one after another, each a dict."""
    return Corpus(number, seed).records()


def planted(number, seed=7):
    """Language -> the words planted among these records, 20 each; more come with other seeds."""
    return Corpus(number, seed).planted


def unmarked(text):
    """A text as it is typed without Vietnamese marks."""
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in text if not unicodedata.combining(letter)).lower()


class Corpus:
    """What one number and seed give. The order in which it asks for random numbers is part of the result."""

    def __init__(self, number, seed=7):
        self.number, self.seed, self.random = number, seed, random.Random(seed)
        self.words = COMMON + [self.rare_word() for _ in range(20_000)]
        self.weights = list(accumulate(1 / (rank + 5) ** 0.95 for rank in range(len(self.words))))
        self.organisations = [self.organisation(place) for place in range(ORGANISATIONS)]
        self.planted = {language: self.planted_words(language) for language in SYLLABLES}
        self.languages = [self.random.choice(LANGUAGES) for _ in range(number)]
        for language in SYLLABLES:
            self.plant(language)

    def rare_word(self):
        choice = self.random.choice
        return "".join(choice(CONSONANTS) + choice(VOWELS) for _ in range(self.random.randint(2, 4)))

    def organisation(self, place):
        city, body, field, purpose = map(self.random.choice, PARTS_OF_NAMES)
        return f"{city} {body} of {field} {purpose} {place}"

    def planted_words(self, language):
        """Made-up words; in Vietnamese three syllables, which are asked for without their marks."""
        found = {}
        while len(found) < PLANTED:
            word = (" " if language == "vi" else "").join(self.random.sample(SYLLABLES[language], 3))
            found[word] = Planted(word, unmarked(word) if language == "vi" else word)
        return list(found.values())

    def plant(self, language):
        """Choose the records of each planted word: up to five, all of its language."""
        ids = [place + 1 for place, one in enumerate(self.languages) if one == language]
        self.random.shuffle(ids)
        each = max(1, min(5, len(ids) // PLANTED))
        for place, word in enumerate(self.planted[language]):
            word.ids = sorted(ids[place * each : (place + 1) * each])

    @cached_property
    def words_of(self):
        """Record id -> (language, word) of what is planted in it."""
        every = [(language, one) for language, some in self.planted.items() for one in some]
        return {id: (language, one.word) for language, one in every for id in one.ids}

    def records(self):
        return (self.record(id) for id in range(1, self.number + 1))

    def record(self, id):
        language, some = self.languages[id - 1], self.random
        kind = some.choices(list(TITLES), [45, 35, 20])[0]
        countries = some.sample(REGION, some.choices([1, 2, 3, 4], [30, 40, 20, 10])[0])
        if some.random() < 0.35 and len(countries) < 4:
            countries.append(some.choice(PARTNERS))
        areas = [AREAS[place] for place in self.places(some.randint(1, 6), len(AREAS), 10)]
        organisations = sorted(self.places(some.randint(2, 6), ORGANISATIONS, 500))
        topic = " ".join(some.choices(self.words, cum_weights=self.weights, k=3))
        title = f"{TITLES[kind]} {areas[0].replace('-', ' ')} {topic} {id - 1}"
        summary = " ".join(self.sentence(10, 18) for _ in range(some.randint(2, 4)))
        body = [self.paragraph() for _ in range(4 if language == "en" else 2)]
        if language != "en":
            title = f"{self.native(language, 4).rstrip('.')} – {title}"
            summary += " " + self.native(language, 8)
            body += [self.native(language, 30), self.native(language, 30)]
        if some.random() < 1 / 2000:
            body[0] += " Hydroponics module included."
        if id in self.words_of:
            self.insert(body, *self.words_of[id])
        return {
            "id": id,
            "kind": kind,
            "language": language,
            "title": title,
            "summary": summary,
            "body": body,
            "state": some.choice(STATES[kind]),
            "date": FIRST_DAY + timedelta(days=int(7600 * some.random() ** 0.7)),
            "countries": countries,
            "areas": areas,
            "organisations": [self.organisations[place] for place in organisations],
        }

    def places(self, number, below, mean):
        """Places in a list, the first ones the likeliest."""
        return {min(below - 1, int(self.random.expovariate(1 / mean))) for _ in range(number)}

    def paragraph(self):
        return " ".join(self.sentence(10, 20) for _ in range(self.random.randint(3, 5)))

    def sentence(self, fewest, most):
        length = self.random.randint(fewest, most)
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        for place in range(2, length, 3):
            words[place] = self.random.choice(GLUE)
        return " ".join(words).capitalize() + "."

    def native(self, language, length):
        words = self.random.choices(NATIVE[language], k=length)
        return " ".join(words) + "." if language == "vi" else "".join(words)

    def insert(self, body, language, word):
        """Scripts without spaces have it within a sentence."""
        if language == "en":
            body[1] += f" Including {word} practice."
        elif language == "vi":
            body[-1] += f" Nội dung {word} được bổ sung."
        else:
            body[-1] = f"{self.native(language, 6)}{word}{self.native(language, 6)}\n{body[-1]}"
