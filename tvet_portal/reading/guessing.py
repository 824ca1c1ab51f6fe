"""What each line of a text most likely is in a record, by the words of its sentence, and of which the words say it."""

import re

from tvet_portal.reading.sentences import NEAR
from tvet_portal.values.partial_dates import exact_days

PUBLISHED = re.compile(r"posted|published|date:|ngày đăng|เผยแพร่", re.IGNORECASE)
MODIFIED = re.compile(r"modified|updated|cập nhật", re.IGNORECASE)
SIGNING = re.compile(r"\bsign(?:ed|ing)?\b|\bbetween\b|\bký\b|ลงนาม|ລົງນາມ|ເຊັນ|ចុះហត្ថលេខា|လက်မှတ်ရေးထိုး", re.IGNORECASE)
ORGANISED = re.compile(r"\b(?:co-)?organi[sz](?:ed|ing)\b|\bhosted\b|tổ chức|จัดโดย", re.IGNORECASE)
REPRESENTED = re.compile(r"represent\w*|delegat\w*|member countr\w+|officials from", re.IGNORECASE)
WEEKDAY_OR_TIME = re.compile(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)ที่?"
    r"|\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:am|pm|น\.|giờ)?|\b(?:GMT|UTC|ICT)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"[|•·;]")
BESIDE = 100  # letters beside a day that say whether it is that of the text
EARLY = 800  # letters in which the day of publication stands
MENTIONS = 5  # of one thing that are looked at
LONG_SENTENCE = 2_000


def guess(lines, offer, source, sentences):
    """Give each line its guess, and say which are sure."""
    by_kind = {}
    for line in lines:
        by_kind.setdefault(line.find.kind, []).append(line)
    for kind, rule in RULES.items():
        rule([line for name in kind.split() for line in by_kind.get(name, [])], offer, source, sentences)


def words_of(line, sentences):
    """The sentences in which a line stands."""
    return " ".join(sentences.words_around(find.start) for find in line.finds[:MENTIONS])


def _dates(lines, offer, source, sentences):
    taken = set()
    for line in sorted(lines, key=lambda line: "?" in line.find.value):  # what is printed in full goes first
        fields = [f"date:{name}" for name in offer.dates]
        line.guess = fields[0]
        field = _of_source(line, source, sentences)
        if not field and exact_days(line.find.value.replace("?", "")):
            field = next(filter(None, (named_nearest(find, offer, sentences) for find in line.finds[:MENTIONS])), "")
        if field and field not in taken:
            line.guess, line.is_sure = field, True
            taken.add(field)


def named_nearest(find, offer, sentences):
    """The field of a day whose words stand nearest in its sentence; what stands behind it counts as twice as far."""
    start, end = sentences.around(find.start)
    start, end = max(start, find.start - NEAR), min(end, find.end + NEAR)
    found = []
    for number, (name, words) in enumerate(offer.dates.items()):
        for each in re.finditer(words, sentences.text[start:end], re.IGNORECASE):
            before, behind = find.start - start - each.end(), start + each.start() - find.end
            found.append((before if before >= 0 else 2 * behind, number, f"date:{name}"))
    return min(found)[-1] if found else ""


def _of_source(line, source, sentences):
    field = day_of_text(line.find, sentences)
    return f"source:{field}" if field and not getattr(source, field) else ""


def day_of_text(find, sentences):
    """Which day of the text itself a date is: alone in one of the first lines, or said to be it. Else nothing."""
    start, end = sentences.around(find.start)
    before = BETWEEN.split(sentences.text[max(start, find.start - BESIDE) : find.start])[-1]
    after = BETWEEN.split(sentences.text[find.end : max(find.end, min(end, find.end + BESIDE))])[0]
    rest = WEEKDAY_OR_TIME.sub("", f"{before} {after}")
    if MODIFIED.search(rest):
        return "modified_on"
    is_alone = start < EARLY and len(re.sub(r"[\W\d]", "", rest)) <= 2
    return "published_on" if (PUBLISHED.search(rest) or is_alone) and "/" not in find.value else ""


def _places(lines, offer, source, sentences):
    """The place of the record: the town in the sentence of its date, or in one that says so."""
    words = next(iter(offer.dates.values()))
    for line in lines:
        line.guess = "place:"
    told = [line for line in lines if re.search(words, words_of(line, sentences), re.I)]
    for line in sorted(told, key=lambda line: not is_said_to_be_there(line, sentences.text))[:1]:
        line.is_sure = True


def is_said_to_be_there(line, text):
    """ "in Seoul", rather than a town before the news: "Seoul: On December 09..." """
    return any(text[max(0, find.start - 4) : find.start].endswith((" in ", " at ")) for find in line.finds[:MENTIONS])


def _bodies(lines, offer, source, sentences):
    """Parties are those named together in the first sentence about signing; organisers are said to be so."""
    for line in lines:
        line.guess = f"role:{offer.role}"
    if offer.role == "party":
        together = {}
        for line in lines:
            for find in line.finds[:MENTIONS] if line.find.kind != "ministry" else ():  # he may sign for the country
                start, end = sentences.around(find.start)
                if SIGNING.search(sentences.text, start, min(end, start + LONG_SENTENCE)):
                    together.setdefault(start, {})[line.key] = line
        first = next((row for _start, row in sorted(together.items()) if len(row) > 1), {})
        for line in first.values():
            line.is_sure = True
        return
    for line in lines:
        if ORGANISED.search(words_of(line, sentences)):
            line.guess = "role:organiser"


def _countries(lines, offer, source, sentences):
    for line in lines:
        said = words_of(line, sentences)
        line.guess = "role:member_state" if REPRESENTED.search(said) and offer.role != "party" else "coverage:"


def _people(lines, offer, source, sentences):
    for line in lines:
        said = words_of(line, sentences)
        role = next((role for role, words in offer.acts.items() if re.search(words, said, re.I)), "")
        line.guess, line.is_sure = f"act:{role or next(iter(offer.acts))}", bool(role)


def _points(lines, offer, source, sentences):
    usual = "area_of_cooperation" if offer.role == "party" else "decision"
    for line in lines:
        kind = line.find.value.kind
        if kind == "decision" and offer.role == "party":  # "the parties agreed to": only meetings decide
            kind = ""
        line.guess, line.is_sure = f"point:{kind or usual}", bool(kind)


def _others(lines, offer, source, sentences):
    for line in lines:
        line.guess = line.choices[0][0]


RULES = {
    "date": _dates,
    "place": _places,
    "organisation body ministry": _bodies,
    "country group": _countries,
    "person": _people,
    "point purpose": _points,
    "count money ordinal term": _others,
}
