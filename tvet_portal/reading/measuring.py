"""How well texts are read: what is found beside what a person marked in them, kind by kind.

What is expected of a text is a YAML file of short quotes in the order of the text, a list for each kind. In a quote
"a … b" reaches from a to b, "a|b" says that b may belong to it or not, "a {b" is the b that stands after a, and
"a = b" says that its value is b.
"""

from dataclasses import dataclass, field

import yaml

from tvet_portal.reading.finds import plain
from tvet_portal.reading.text import read


class Unmarked(ValueError):
    """A quote that does not stand in the text, after those before it."""


@dataclass(frozen=True)
class Expected:
    start: int
    end: int  # the shortest it may be
    longest: int
    value: str | None

    def is_met_by(self, find):
        return find.start == self.start and self.end <= find.end <= self.longest


@dataclass
class Tally:
    """Of one kind: how many are expected, found at the right place, with the right value, and found for nothing."""

    expected: int = 0
    right: int = 0
    valued: int = 0
    value_right: int = 0
    found: int = 0
    missed: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    @property
    def recall(self):
        return self.right / self.expected if self.expected else None

    @property
    def precision(self):
        return self.right / self.found if self.found else None

    def add(self, other):
        for name in ("expected", "right", "valued", "value_right", "found", "missed", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def measure(text, marks, names):
    """Kind -> Tally of one text, and the quotes of furniture that something was proposed from or that was not left out.

    `marks` is the text of the YAML file.
    """
    marks = yaml.safe_load(marks)
    ignored = [place(text, quote, 0) for quote in marks.pop("either", [])]
    furniture = [place(text, quote, 0) for quote in marks.pop("left_out", [])]
    done = read(text, names)
    tallies = {kind: tally(text, done, kind, quotes, ignored) for kind, quotes in marks.items()}
    proposed = [text[one.start : one.end] for one in furniture if any(crosses(one, find) for find in done.of(*marks))]
    shown = [one for one in furniture if any(out.start <= one.start and one.end <= out.end for out in done.left_out)]
    return tallies, Furniture(len(furniture), len(shown), proposed)


@dataclass(frozen=True)
class Furniture:
    expected: int
    left_out: int
    proposed: list


def tally(text, done, kind, quotes, ignored):
    expected, after = [], 0
    for quote in quotes:
        expected.append(place(text, quote, after))
        after = expected[-1].end
    finds = done.of(kind)
    met = {}
    for one in expected:
        find = next((find for find in finds if one.is_met_by(find)), None)
        if find:
            met[find] = one
    wrong = [find for find in finds if find not in met and not any(crosses(one, find) for one in ignored)]
    valued = [(one, find) for find, one in met.items() if one.value is not None]
    return Tally(
        expected=len(expected),
        right=len(met),
        valued=len(valued),
        value_right=sum(said(find.value) == one.value for one, find in valued),
        found=len(met) + len(wrong),
        missed=[text[one.start : one.end] for one in expected if one not in met.values()],
        wrong=[done.words(find) for find in wrong],
    )


def said(value):
    return value[0] if isinstance(value, tuple) and len(value) == 1 else str(value)


def crosses(one, find):
    return find.start < one.end and one.start < find.end


def place(text, quote, after):
    """Where a quote stands, from a place on."""
    quote, _sign, value = str(quote).partition(" = ")
    text, quote = plain(text), plain(quote)
    lead, _brace, quote = quote.rpartition("{")
    sure, _bar, more = quote.partition("|")
    begins, dots, ends = sure.partition(" … ")
    start = text.find(lead + begins, after)
    start = start + len(lead) if start >= 0 else start
    end = text.find(ends, start + len(begins)) if dots else start
    if -1 in (start, end):
        raise Unmarked(quote)
    end += len(ends) if dots else len(begins)
    longest = end + len(more) if text.startswith(more, end) else end
    return Expected(start, end, longest, value or None)
