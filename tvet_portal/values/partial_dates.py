"""Dates as sources state them: a day, a month, a year, a range, "not later than", a day without a year.

The text is a small part of EDTF (ISO 8601-2). Every text has an earliest and a latest possible day, so that
imprecise dates can be sorted, filtered and checked. `edtf`, the package, is the oracle of the tests.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from itertools import takewhile

from babel.dates import format_date, format_skeleton
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

HELP = _("As the source states it: 2025, 2025-12, 2025-12-09, 2019-08-01/2019-08-04, [..2022-11-21] (not later than).")
WRONG = _(
    "“%(value)s” is not a date this field can hold. Write 2025, 2025-12 or 2025-12-09; a range as "
    "2019-08-01/2019-08-04; “not later than” as [..2022-11-21]; “about” as 2019~; a day without a year as XXXX-11-20; "
    "a part you inferred with a question mark before it, as ?2022-11-20."
)
POINT = re.compile(r"(?P<y>\??\d{4}|XXXX)(?:-(?P<m>\??\d\d)(?:-(?P<d>\??\d\d))?)?(?P<about>~?)", re.ASCII)
OPEN = ".."


@dataclass(frozen=True)
class PartialDate:
    """One parsed text: its earliest and latest possible day and the points it is made of."""

    text: str
    kind: str  # point, range, not_later, not_earlier, set
    points: tuple
    first: date
    last: date


@dataclass(frozen=True)
class Point:
    """A day, a month or a year; `inferred` names the parts the editor inferred (y, m, d)."""

    year: int | None
    month: int | None
    day: int | None
    is_about: bool
    inferred: frozenset
    first: date
    last: date


@lru_cache(maxsize=20_000)
def parse(text):
    """The PartialDate a text stands for. Raises ValueError if it is none."""
    kind, parts = _split(text)
    points = tuple(_point(part) if part != OPEN else None for part in parts)
    first = points[0].first if points[0] else date.min
    last = points[-1].last if points[-1] else date.max
    if first > last:
        raise ValueError(text)
    if kind == "set":  # a set need not be in order throughout
        first, last = min(point.first for point in points), max(point.last for point in points)
    return PartialDate(text, kind, points, first, last)


def _split(text):
    if text.startswith("[..") and text.endswith("]"):
        kind, parts, is_complete = "not_later", [OPEN, text[3:-1]], text[3:-1] != OPEN
    elif text.startswith("[") and text.endswith("..]"):
        kind, parts, is_complete = "not_earlier", [text[1:-3], OPEN], text[1:-3] != OPEN
    elif text.startswith("{") and text.endswith("}"):
        parts = text[1:-1].split(",")
        kind, is_complete = "set", OPEN not in parts
    elif "/" in text:
        parts = text.split("/")
        kind, is_complete = "range", len(parts) == 2 and parts != [OPEN, OPEN]
    else:
        kind, parts, is_complete = "point", [text], text != OPEN
    if not is_complete:
        raise ValueError(text)
    return kind, parts


def _point(text):
    found = POINT.fullmatch(text)
    if not found:
        raise ValueError(text)
    given = {part: found[part] for part in "ymd"}
    inferred = frozenset(part for part, value in given.items() if value and value.startswith("?"))
    plain = {part: value.lstrip("?") if value else None for part, value in given.items()}
    year = None if plain["y"] == "XXXX" else int(plain["y"])
    month = int(plain["m"]) if plain["m"] else None
    day = int(plain["d"]) if plain["d"] else None
    is_about = bool(found["about"])
    if 0 in (month, day) or (year is None and day is None):
        raise ValueError(text)
    try:
        first, last = _bounds(year, month, day, is_about)
    except OverflowError:  # a day before the first or after the last that there is
        raise ValueError(text) from None
    return Point(year, month, day, is_about, inferred, first, last)


def _bounds(year, month, day, is_about):
    """Earliest and latest day. "About" widens by one unit of the date's own precision on both sides."""
    if year is None:
        date(2000, month, day)  # raises for 30 February; 29 February is a day of some years
        return date(MINYEAR, month, min(day, 28)), date(MAXYEAR, month, min(day, 28))
    if day:
        spread = timedelta(days=1 if is_about else 0)
        return date(year, month, day) - spread, date(year, month, day) + spread
    if month:
        date(year, month, 1)
        spread = 1 if is_about else 0
        return _month_day(year, month - spread, first=True), _month_day(year, month + spread, first=False)
    spread = 1 if is_about else 0
    return date(year - spread, 1, 1), date(year + spread, 12, 31)


