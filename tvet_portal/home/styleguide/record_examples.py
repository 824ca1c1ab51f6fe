"""Examples of templates/records/: what the page of a record holds. All names and numbers are made up."""

from collections import namedtuple
from datetime import date

from tvet_portal.home.styleguide.component import Component
from tvet_portal.records.models import Progress
from tvet_portal.records.page.badges import progress_badge
from tvet_portal.records.page.folds import folded
from tvet_portal.records.timeline import Timeline

HERE = "#examples"
POINT = {"anchor": "provisions-example-full", "text": "Training of teachers"}
LIST = '<ul class="list">{}</ul>'
ACTOR = {"name": "Example Ministry of Labour", "url": HERE, "short": "EML"}
COUNTRY = {"name": "Example country A", "url": HERE, "short": ""}
PRINTED = COUNTRY | {"as_printed": "the A side", "bodies": "18"}
NAMED = {"label": "Group", "url": HERE}
EVIDENCE = [
    {
        "label": "Purpose", "quote": "kedua pihak sepakat", "quote_language": "id", "number": 1, "locator": "page 3",
        "asserted_by": "Example Ministry of Labour",
    },
    {"label": "Ends", "statement": "It ends in 2027.", "certainty": "inferred by the editor", "note": "From the term."},
]  # fmt: skip
FIGURE = {"number": "500", "counted": "trainers", "role": "target", "role_label": "Target"}


def progress(status, **more):
    return {
        "status": status,
        "status_label": Progress.Status(status).label,
        "as_of": "29 November 2022",
        "text": "What the source says has become of it.",
        "source_number": 1,
    } | more


def point(key, **more):
    return {
        "anchor": f"provisions-example-{key}",
        "kind": "commitment",
        "kind_label": "Commitment",
        "heading": "Training of teachers",
        "text": "Teachers of both sides are trained together.",
        "progress": [],
    } | more


def group(kind, heading, points, **more):
    return {"kind": kind, "heading": heading, "points": points, **folded(points)} | more


def with_report(status):
    return point(status, progress=[progress(status)], badge=progress_badge(status))


FULL_POINT = {
    "label": "(1)", "areas": [{"label": "Training of teachers", "url": HERE}],
    "actors": [("by", [ACTOR]), ("to", [PRINTED])], "is_mutual": True, "form": "signed", "target_groups": [NAMED],
    "with_groups": [NAMED], "trades": [NAMED], "is_list_open": True, "period": "2019 – 2021", "due": "end of 2021",
    "condition": "if needed", "figures": [FIGURE],
    "ties": [{"role": "continues", "url": HERE, "text": "another point"}],
    "empty": [{"labels": "measure", "value": "not stated"}], "evidence": EVIDENCE,
}  # fmt: skip
OBSTACLE = {"kind_label": "Funding", "text": "There is no fixed budget."}
HINDERS = {"effect": "slow", "points": [POINT]}


Lane = namedtuple("Lane", "title date")
TIMELINE = Timeline(
    [
        Lane("Visits of teachers", "2008/2018"), Lane("Contests", "{2012,2016}"), Lane("Memorandum", "2019-03-26"),
    ],
    day=date(2026, 11, 22),
)  # fmt: skip
OLD_NEWS = {
    "title": "4 years without news.",
    "text": "The last report is of 29 November 2022. What has happened since is not recorded.",
}


