"""Terms: a partial date some years or months after another one, as precise as that one."""

import calendar

from tvet_portal.values.partial_dates import POINT, parse

MONTHS = {"years": 12, "months": 1}


def later(text, length, unit):
    """The date a term after another; empty where it cannot be said: without a year, or by months without a month."""
    months = length * MONTHS[unit]
    try:
        return parse(POINT.sub(lambda point: _later(point, months), text)).text
    except ValueError:
        return ""


def _later(point, months):
    """One point of a date, with its marks. The 31st of a shorter month is its last day."""
    given = {part: point[part] for part in "ymd" if point[part]}
    number = {part: int(text.lstrip("?")) for part, text in given.items()}
    if months % 12 and "m" not in number:
        raise ValueError(point[0])
    year, month = divmod(number["y"] * 12 + number.get("m", 1) - 1 + months, 12)
    day = min(number.get("d", 1), calendar.monthrange(year, month + 1)[1])
    moved = {"y": f"{year:04}", "m": f"{month + 1:02}", "d": f"{day:02}"}
    return "-".join("?" * given[part].startswith("?") + moved[part] for part in given) + point["about"]
