"""Dates as news texts print them, in the languages of the region, as the text of a partial date.

"December 09, 2025" -> 2025-12-09; "1st to 4th August 2019" -> 2019-08-01/2019-08-04; "November 2012" -> 2012-11;
"2008-2018" -> 2008/2018; "the 1990s" -> 1990/1999; "ngày 9 tháng 12 năm 2025" -> 2025-12-09; "16-18 กันยายน 2568",
in years of the Buddhist era -> 2025-09-16/2025-09-18. Without a year, that of the text is inferred: "16 to 18 July"
-> ?2024-07-16/?2024-07-18. "recently" is not later than the day of the text. A number such as 09/12/2025 that may be
two days is both of them, unless another date of the text shows which comes first.
"""

import re
from functools import cache

from babel import Locale

from tvet_portal.reading.finds import Find, longest
from tvet_portal.values.partial_dates import parse

WORDS = {"Sept": 9, "SEPT": 9}
LANGUAGES = ("en", "id", "ms", "th", "lo", "km", "my")
BUDDHIST = range(2400, 2700)  # years of the Buddhist era, 543 ahead
COMMON = range(1900, 2100)
BUDDHIST_AHEAD = 543

DAY = r"(?<![\d.,/])(?:(?:ngày|วันที่|ວັນທີ|ថ្ងៃទី|tanggal) ?)?(?P<d{n}>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%])"
YEAR = r"(?:,? ?(?:năm|ปี|พ\.ศ\.|ค\.ศ\.|ປີ|ឆ្នាំ) ?|, ?| |/)?(?P<y{n}>\d{{4}})(?![\d%])"
TO = r" ?(?:-|to|until|till|and|đến|ถึง|ຫາ|sampai|hingga) ?"
WEEKDAY = r"(?:\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
SPACE = " ?"


@cache
def months():
    """The name of a month -> its number."""
    found = dict(WORDS)
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(language).months[context][width].items():
                    found[name] = found[name.upper()] = number
    return found


@cache
def rules():
    """The shapes of dates, each with the groups it is read from."""
    names = "|".join(re.escape(name) for name in sorted(months(), key=len, reverse=True))
    named = rf"(?P<m{{n}}>{names})(?![^\W\d_])(?:\.(?=,? ?\d))?"
    month = rf"(?:of |ខែ|ເດືອນ ?)?(?:{named}|(?:tháng|thg) (?P<k{{n}}>[01]?\d)(?!\d))"
    one, two = ({name: part.format(n=n) for name, part in (("d", DAY), ("m", month), ("y", YEAR))} for n in (1, 2))
    shapes = [
        WEEKDAY + one["d"] + TO + WEEKDAY + two["d"] + SPACE + two["m"] + two["y"],
        WEEKDAY + one["d"] + SPACE + one["m"] + one["y"] + TO + WEEKDAY + two["d"] + SPACE + two["m"] + two["y"],
        WEEKDAY + one["d"] + SPACE + one["m"] + TO + WEEKDAY + two["d"] + SPACE + two["m"] + two["y"],
        one["m"] + " " + one["d"] + TO + two["d"] + two["y"],
        one["m"] + " " + one["d"] + one["y"] + TO + two["m"] + " " + two["d"] + two["y"],
        one["m"] + " " + one["d"] + TO + two["m"] + " " + two["d"] + two["y"],
        WEEKDAY + one["d"] + SPACE + one["m"] + one["y"],
        WEEKDAY + one["m"] + " " + one["d"] + one["y"],
        one["m"] + TO + two["m"] + two["y"],
        one["m"] + one["y"],
        WEEKDAY + one["d"] + TO + two["d"] + SPACE + two["m"],
        one["m"] + " " + one["d"] + TO + two["d"],
        WEEKDAY + one["d"] + SPACE + one["m"],
        WEEKDAY + one["m"] + " " + one["d"],
    ]
    return [re.compile(shape) for shape in shapes]