def record_components():
    return [
        Component("records/unverified", {"Wherever a statement is": {}}, within="<p>{}</p>"),
        Component("records/actor", {
            "By today’s name": {"actor": COUNTRY},
            "With its short name": {"actor": ACTOR},
            "As the source prints it, counted": {"actor": PRINTED},
            "A group in words": {"actor": {"name": "policy makers", "short": ""}},
        }, within="<p>{}</p>"),
        Component("records/evidence", {
            "One passage": {"evidence": EVIDENCE[:1]},
            "Several, each with its field": {"evidence": EVIDENCE, "labelled": True},
        }),
        Component("records/contradiction", {"Two sources differ": {"contradiction": {"label": "Signed", "statements": [
            {"statement": "Signed on 9 December.", "number": 1, "rank": "preferred"},
            {"statement": "Signed on 10 December.", "number": 2, "rank": "normal", "note": "Printed a day later."},
        ]}}}),
        Component("records/progress", {
            Progress.Status(status).label: {"progress": progress(status)} for status in Progress.Status
        } | {"With everything": {"progress": progress(
            "limited", figures=[FIGURE], actors=[("waiting on", [ACTOR])], next_step="Names of candidates",
            quote="some were trained", certainty="hedged", evidence=EVIDENCE[:1],
        )}}),
        Component("records/commitment", {
            **{str(Progress.Status(status).label): {"point": with_report(status)} for status in Progress.Status},
            "No report": {"point": point("silent")},
            "With obstacles": {"point": with_report("blocked") | {
                "anchor": "provisions-example-hindered", "obstacles": [OBSTACLE | {"is_main": True}, OBSTACLE],
            }},
            "Old news, with a number beside its target": {"number": 3, "point": with_report("limited") | {
                "anchor": "provisions-example-old", "silence": OLD_NEWS,
                "gauge": {"percent": 40, "text": "20 of 50: trainers trained"},
            }},
        }),
        Component("records/commitment_table", {"With a report, and without one": {"points": [
            with_report("limited") | {"areas": [NAMED]}, point("silent-row"),
        ]}}),
        Component("records/point", {
            "With everything": {"point": point("full", **FULL_POINT)},
            "Least, unverified": {"point": point("least", heading="", is_unverified=True)},
            "A quotation": {"point": point("quote", heading="", text="ຮ່ວມມືກັນ", is_quotation=True, language="lo")},
            "With points of its own": {"point": point("parent", points=[point("child", label="a)")])},
        }, within='<ol class="numbered">{}</ol>'),
        Component("records/subpoints", {"A point, and one within it": {"points": [
            point("outer", label="a)", points=[point("inner", label="i.")]),
        ]}}),
        Component("records/said", {
            "In our words": {"point": point("own")},
            "Verbatim": {"point": point("verbatim", text="ຮ່ວມມືກັນ", is_quotation=True, language="lo")},
        }, within="<p>{}</p>"),
        Component("records/point_details", {"What hangs on a point": {"point": point("details", **FULL_POINT)}}),
        Component("records/groups", {
            "Proposals, and old news": {"groups": [
                group("proposal", "Proposals", [point("proposal", kind="proposal")]),
                group("decision", "What was agreed", [
                    point("decision", is_followed=True),
                    point("followed", is_followed=True, follow_ups=[
                        {"role": "implemented by", "text": "A programme", "url": HERE},
                    ]),
                ], silence=OLD_NEWS),
            ]},
            "More than thirty": {"groups": [
                group("area", "Areas of cooperation", [point(f"many-{number}") for number in range(31)]),
            ]},
        }),
        Component("records/points", {"The rest of many": {"kind": "area", "first": 21, "points": [point("rest")]}}),
        Component("records/obstacle", {
            "The main one": {"obstacle": OBSTACLE | HINDERS | {"is_main": True, "evidence": EVIDENCE[:1]}},
            "Another": {"obstacle": OBSTACLE},
            "Told at its point, above": {"obstacle": OBSTACLE | HINDERS | {"is_told_above": True}},
        }),
        Component("records/figure", {
            "With everything": {"figure": FIGURE | {
                "per": "per year", "period": "2019 – 2021", "point": POINT,
                "actors": [("by", [ACTOR])], "target_groups": [NAMED], "trades": [NAMED], "areas": [NAMED],
                "is_list_open": True, "evidence": EVIDENCE[:1],
            }},
            "Least, unverified": {"figure": {
                "number": "dozens of", "counted": "trainers", "role": "stated", "is_unverified": True,
            }},
        }, within=LIST),
        Component("records/participants", {"Roles": {"page": {
            "roles": [("Participant", [
                ACTOR | {
                    "country": "Example country A", "headcount": "3", "is_expected": True, "is_unverified": True,
                    "condition": "if needed", "on_behalf_of": "its government", "file_number": "12/2025",
                    "evidence": EVIDENCE[:1],
                },
                {"name": "other countries", "is_others": True},
            ])],
        }}}),
        Component("records/related", {
            "With two ties": {"link": {"title": "A programme", "url": HERE, "kind": "Programme", "ties": [
                {"role": "implements"}, {"role": "reports on", "point": POINT, "note": "in its second year"},
            ]}},
            "Withdrawn": {"link": {"title": "A mistake", "kind": "Agreement", "is_withdrawn": True, "ties": []}},
        }, within=LIST),
        Component("records/appearances", {"Persons, and a body alone": {"appearances": [
            {"person": "A. Person", "post": "director", "capacity": "in charge", "actor": ACTOR,
             "role_label": "Speaker", "topic": "Teachers", "starts_at": "09:00", "evidence": EVIDENCE[:1]},
            {"person": "B. Person", "role_label": "Signatory"},
            {"actor": PRINTED, "role_label": "Chair"},
        ]}}),
        Component("records/timeline", {"A period, a day, and two years": {
            "heading": "Over time", "name": "Example country A", "timeline": TIMELINE,
            "table": {"columns": ["When", "What"], "rows": [
                {"head": {"text": "2012, 2016"}, "cells": [{"label": "What", "text": "Contests"}]},
            ]},
        }}),
        Component("records/document", {
            "Held": {"document": {
                "title": "Text of the protocol", "url": HERE, "kind_label": "Translation", "dated": "9 December 2025",
                "language": "th", "language_name": "Thai", "language_own_name": "ไทย",
                "availability_label": "held", "address": "https://example.org/protocol", "host": "example.org",
                "file": {"facts": "PDF, 12 pages, 340.5 KB", "sha256": "0123456789abcdef" * 4, "id": "sha256-held"},
            }},
            "Held, in an unknown language": {"document": {
                "title": "Annex", "url": HERE, "kind_label": "Annex", "no_language": "not stated",
                "availability_label": "held",
                "file": {
                    "facts": "PDF, number of pages not known, 1.2 MB", "sha256": "f" * 64, "id": "sha256-annex",
                },
            }},
            "Held elsewhere, unverified": {"document": {
                "title": "Report of the meeting", "url": "https://example.org/report", "kind_label": "Report",
                "address": "https://example.org/report", "host": "example.org", "dated": "2022",
                "pages_label": "12 pages", "language_name": "English", "availability_label": "not held",
                "note": "The last pages are missing", "is_unverified": True,
            }},
            "Not held": {"document": {
                "title": "Signed text", "kind_label": "Signed text", "availability_label": "not held",
                "point": {"text": "The second point", "anchor": "examples"},
            }},
        }, within='<ul class="files">{}</ul>'),
        Component("records/downloads", {"Beside a record": {"downloads": [
            {"url": HERE, "label": "Two-page summary (PDF)", "hint": "In English."},
            {"url": HERE, "label": "Record as data (JSON)"},
        ]}}),
        Component("records/source", {
            "With everything": {"source": {
                "number": 1, "title": "Berita contoh", "language": "id", "url": "https://example.org/news",
                "description": "News text", "publisher": "Example News", "published": "29 November 2022",
                "modified": "30 November 2022", "author": "A. Person", "original_publisher": "Example Agency",
                "dateline": "Example City", "is_machine_translated": True, "rights": "All rights reserved",
                "accessed": "21 November 2026", "copy_sha256": "0" * 64, "is_main": True,
            }},
            "Without a title": {"source": {
                "number": 2, "no_title": "not stated", "description": "A flyer", "publisher": "not stated",
                "published": "not stated",
            }},
        }, within='<ol class="small stack-s">{}</ol>'),
    ]  # fmt: skip
