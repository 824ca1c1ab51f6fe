"""Numbered points and bulleted lists, a place each, with the label as printed and what kind of point it may be.

"(1) sharing ...; (2) promoting ...; and (3) ..." in one line; "1. Share ..." or "• To present ..." a line each;
"First, ... Second, ..." at the beginning of lines or sentences. A list counts from one without a gap.
Beside them sentences such as "The purpose of the MoU is to ...".
"""

import re
from dataclasses import dataclass

from tvet_portal.reading.finds import Find
from tvet_portal.reading.ordinals import IN_WORDS

MARKER = re.compile(
    rf"""(?P<line>(?:^|(?<=\n))\ {{0,12}})(?:
          (?P<bullet>[-•*·▪◦●–+])\ {{1,4}}(?=\S)
        | (?P<plain>\d{{1,2}}|[ivx]{{1,5}}|[IVX]{{1,5}}|[A-Za-z])(?P<mark>[.)])\ {{1,4}}(?=\S)
    ) | (?:(?P<start>(?:^|(?<=\n))\ {{0,12}})|(?<=[\s:;,]))
        (?:\((?P<inner>\d{{1,2}}|[ivx]{{1,5}}|[a-z])\)\ {{0,3}}(?=\S))
      | (?:(?:^|(?<=\n))\ {{0,12}}|(?<=[.;:!?]\ ))(?P<word>(?i:{"|".join(IN_WORDS[:12])}))(?:ly)?(?:,|\ ?:)\ (?=\S)
    """,
    re.VERBOSE,
)
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
SEAM = re.compile(r"[;,]?\s+(?:and|or|và|และ|dan)$|[;,.]$")
LONGEST = 4_000  # letters of a point
LEAD = 240  # letters before a list that say what it is
PURPOSE = re.compile(
    r"(?:(?<=\n)|(?<=[.!?] )|^)The (?:main |overall )?(?:purpose|aim|objective|goal)s? of (?:the |this )?[^.;\n]{2,80}?"
    r" (?:is|are|was) to [^\n]{10,600}?(?=[.!?](?:\s|$)|\n|$)"
)
LEADS = [  # what a list may be called in the lines before it; the nearest says it
    (
        "area_of_cooperation",
        r"areas? of cooperation|areas? of collaboration|fields? of cooperation|focus\w* on|lĩnh vực hợp tác",
    ),
    ("decision", r"agreed (?:that|to|on|upon)?|decided|decisions?|resolved|adopted|thống nhất|ตกลง|มติ"),
    ("commitment", r"committed|commit|undertakes?|undertook|pledged|promised|cam kết"),
    ("objective", r"objectives?|aims?|goals?|mục tiêu|วัตถุประสงค์"),
    ("proposal", r"propos\w+|recommend\w+|suggest\w+|need to|should|in the coming time|future|kiến nghị|đề xuất"),
    ("recital", r"projects?|recogni[sz]\w+|recalling|noting|background|considering"),
    ("activity", r"activities|carried out|implemented|hoạt động"),
]
LEAD_WORDS = re.compile("|".join(rf"(?P<{kind}>\b(?:{words}))" for kind, words in LEADS), re.IGNORECASE)


@dataclass(frozen=True)
class Point:
    label: str = ""
    kind: str = ""  # of a provision; empty where nothing says it
    group: int = 0  # the list it is of, by the place where that begins

    def __str__(self):
        return self.label


@dataclass
class Marker:
    start: int
    end: int
    label: str
    style: str
    number: int
    is_line: bool


def find(text):
    for group in lists(text):
        kind = kind_of(text, group)
        for marker, following in zip(group, [*group[1:], None], strict=True):
            start, end = place_of(text, marker, following)
            if end > start:
                label = "" if marker.style == "bullet" else marker.label
                yield Find("point", start, end, Point(label, kind, group[0].start))
    for found in PURPOSE.finditer(text):
        yield Find("purpose", *found.span(), Point("", "purpose"))


def lists(text):
    """Rows of markers that count on from one another; at least two."""
    open_lists, done = {}, []
    for marker in markers(text):
        held = open_lists.get(marker.style)
        if held and marker.style == "bullet" and not is_next_line(text, held[-1], marker):
            held = None
        if held and (marker.style == "bullet" or marker.number == held[-1].number + 1):
            held.append(marker)
        elif marker.style == "bullet" or marker.number == 1:
            open_lists[marker.style] = held = [marker]
            done.append(held)
    return sorted((held for held in done if len(held) > 1), key=lambda held: held[0].start)


def is_next_line(text, one, two):
    """Bullets are one list while no more than a blank line and a wrapped line stand between them."""
    return text.count("\n\n", one.end, two.start) <= 1 and two.start - one.end < LONGEST


def markers(text):
    for found in MARKER.finditer(text):
        label = found[0].strip()
        if found["bullet"]:
            yield Marker(found.start(), found.end(), label, "bullet", 0, True)
        elif found["word"]:
            number = IN_WORDS.index(found["word"].lower()) + 1
            yield Marker(found.start(), found.end(), label.rstrip(",: "), "word", number, False)
        else:
            inner, mark = found["plain"] or found["inner"], found["mark"] or "()"
            is_line = found["line"] is not None or found["start"] is not None
            for style, number in readings(inner):
                yield Marker(
                    found.start(),
                    found.end(),
                    label,
                    f"{style}{mark}{'' if found['inner'] else 'line'}",
                    number,
                    is_line,
                )


def readings(inner):
    """What a number may be: "i" is a Roman one and the ninth letter."""
    if inner.isdigit():
        yield "digit", int(inner)
        return
    lower, case = inner.lower(), "upper " if inner.isupper() else ""
    if lower in ROMAN:
        yield f"{case}roman", ROMAN[lower]
    if len(inner) == 1:
        yield f"{case}letter", ord(lower) - ord("a") + 1


def place_of(text, marker, following):
    """From after the marker to before the next; the last point ends with its paragraph, or its line."""
    start, end = marker.end, following.start if following else len(text)
    end = min(end, start + LONGEST)
    paragraph = re.compile(r"\n[ ]*\n" if marker.is_line else r"\n").search(text, start, end)
    end = paragraph.start() if paragraph else end
    if following is None or marker.style == "word":
        line = text.find("\n", start, end)
        end = line if line >= 0 else end
    body = text[start:end].rstrip()
    shorter = SEAM.sub("", body)
    while shorter != body:
        body, shorter = shorter.rstrip(), SEAM.sub("", shorter.rstrip())
    return start, start + len(body)


def kind_of(text, group):
    """What the words before a list call it; "To present ..." is an objective by itself."""
    lead = text[max(0, group[0].start - LEAD) : group[0].start]
    found = [each.lastgroup for each in LEAD_WORDS.finditer(lead)]
    if found:
        return found[-1]
    return "objective" if re.match(r"To [a-z]", text[group[0].end :][:12]) else ""