def _month_day(year, month, *, first):
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1 if first else calendar.monthrange(year, month)[1])


def describe(text, language="en"):
    """A date in words: "9 December 2025", "1–4 August 2019", "not later than 21 November 2022"."""
    return _described(text, language, get_language()) if text else ""


@lru_cache(maxsize=4096)  # a list of thousands names the same days again and again
def _described(text, language, _active_language):
    value = parse(text)
    if value.kind == "not_later":
        return gettext("not later than %(date)s") % {"date": _say(value.points[1], language)}
    if value.kind == "not_earlier":
        return gettext("not earlier than %(date)s") % {"date": _say(value.points[0], language)}
    if value.kind == "set":
        return ", ".join(_say(point, language) for point in value.points)
    if value.kind == "range":
        return _say_range(*value.points, language)
    return _say(value.points[0], language)


def _say(point, language):
    words = _words(point, language)
    return gettext("about %(date)s") % {"date": words} if point.is_about else words


def _words(point, language):
    if point.inferred:  # an inferred part stands in brackets
        parts = []
        if point.day:
            parts.append(_bracket(str(point.day), "d" in point.inferred))
        if point.month:
            month = format_date(date(2000, point.month, 1), "MMMM", locale=_locale(language))
            parts.append(_bracket(month, "m" in point.inferred))
        if point.year:
            parts.append(_bracket(str(point.year), "y" in point.inferred))
        return " ".join(parts)
    if point.year is None:
        return format_skeleton("MMMMd", date(2000, point.month, point.day), locale=_locale(language))
    if point.day:
        return format_date(date(point.year, point.month, point.day), "long", locale=_locale(language))
    if point.month:
        return format_skeleton("yMMMM", date(point.year, point.month, 1), locale=_locale(language))
    return str(point.year)


def _say_range(start, end, language):
    if start is None:
        return gettext("until %(date)s") % {"date": _say(end, language)}
    if end is None:
        return gettext("since %(date)s") % {"date": _say(start, language)}
    if start == end:
        return _say(start, language)
    plain = not (start.inferred or end.inferred or start.is_about or end.is_about)
    if plain and start.day and end.day and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_say(end, language)}"
    if plain and start.day and end.day and start.year and start.year == end.year:
        day = format_skeleton("MMMMd", date(start.year, start.month, start.day), locale=_locale(language))
        return f"{day} – {_say(end, language)}"
    if not (start.month or end.month):
        return f"{_say(start, language)}–{_say(end, language)}"
    return f"{_say(start, language)} – {_say(end, language)}"


def _bracket(text, is_inferred):
    return f"[{text}]" if is_inferred else text


def _locale(language):
    return "en_GB" if language == "en" else language.replace("-", "_")


def machine_date(text):
    """The HTML `datetime` of a single day, month or year; empty for everything else."""
    if not text:
        return ""
    value = parse(text)
    point = value.points[0]
    if value.kind != "point" or point.year is None or point.is_about:
        return ""
    return "-".join(f"{part:0{width}}" for part, width in ((point.year, 4), (point.month, 2), (point.day, 2)) if part)


def machine_ends(text):
    """The beginning and the end of a date in ISO 8601, each only as precise as it is known; "" where it is not.

    A day, month or year is a beginning only: "2019-08" says of itself where it ends.
    """
    value = parse(text) if text else None
    if value is None or value.kind in ("not_later", "not_earlier"):
        return "", ""
    points = value.points if value.kind != "set" else sorted(value.points, key=lambda point: point.first)
    return _known(points[0]), _known(points[-1]) if len(points) > 1 else ""


def _known(point):
    """A point in ISO 8601 as far as its source states it: what is about it or inferred is left out."""
    if point is None or point.is_about or point.year is None:
        return ""
    given = zip("ymd", (point.year, point.month, point.day), (4, 2, 2), strict=True)
    stated = takewhile(lambda part: part[1] and part[0] not in point.inferred, given)
    return "-".join(f"{value:0{width}}" for _part, value, width in stated)


def exact_days(text):
    """The first and the last day of a date that is stated to the day; None for every other date."""
    value = parse(text) if text else None
    if value is None or value.kind not in ("point", "range") or not all(map(_is_exact, value.points)):
        return None
    return value.first, value.last


def _is_exact(point):
    return bool(point and point.year and point.day and not point.is_about and not point.inferred)
