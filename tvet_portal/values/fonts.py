"""Which characters a font has: its character map, read without a font library."""

import struct
from functools import cache


@cache
def characters(folder):
    """Every character that one of the fonts in a folder has."""
    return frozenset().union(*(characters_of(path.read_bytes()) for path in folder.glob("*.ttf")))


def characters_of(font):
    """The characters of one OpenType font, from its map of format 12 or, without one, of format 4."""
    start = _tables(font)[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    offsets = {struct.unpack_from(">HHL", font, start + 4 + 8 * number)[2] for number in range(count)}
    readers = {4: _segments, 12: _groups}
    found = set()
    for offset in offsets:
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form in readers:
            found |= readers[form](font, start + offset)
    return {chr(code) for code in found}


def _tables(font):
    (count,) = struct.unpack_from(">H", font, 4)
    rows = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(count))
    return {tag: offset for tag, _checksum, offset, _length in rows}


def _segments(font, start):
    (double,) = struct.unpack_from(">H", font, start + 6)
    ends = struct.unpack_from(f">{double // 2}H", font, start + 14)
    starts = struct.unpack_from(f">{double // 2}H", font, start + 16 + double)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code < 0xFFFF}


def _groups(font, start):
    (count,) = struct.unpack_from(">L", font, start + 12)
    rows = (struct.unpack_from(">LLL", font, start + 16 + 12 * number) for number in range(count))
    return {code for first, last, _glyph in rows for code in range(first, last + 1)}
