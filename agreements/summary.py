"""The summary of an agreement on paper: its page as plain data for `templates/agreements/summary.typ`."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.gaps import find_gaps
from agreements.signatories import signatories
from agreements.state import State
from tvet_portal.records.pdf import MISSING, Exact, Said, Sentence, as_json, printable
from tvet_portal.values.partial_dates import describe, parse

TEMPLATE = "agreements/summary.typ"
LONGEST_LABEL = 8  # a longer one, such as "Article twelve", would push all points to the right
WIDELY_USED = {
    "AQRF": gettext_lazy("ASEAN Qualifications Reference Framework"),
    "ASEAN": gettext_lazy("Association of Southeast Asian Nations"),
    "MoU": gettext_lazy("memorandum of understanding"),
    "NQF": gettext_lazy("national qualifications framework"),
    "SEAMEO": gettext_lazy("Southeast Asian Ministers of Education Organization"),
    "TVET": gettext_lazy("technical and vocational education and training"),
    "VET": gettext_lazy("vocational education and training"),
}

SELF_EXPLAINING = ("cite", "document", "parties", "site", "sources")  # no short form is looked for in these


def summarise(page):
    """What the summary of an AgreementPage says, in order. The same page on the same day gives the same data."""
    content = page.content
    reference, number = content["reference"], page.version.number
    address = f"{settings.SITE_URL}/id/{reference}"
    day = describe(timezone.localdate(page.version.approved_at).isoformat())
    data = {
        "document": {
            "title": Exact(printable(content["title"])),
            "author": Exact(settings.PORTAL_NAME),
            "lang": Exact("en"),
            "region": Exact("GB"),
            "page_of": Exact(_("Page {page} of {pages}")),
        },
        "site": settings.PORTAL_NAME,
        "head": _("Summary of record %(reference)s, version %(number)s") % {"reference": reference, "number": number},
        "foot": _("%(reference)s, version %(number)s of %(day)s")
        % {"reference": reference, "number": number, "day": day},
        "heads": headings(page),
        "kind": page.kind,
        "title": content["title"],
        "lede": content.get("summary", ""),
        "facts": facts(page),
        "party_heads": [_("Party"), _("Signed by")],
        "parties": parties(page),
        "also_signed": signed_by(page).get(None, []),
        "nobody_signed": _("Who signed is not recorded."),
        "sections": [
            {"heading": group["heading"], "points": [point(row, n) for n, row in enumerate(group["points"], start=1)]}
            for group in page.provision_groups
            if group["kind"] != "commitment"
        ],
        "commitments": commitments(page),
        "related_heads": [_("What"), _("Record"), _("Tie")],
        "related": [related(link) for link in page.links],
        "unsaid": find_gaps(page),
        "sources": [source(page, row) for row in page.sources],
        "cite": {"text": page.citation, "url": Exact(address)},
        "word_heads": [_("Short form"), _("In full")],
        "fine": _("A summary for readers, not a legal text. Where the signed text differs, the signed text counts."),
    }
    if MISSING in as_json(data):
        data["unsaid"].append(_("%(box)s stands for a letter that this PDF has no font for.") % {"box": MISSING})
    return data | {"words": words(page, data)}


def headings(page):
    return {
        "facts": _("At a glance"),
        "parties": _("Parties"),
        "also_signed": _("Signed as well"),
        "commitments": _("Commitments"),
        "related": _("Related records"),
        "unsaid": _("What this summary does not say"),
        "sources": _("Source") if len(page.sources) == 1 else _("Sources"),
        "cite": _("Cite"),
        "words": _("Words used"),
    }


def facts(page):
    """Six lines that every agreement has; what is empty says why."""
    shown = [
        {"label": _("State"), "value": state_in_words(page), "strong": True},
        page.fact(_("Signed on"), "signed_on", page.date("signed_on")),
        page.fact(_("Place"), "city", page.place),
        page.fact(_("In force from"), "effective_on", page.date("effective_on")),
        page.fact(_("Ends"), "expires_on", page.end),
        page.choice_fact(_("Renewal"), "renewal"),
    ]
    return [{"label": row["label"], "value": row["value"], "strong": row.get("strong", False)} for row in shown]


def state_in_words(page):
    """The state; with the day where another day could give another one."""
    label = State(page.state).label
    signed = page.content.get("signed_on")
    is_dated = any(page.content.get(name) for name in ("effective_on", "expires_on"))
    if is_dated or (signed and parse(signed).last > page.day):
        return _("%(state)s, as of %(day)s") % {"state": label, "day": describe(page.day.isoformat())}
    return label


def parties(page):
    """Who is bound, who signed for each, and what each said when it was asked if the record is right."""
    found = page.parties
    signed = signed_by(page)
    shown = []
    for number, party in enumerate(found):
        spelled = (party["name"], party["acronym"], f"{party['name']} ({party['acronym']})")
        detail = [party["acronym"], ", ".join(part for part in (kind_of(page, party), party["country"]) if part)]
        detail.append(party["bodies"])
        if party["as_printed"] and party["as_printed"] not in spelled:
            detail.append(_("In the source: %(name)s") % {"name": party["as_printed"]})
        if party["through"]:
            detail.append(_("Through %(names)s") % {"names": ", ".join(body.name for body in party["through"])})
        if party["file_number"]:
            detail.append(_("File number %(number)s") % {"number": party["file_number"]})
        detail.append(own_word(party["standing"]))
        shown.append({"name": party["name"], "detail": sentences(detail), "signatories": signed.get(number, [])})
    return shown


def own_word(standing):
    """What a party said of the record, or that it is awaited; nothing of who was never asked."""
    if standing is None:
        return ""
    word = str(standing["badge"]["word"])
    said = {"said": word[:1].lower() + word[1:], "when": standing["text"]}
    return _("Its own word on this record: %(said)s (%(when)s)") % said


def signed_by(page):
    """Number of a party -> who signed for it, with the post as a line of its own."""
    signed = signatories(page.appearances, page.participants("party"))
    return {
        number: [{"name": row["name"], "post": capitalised(row["post"])} for row in rows]
        for number, rows in signed.items()
    }


def kind_of(page, party):
    """What kind of organisation a party is; nothing for a country, a group or a category."""
    found = page.names.organisations.get(party["key"])
    return str(found.get_kind_display()) if found else ""


def point(row, number):
    """One point with what hangs on it, in one line each."""
    notes = []
    parts = list(below(row))
    for kind in dict.fromkeys(child["kind_label"] for child in parts):
        named = [child["heading"] or child["text"] for child in parts if child["kind_label"] == kind]
        notes.append(_("%(kind)s: %(names)s") % {"kind": kind, "names": "; ".join(named)})
    if row["kind"] == "commitment":
        notes += [f"{capitalised(role)}: {', '.join(actor['name'] for actor in who)}" for role, who in row["actors"]]
    notes += [
        f"{label}: {value}"
        for label, value in ((_("Due"), row["due"]), (_("Period"), row["period"]), (_("Condition"), row["condition"]))
        if value
    ]
    notes += [
        sentences([f"{progress['status_label']}, {progress['as_of']}", progress["text"]])
        for progress in row["progress"]
    ]
    if row["is_unverified"]:
        notes.append(_("Unverified: from the editor’s general knowledge."))
    text = Sentence(["“", Said(row["text"], row["language"]), "”"]) if row["is_quotation"] else row["text"]
    is_long = len(row["label"]) > LONGEST_LABEL
    return {
        "label": f"{number}." if is_long or not row["label"] else row["label"],
        "heading": sentences([row["label"] if is_long else "", row["heading"]]),
        "text": text,
        "notes": notes,
    }


def below(row):
    """The points that a point is made of, each followed by those it is made of."""
    for child in row["points"]:
        yield child
        yield from below(child)


def commitments(page):
    """The commitments, and in words if none of them has a date or a measure."""
    rows = page.provisions("commitment")
    said = []
    if not any(row["due"] or row["figures"] for row in rows):
        said.append(_("No dated or counted commitment is recorded."))
    return {"sentences": said, "points": [point(row, number) for number, row in enumerate(rows, start=1)]}


def related(link):
    roles, notes = ([tie[part] for tie in link["ties"]] for part in ("role", "note"))
    said = dict.fromkeys([*roles, _("withdrawn") if link["is_withdrawn"] else "", *notes])
    return {
        "title": link["title"],
        "url": None if link["is_withdrawn"] else Exact(settings.SITE_URL + link["url"]),
        "reference": f"{link['kind']} {link['reference']}",
        "tie": "; ".join(str(part) for part in said if part),
    }


def source(page, row):
    """A source as a list of works would name it."""
    found = page.names.source(row["key"])
    title = [Said(f"“{found.title}”", found.language), ". "] if found.title else []
    rest = [found.description, found.author, found.publisher, found.dateline]
    has_date = found.published_on or found.modified_on
    rest.append(row["published"] if has_date else _("Date %(why_empty)s") % {"why_empty": row["published"]})
    if found.accessed_on:
        rest.append(_("Read on %(day)s") % {"day": describe(found.accessed_on.isoformat())})
    return {"text": Sentence([*title, sentences(rest)]), "url": Exact(found.address) if found.address else None}


def words(page, data):
    """Short forms that the summary uses, with what they mean. In full beside a party they need no telling."""
    said = as_json({name: value for name, value in data.items() if name not in SELF_EXPLAINING})
    known = WIDELY_USED | {body.acronym: body.name for body in page.names.organisations.values() if body.acronym}
    longest_first = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    used = set(re.findall(rf"(?<!\w)(?:{longest_first})(?!\w)", said))
    return [{"short": short, "long": known[short]} for short in sorted(used, key=str.casefold)]


def sentences(parts):
    """Texts one after the other, each ended by a full stop and begun with a capital."""
    texts = [str(part).strip() for part in parts if part]
    return " ".join(text if text[-1] in ".?!…”" else f"{text}." for text in map(capitalised, texts) if text)


def capitalised(text):
    text = str(text)
    return text[:1].upper() + text[1:]