@cache
def anchor():
    return re.compile(rf"{'|'.join(map(re.escape, months()))}|tháng|thg")


AROUND = 60  # letters beside the name of a month in which the rest of a date stands
YEARS = re.compile(
    r"(?<![\d/.,+])(?:(?:năm|ปี|พ\.ศ\.|ค\.ศ\.|ປີ|ឆ្នាំ) ?)*(?:(?:early|mid|late)[ -])?(?P<y1>\d{4})"
    rf"(?:{TO}(?:năm |ปี ?|พ\.ศ\. ?)?(?P<y2>\d{{4}}))?(?![\d/%]|[.,]\d)"
)
BURMESE = re.compile(r"(?P<y>\d{4}) ?ခုနှစ်[၊, ]*(?P<m>[က-႟]{2,12}?)လ ?(?P<d>\d{1,2}) ?ရက်")
ISO = re.compile(r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])")
NUMBERS = re.compile(
    r"(?P<day>ngày )?(?<![\d/.])(?P<a>[0-3]?\d)(?P<sign>[/.-])(?P<b>[0-3]?\d)(?P=sign)(?P<y>\d{4})(?![\d/])"
)
SHORT = re.compile(
    r"(?i:\b(?:ngày|sáng|trưa|chiều|tối|từ|đến)\b(?: ngày)? |\b(?:nay|qua|mai|thứ \w+|chủ nhật) \()"
    r"(?P<date>(?P<d>[0-3]?\d)/(?P<m>[01]?\d))(?![\d/])"
)
DECADE = re.compile(r"(?:(?:early|mid|late)[ -])?\b(?P<decade>(?:19|20)\d)0'?s\b")
RECENTLY = re.compile(r"\b(?:[Rr]ecently|vừa qua|mới đây)\b|เมื่อเร็วๆ นี้")
VIETNAMESE = re.compile(r"\b(?:ngày|tháng|năm|của|và)\b")
OWN_SCRIPT = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
AND_YEAR = " and "  # "in 2020 and 2021" are two years, "between 2019 and 2021" is a period
COUNTED = re.compile(r" (?:people|persons|students|trainees|trainers|teachers|workers|participants|delegates)\b")


def find(text, of=""):
    """The dates of a text. `of` is the day of the text itself, where it is known."""
    found = [*_shaped(text), *_iso(text), *_numbers(text), *_years(text), *_burmese(text)]
    found = longest(each for each in found if each)
    whole = next((each.value for each in found if "XXXX" not in each.value and "-" in each.value), "")
    day = of or whole
    found += [Find("date", *each.span(), f"[..{day}]") for each in RECENTLY.finditer(text) if _is_day(day)]
    return sorted((_with_year(each, day) for each in found), key=lambda each: each.start)


def _is_day(value):
    return bool(value) and parse(value).kind == "point" and parse(value).points[0].year is not None


def _with_year(found, day):
    """A day without a year is taken to be of the year of the text, and marked as inferred."""
    if "XXXX" not in found.value or not day:
        return found
    year = parse(day).last.year
    try:
        value = parse(found.value.replace("XXXX", f"?{year}")).text
    except ValueError:
        return found
    return Find("date", found.start, found.end, value)


def _made(span, *points):
    """A find of one or two points, each (year, month, day) as far as it is stated; nothing if there is no such date."""
    parts = ["-".join([f"{y:04}" if y else "XXXX", *(f"{part:02}" for part in rest if part)]) for y, *rest in points]
    value = "/".join(dict.fromkeys(parts))
    try:
        return Find("date", *span, parse(value).text)
    except ValueError:
        return None


def common_year(digits):
    """The year of the common era, or None: 2568 is 2025."""
    year = int(digits)
    year = year - BUDDHIST_AHEAD if year in BUDDHIST else year
    return year if year in COMMON else None


