"""A numbered list pasted as text becomes points with their labels as printed.

Nothing is lost: what stands before the first number, lists within a point and odd numbering stay as text.
"""

import re

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
WORDS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
MARKER = re.compile(
    r"""(?P<label> \(\s?(?P<inner>\d{1,2}|[ivxl]{1,6}|[a-z])\s?\)    # (1) (iv) (a)
        | (?P<plain>\d{1,2}|[ivxl]{1,6}|[a-z])[.)](?=\s|$)          # 1. iv) a.
        | (?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?(?=[,:.\s])
        | (?P<bullet>[-–•*·](?=\s))
    )[,:]?\s*""",
    re.IGNORECASE | re.VERBOSE,
)
SEAM = re.compile(r"[;,]?\s+(?:and|or)$|[;,]$")  # what ties a point to the next one in running text


def split(text):
    """The points of a pasted text, as (label, text) pairs in order."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if sum(1 for line in lines if MARKER.match(line.strip())) > 1 or MARKER.match(text.strip()):
        points = split_lines(lines)
        if len(points) > 1:
            return points
    return split_running(text) or split_paragraphs(text)


def split_lines(lines):
    """One point a numbered line. Lines without a number, or of another numbering, belong to the point above."""
    points, style, last = [], None, 0
    for line in lines:
        found = MARKER.match(line.strip())
        number = number_in(found, style) if found else None
        if number is not None and (number > last or style_of(found) == "bullet"):
            style, last = style or style_of(found), number
            label = "" if found["bullet"] else found["label"]
            points.append([label, line.strip()[found.end() :]])
        elif points:
            points[-1][1] += f"\n{line.strip()}"
        elif line.strip():
            points.append(["", line.strip()])
    return [(label, body.strip()) for label, body in points if label or body.strip()]


def split_running(text):
    """Points numbered (1), (2), (3) within running text; at least two, counted without a gap."""
    points, start, label, style, last = [], 0, "", None, 0
    for found in re.finditer(rf"(?:(?<=\s)|^){MARKER.pattern}", text, MARKER.flags):
        number = number_in(found, style)
        if found["bullet"] or number != last + 1:
            continue
        points.append((label, text[start : found.start()]))
        style, last, label, start = style_of(found), number, found["label"], found.end()
    points.append((label, text[start:]))
    if len(points) < 3:
        return None
    lead, *items = [(label, SEAM.sub("", " ".join(body.split()))) for label, body in points]
    return [lead, *items] if lead[1] else items


def split_paragraphs(text):
    return [("", " ".join(paragraph.split())) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


def style_of(found):
    """How a point is numbered: the kind of number and the marks around it. The first point sets it for its list."""
    if found["bullet"]:
        return "bullet"
    if found["word"]:
        return "word"
    inner = (found["inner"] or found["plain"]).lower()
    kind = "digit" if inner.isdigit() else "roman" if inner in ("i", "ii", "iii") else "letter"
    return kind + re.sub(r"[\s\w]", "", found["label"])


def number_in(found, style):
    """The number of a marker in the numbering of its list, or None if it belongs to another numbering."""
    own = style_of(found)
    if own in ("bullet", "word"):
        if style not in (None, own):
            return None
        return 0 if own == "bullet" else WORDS.index(found["word"].lower()) + 1
    inner = (found["inner"] or found["plain"]).lower()
    marks = re.sub(r"[\s\w]", "", found["label"])
    style = style or own
    if not style.endswith(marks) or style in ("bullet", "word") or style.removesuffix(marks) not in COUNTED:
        return None
    return COUNTED[style.removesuffix(marks)](inner)


def digit(inner):
    return int(inner) if inner.isdigit() else None


def letter(inner):
    return ord(inner) - ord("a") + 1 if len(inner) == 1 and inner.isalpha() else None


def roman(inner):
    if not inner or set(inner) - set(ROMAN):
        return None
    values = [ROMAN[each] for each in inner]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


COUNTED = {"digit": digit, "letter": letter, "roman": roman}
