"""A find: a place in a text, what kind of thing stands there, and what it says."""

from dataclasses import dataclass
from typing import Any

# What looks alike, one letter for one letter, so that every place stays where it is: dashes, quotes, spaces, digits.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("‘’ʼ′`´", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t", " "),
        **{chr(zero + n): str(n) for zero in (0x0E50, 0x0ED0, 0x17E0, 0x1040) for n in range(10)},
    }
)


@dataclass(frozen=True)
class Find:
    """`value` is plain: the text of a partial date, a number, the keys of directory entries..."""

    kind: str
    start: int
    end: int
    value: Any = None


def plain(text):
    """The text as rules read it: as long as before, with one sign for what only looks different."""
    return text.translate(ALIKE)


def longest(finds):
    """Those that lie within or across a longer one are dropped; of two equally long ones the first given stays."""
    finds = sorted(finds, key=lambda find: find.start - find.end)
    taken, kept = bytearray(max((find.end for find in finds), default=0)), []
    for find in finds:
        if not any(taken[find.start : find.end]):
            taken[find.start : find.end] = b"\1" * (find.end - find.start)
            kept.append(find)
    return sorted(kept, key=lambda find: find.start)


def outside(finds, others):
    """Those that touch none of the others."""
    finds = list(finds)
    taken = bytearray(max((find.end for find in (*finds, *others)), default=0))
    for other in others:
        taken[other.start : other.end] = b"\1" * (other.end - other.start)
    return [find for find in finds if not any(taken[find.start : find.end])]
