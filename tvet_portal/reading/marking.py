"""A text with its finds marked, each with the number of its line, and what is left out shown as left out."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

WHY = {"furniture": _("left out: not part of the text"), "twice": _("left out: printed twice")}


def marked(text, left_out, lines, until):
    """The text up to a place as safe HTML. Of two marks that cross, one is dropped."""
    spans = [(find.start, find.end, line) for line in lines for find in line.finds if find.end <= until]
    spans += [(find.start, find.end, find.value) for find in left_out if find.end <= until]
    spans.sort(key=lambda span: (span[0], -span[1]))
    html, _place = _within(text, spans, 0, 0, until)
    return html


def _within(text, spans, number, start, end):
    """The HTML of a stretch, and the number of the first span behind it."""
    parts, place = [], start
    while number < len(spans) and spans[number][0] < end:
        begins, ends, what = spans[number]
        number += 1
        if begins < place or ends > end:
            continue
        inner, number = _within(text, spans, number, begins, ends)
        parts += [(text[place:begins],), (_mark(inner, what),)]
        place = ends
    parts.append((text[place:end],))
    return format_html_join("", "{}", parts), number


def _mark(inner, what):
    if isinstance(what, str):
        return format_html('<s class="left-out">{}</s> <small class="left-out">[{}]</small>', inner, WHY[what])
    return format_html(
        '<mark class="find {}">{}<sup><a href="#line-{}">{}</a></sup></mark>',
        what.section, inner, what.number, what.number,
    )  # fmt: skip
