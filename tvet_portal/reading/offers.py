"""What the lines of a text can become in each type of record. The apps say so in their `from_text.py`."""

import re
from dataclasses import dataclass

offers = {}  # record type -> Offer


@dataclass(frozen=True)
class Offer:
    """`dates` is field -> the words beside a date by which it is guessed; the first field is what any other day may be.

    `kind` is the field that says what kind of record it is, and `words` -> its values, as titles name them.
    """

    model: type
    kind: str
    words: dict
    dates: dict
    role: str  # of a body that takes part
    acts: dict  # role of a person -> the words beside a name by which it is guessed
    edition: str = ""  # the field of an ordinal
    term: str = ""  # the field of how long it is valid; beside it one of the length and one of the unit
    signed: str = ""  # the field of the day on which parties signed

    @property
    def record_type(self):
        return self.model.own_record_type

    @property
    def model_name(self):
        return self.model._meta.verbose_name

    def guess_kind(self, text):
        """The kind that the text names first; nothing if it names none."""
        found = ((re.search(words, text, re.IGNORECASE), value) for words, value in self.words.items())
        return min(((match.start(), value) for match, value in found if match), default=(0, ""))[1]


def offer(offered):
    offers[offered.record_type] = offered