def _windows(text):
    """Stretches of the text around names of months, not crossing: nowhere else need the shapes be looked for."""
    start, end = 0, -1
    for found in anchor().finditer(text):
        if found.start() - AROUND > end:
            if end > 0:
                yield start, end
            start = max(0, found.start() - AROUND)
        end = found.end() + AROUND
    if end > 0:
        yield start, end


def _shaped(text):
    for start, end in _windows(text):
        for rule in rules():
            yield from _of_shape(rule, text, start, end)


def _of_shape(rule, text, start, end):
    for found in rule.finditer(text, start, end):
        groups = found.groupdict()
        years = [groups.get(f"y{n}") for n in (1, 2)]
        if any(year and common_year(year) is None for year in years):
            continue
        last = common_year(years[1] or years[0]) if any(years) else None
        first = common_year(years[0]) if years[0] else last
        named = [groups.get(f"m{n}") or groups.get(f"k{n}") for n in (1, 2)]
        numbers = [months().get(name) or int(name) if name else None for name in named]
        days = [int(groups[f"d{n}"]) if groups.get(f"d{n}") else None for n in (1, 2)]
        one = (first, numbers[0] or numbers[1], days[0])
        two = (last, numbers[1] or numbers[0], days[1])
        is_range = days[1] or (numbers[1] and numbers[0])
        yield _made(found.span(), one, two) if is_range else _made(found.span(), one)


def _iso(text):
    for found in ISO.finditer(text):
        yield _made(found.span(), tuple(int(found[part]) for part in "ymd"))


def _numbers(text):
    """Day first where the text says so or nothing else is possible; both days where nobody can tell."""
    rows = [(found, int(found["a"]), int(found["b"]), common_year(found["y"])) for found in NUMBERS.finditer(text)]
    rows = [row for row in rows if row[3]]
    is_day_first = any(a > 12 or found["day"] or found["sign"] == "." for found, a, b, _year in rows)
    is_day_first = is_day_first or (bool(rows) and is_of_the_region(text))
    is_month_first = any(b > 12 for _found, _a, b, _year in rows)
    for found, a, b, year in rows:
        if b > 12 or (is_month_first and not is_day_first):
            yield _made(found.span(), (year, a, b))
        elif a > 12 or a == b or is_day_first:
            yield _made(found.span(), (year, b, a))
        elif a and b:
            yield Find(
                "date", *found.span(), f"{{{year}-{min(a, b):02}-{max(a, b):02},{year}-{max(a, b):02}-{min(a, b):02}}}"
            )
    short = list(SHORT.finditer(text))
    if short and is_of_the_region(text):  # "sáng 11/3"
        yield from (_made(found.span("date"), (None, int(found["m"]), int(found["d"]))) for found in short)


def is_of_the_region(text):
    """Whether a text is in a language of which nobody writes the month first: Vietnamese, or in a script of its own."""
    return len(VIETNAMESE.findall(text)) > 1 or len(OWN_SCRIPT.findall(text)) * 3 > len(text)


def _years(text):
    for found in DECADE.finditer(text):
        yield _made(found.span(), (int(f"{found['decade']}0"),), (int(f"{found['decade']}9"),))
    for found in YEARS.finditer(text):
        first, second = common_year(found["y1"]), found["y2"] and common_year(found["y2"])
        if first is None or COUNTED.match(text, found.end()):
            continue
        joined = text[found.end("y1") : found.start("y2")] if found["y2"] else ""
        is_pair = AND_YEAR in joined and not text[: found.start()].rstrip().lower().endswith("between")
        if second and second > first and not is_pair:
            yield _made(found.span(), (first,), (second,))
            continue
        yield _made((found.start(), found.end("y1")), (first,))
        if second:
            yield _made(found.span("y2"), (second,))


def _burmese(text):
    for found in BURMESE.finditer(text):
        number = months().get(found["m"])
        if number and common_year(found["y"]):
            yield _made(found.span(), (common_year(found["y"]), number, int(found["d"])))
