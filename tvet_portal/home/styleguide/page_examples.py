"""Examples of templates/components/: what any page may hold. All names and numbers are made up."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.safestring import mark_safe

from agreements import state as agreement_states
from events.models import Event
from events.page import STATE_LOOKS as EVENT_LOOKS
from qualifications.models import Referencing
from qualifications.page import referencing_badge
from tvet_portal.home.styleguide.component import Component
from tvet_portal.records.models import Progress
from tvet_portal.records.page.badges import progress_badge

HERE, ACTION = "#examples", "/styleguide/components/"
SIGNED, LIMITED = agreement_states.badge("signed"), progress_badge("limited")
LIST, NUMBERED_LIST = '<ul class="list">{}</ul>', '<ol class="list">{}</ol>'


def event_badge(state):
    tone, icon = EVENT_LOOKS[state]
    return {"tone": tone, "icon": icon, "word": Event.State(state).label}


def badges():
    return {
        "Agreements": [{"badge": agreement_states.badge(state)} for state in agreement_states.State],
        "Commitments": [{"badge": progress_badge(status)} for status in Progress.Status],
        "Meetings": [{"badge": event_badge(state)} for state in Event.State],
        "Referencing": [{"badge": referencing_badge(state)} for state in Referencing.State],
    }


def pages(number, label):
    paginator = Paginator(range(240), 20)
    return {
        "page_obj": paginator.page(number),
        "page_numbers": list(paginator.get_elided_page_range(number)),
        "query": QueryDict(),
        "label": label,
    }


def options(*labels, count=9):
    return [
        {"value": label.lower(), "label": label, "count": max(count - number, 0), "checked": number == 0}
        for number, label in enumerate(labels)
    ]


FACETS = [
    {"title": "Few values", "name": "few", "options": options("Agreement", "Meeting", "Nothing of it", count=2)},
    {
        "title": "More than eight values, with a field to narrow them",
        "name": "many",
        "options": options(*(f"Example country {letter}" for letter in "ABCDEFGHIJ")),
    },
    {"title": "The rare one, folded", "name": "rare", "folded": True, "options": options("2026", "2025")},
]
DATED = {"when": "9 December 2025", "datetime": "2025-12-09", "title": "A title with a day", "url": HERE}
RESULT = {"icon": "i-doc", "kind": "Memorandum of understanding", "title": "A title that holds the word training"}
CELLS = {"text": {"text": "A text"}, "link": {"text": "A link", "url": HERE}, "badge": {"badge": SIGNED}}
LONG = "A very long title that goes on over several lines, as titles of signed texts do, without being cut off, " * 2


def page_components():
    return [
        Component("components/badge", badges()),
        Component("components/notice", {
            "Notice": {"title": "Notice.", "text": "Something the reader should know before going on."},
            "Caution": {"title": "Caution.", "text": "The fact is old, provisional or disputed.", "tone": "warn"},
            "Without a title": {"text": "One plain sentence."},
        }),
        Component("components/empty", {
            "What is missing, why, what to do": {"text": "No coming meeting has been announced in any source."},
            "With ways out": {
                "text": "No public record fits all these filters. Take one of them away:",
                "links": [{"label": "Without country: Example", "url": HERE, "result": "3 results"}],
            },
        }),
        Component("components/nothing_yet", {"Where a list of a page is empty": {
            "text": "None is on record yet. That says nothing about what exists.",
        }}),
        Component("components/ways_on", {"On pages of errors": {"words": "example agreement 2025"}}),
        Component("components/search_form", {
            "Its label is the heading of the page": {
                "action": "/search/", "label": "Search the record", "query": "training", "is_heading": True,
                "id": "example-heading",
            },
            "Its label is read aloud only": {
                "action": "/search/", "label": "Search, an example",
                "placeholder": "Body, place, topic…",
                "hidden": [("country", "vn")], "id": "example-hidden",
            },
        }),
        Component("components/chips", {
            "Filters in use": {
                "chips": [
                    {"label": "Country", "value": "Example country A", "url": HERE},
                    {"label": "Words", "value": "อาชีวศึกษา", "url": HERE, "lang": "th"},
                ],
                "clear_url": HERE,
            },
        }),
        Component("components/facets", {
            "Some in use": {"action": ACTION, "facets": FACETS, "used": 2, "years": {"from": "2015"}},
        }, within='<div class="browse">{}</div>'),
        Component("components/facet", {"On its own": {"facet": FACETS[2] | {"name": "alone"}}}),
        Component("components/list_bar", {
            "With everything": {
                "heading": "24 examples", "heading_id": "bar-all", "action": ACTION, "count": 24,
                "sorts": [{"value": "newest", "label": "newest first", "selected": True}],
                "views": [{"label": "List", "url": HERE, "is_current": True}, {"label": "Table", "url": HERE}],
                "downloads": [{"label": "CSV", "url": HERE}, {"label": "JSON", "url": HERE}], "feed": HERE,
            },
            "Nothing to order or to take": {"heading": "No example", "heading_id": "bar-none"},
        }),
        Component("components/result", {
            "With everything": {"item": RESULT | {
                "url": HERE, "badge": SIGNED, "meta": ["9 December 2025", "Example City"],
                "original": "Judul dalam bahasa Indonesia", "original_lang": "id",
                "snippet": mark_safe("Words around the <mark>word</mark> that was found."),  # safe because it is ours
                "reasons": [mark_safe("Matches <mark>OBE</mark>, another name of Organisation By Example (OBE)")],
            }},
            "Least": {"item": {"title": "A title and nothing else", "url": HERE}},
            "Long": {"item": {"title": LONG, "url": HERE, "meta": ["9 December 2025"]}},
        }, within=NUMBERED_LIST),
        Component("components/dated", {
            "Day known": {"item": DATED | {"badge": SIGNED, "meta": ["Example City", "Example Institute"]}},
            "Announced": {"item": DATED | {"when": "10 March 2099", "badge": event_badge("announced")}},
            "Only the year known, no page of its own": {"item": {"when": "2019", "title": "A title without a link"}},
            "In another language": {"item": DATED | {"title": "ชื่อตัวอย่าง", "lang": "th"}},
        }, within=LIST),
        Component("components/meta", {
            "With a badge": {"badge": LIMITED, "texts": ["a short text", "another one"]},
            "Without": {"texts": ["a short text", "another one"]},
        }),
        Component("components/table", {
            "Plain": {"caption": "What each host reported, made up", "columns": ["Host", "State", "Trainers"], "rows": [
                {"head": {"text": "Example country A", "url": HERE}, "cells": [
                    {"label": "State", "badge": LIMITED}, {"label": "Trainers", "text": "500"}]},
                {"head": {"text": "Example country B"}, "cells": [
                    {"label": "State", "badge": SIGNED}, {"label": "Trainers", "text": "not stated", "soft": True}]},
            ]},
            "Sorted by its columns": {"caption": "Titles and years, made up", "columns": [
                {"label": "Title", "url": HERE, "sorted": "ascending", "order": "descending"},
                {"label": "Year", "url": HERE, "order": "newest first"},
            ], "rows": [{"head": {"text": "A title"}, "cells": [{"label": "Year", "text": "2025"}]}]},
        }),
        Component("components/cell", {name: {"cell": cell} for name, cell in CELLS.items()}, within="<p>{}</p>"),
        Component("components/pagination", {
            "First page": pages(1, "Pages, first"), "In the middle": pages(6, "Pages, middle"),
            "Last page": pages(12, "Pages, last"),
        }),
        Component("components/crumbs", {"One step in another language": {"label": "An example of steps", "crumbs": [
            {"label": "Organisations", "url": "/organisations/"}, {"label": "กรมตัวอย่าง", "url": HERE, "lang": "th"},
            {"label": "This page"},
        ]}}),
        Component("components/toc", {"Beside a long page": {"parts": [
            {"id": "components-badge", "label": "badge"}, {"id": "components-notice", "label": "notice"},
        ]}}),
        Component("components/record_head", {
            "With everything": {"head": {
                "title": "The title of a record", "kind": "Memorandum of understanding", "icon": "i-doc",
                "original": "ຊື່ຕົວຢ່າງ", "original_lang": "lo", "badge": SIGNED,
                "meta": ["9 December 2025", "Example City"], "lede": "One or two sentences that say what was agreed.",
                "tally_label": "Commitments by state",
                "tally": [{"badge": LIMITED, "number": 2}, {"badge": progress_badge("complete"), "number": 1}],
            }},
            "Least, with a long title": {"head": {"title": LONG}},
        }),
        Component("components/tally", {"What was promised, by state": {"label": "Promises by state", "tally": [
            {"badge": progress_badge(status), "number": number} for number, status in enumerate(Progress.Status)
        ]}}),
        Component("components/facts", {
            "In the page": {"kind": "wide", "facts": FACTS},
            "In the card beside a record": {"kind": "side", "facts": FACTS},
        }),
        Component("components/figures", {"Reported numbers": {"figures": [
            {"number": "500", "label": "trainers trained", "source": "Its record", "source_url": HERE, "when": "2022"},
            {"number": "nearly 4 billion", "label": "worth of equipment", "source": "A record without a page"},
            {"number": "5 of 11", "label": "frameworks, with neither source nor date"},
        ]}}),
        Component("components/gauge", {"Nothing, a part, all": [
            {"percent": 0, "text": "0 of 52 places"}, {"percent": 38.5, "text": "20 of 52 places"},
            {"percent": 100, "text": "52 of 52 places"},
        ]}),
        Component("components/validity", {
            "Period over": {"bar": bar("over", "2019", "end of 2021", [("past", 1, 37), ("gone", 37, 97)], 97)},
            "Half over": {"bar": bar("half", "2024", "2028", [("past", 1, 58), ("gone", 58, 99)], 58)},
            "No end stated": {"bar": bar("open", "2025", "not stated", [("past", 1, 62), ("rest", 62, 99)], 62)},
        }),
        Component("components/parties", {"Signed, signed by nobody named, in its own language": {"parties": [
            {
                "name": "Example Association of Schools", "url": HERE, "detail": "EAS. Association. Example country A",
                "signatories": [{"name": "A. Person", "role": "chair"}, {"name": "B. Person", "role": "witness"}],
            },
            {
                "name": "Example Ministry", "original": "ក្រសួងឧទាហរណ៍", "original_lang": "km",
                "unsigned": "Who signed is not recorded.",
            },
            {"name": "ဥပမာဌာန", "lang": "my", "signatories": [{"name": "ဥပမာအမည်", "lang": "my", "role": "director"}]},
        ]}}),
        Component("components/presence", {"From a closed list": {"missing_word": "not represented", "members": [
            {"name": "Example country A", "url": HERE, "is_in": True}, {"name": "Example country B", "is_in": False},
            {"name": "Example country C", "is_in": True},
        ]}}),
        Component("components/sha256", {"Short": {"file": {"sha256": "0123456789abcdef" * 4, "id": "sha256-example"}}}),
        Component("components/shots", {
            "One": {"photos": [photo(shown=["A. Person", "B. Person"])]},
            "Held, upright and described by a machine, not held": {"photos": [
                photo(credit="Example Agency"),
                photo("example-tall", 300, is_alt_by_machine=True),
                {
                    "caption": "ຄຳບັນຍາຍຮູບ", "caption_lang": "lo", "no_credit": "not recorded here",
                    "alt": "A picture nobody has here.",
                },
            ]},
            "Without a caption or a description, unverified": {"photos": [
                photo(caption="", no_caption="not stated", alt="", is_unverified=True),
            ]},
        }),
        Component("components/cite", {
            "With formats": {"text": CITED, "formats": [{"label": "BibTeX", "url": HERE}], "id": "cite-formats"},
            "Text only": {"text": CITED, "id": "cite-plain"},
        }),
        Component("components/wordmark", {"In the head": {}}, within='<div class="site-head on-brand">{}</div>'),
    ]  # fmt: skip


def photo(name="example-wide", width=600, **given):
    """A photo that is held; what stands for it is a drawing."""
    address = static(f"img/{name}.svg")
    return {
        "src": address, "width": width, "height": 400, "larger": address, "original": address,
        "file": {"facts": "JPEG, 6000 × 4000 pixels, 3.2 MB", "sha256": "0123456789abcdef" * 4},
        "caption": "Hills and a sun, drawn for this page.", "no_credit": "not stated",
        "alt": "Four rows of hills under a pale sun.",
    } | given  # fmt: skip


FACTS = [
    {"label": "Plain", "value": "a value"},
    {"label": "Link", "value": "a value with a page", "url": HERE},
    {"label": "In Burmese", "value": "ဥပမာ", "lang": "my"},
    {"label": "Ends", "value": "not stated", "soft": True},
]
CITED = "EAS and Example Ministry (2025). The title of a record. Portal, record AGR-00000, version 1."


def bar(name, start, end, lines, today):
    return {
        "id": f"bar-{name}",
        "title": f"Validity, an example: {name}",
        "description": f"From {start} to {end}.",
        "lines": [{"tone": tone, "x1": x1, "x2": x2} for tone, x1, x2 in lines],
        "dots": [1.2],
        "today": today,
        "labels": [
            {"text": start, "x": 0, "anchor": "start"},
            {"text": f"End: {end}", "x": 100, "anchor": "end", "soft": end == "not stated"},
            {"text": "today", "x": today, "anchor": "middle" if today < 90 else "end", "is_below": True},
        ],
    }
