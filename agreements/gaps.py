"""What the summary of an agreement does not say, in sentences: gaps, slips and guesses are part of the record."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tvet_portal.directory.models import OrganisationName
from tvet_portal.records.page import wording

IN_WORDS = {
    "effective_on": gettext_lazy("when it takes effect"),
    "expires_on": gettext_lazy("when it ends"),
    "signed_on": gettext_lazy("when it was signed"),
    "language": gettext_lazy("language of the original"),
    "figures": gettext_lazy("money and numbers"),
    "term": gettext_lazy("its term"),
    "text_languages": gettext_lazy("languages of the text"),
}


def find_gaps(page):
    """Sentences about what is missing, misspelt, inferred or machine-made, most important first."""
    return [
        *_signed_text(page),
        *_blanks(page),
        *_points(page),
        *_slips(page),
        *_differences(page),
        *_guesses(page),
        *_machines(page),
    ]


def _signed_text(page):
    texts = [row for row in page.documents if row["kind"] == "signed_text"]
    if any(row.get("availability") == "held" for row in texts):
        return
    count = len(page.sources)
    yield ngettext(
        "The portal does not hold the signed text: this summary rests on the one source named below.",
        "The portal does not hold the signed text: this summary rests on the %(count)s sources named below.",
        count,
    ) % {"count": count}


def _blanks(page):
    """Fields of the record itself that say why they are empty."""
    sentences = {
        "not_stated": _("Not stated in the sources: %(fields)s."),
        "unknown": _("Not known: %(fields)s."),
        "none": _("There is none of these: %(fields)s."),
    }
    for why, sentence in sentences.items():
        own = [target for target, found in page.blanks.items() if found == why and "/" not in target]
        if own:
            yield sentence % {"fields": ", ".join(_in_words(page, target) for target in own)}


def _in_words(page, target):
    label = IN_WORDS.get(target) or wording.field_label(page.model, target)
    return label[:1].lower() + label[1:]


def _points(page):
    """How many points lack a date, somebody in charge, news."""
    lacking = Counter(
        target.split("/")[2]
        for target in page.blanks
        if target.startswith("provisions/") and target.count("/") >= 2 and page.blanks[target] == "not_stated"
    )
    parts = [
        sentence % {"count": lacking[field]}
        for field, sentence in (
            ("due_on", _("the date for %(count)s")),
            ("actors", _("who is responsible for %(count)s")),
            ("progress", _("what became of it for %(count)s")),
        )
        if lacking[field]
    ]
    if parts:
        total = len(page.content["provisions"])
        yield _("Of %(total)s points, the sources do not state: %(parts)s.") % {
            "total": total,
            "parts": "; ".join(parts),
        }


def _slips(page):
    """Misspelt names and titles of the sources."""
    printed = set(_printed(page.content))
    slips = OrganisationName.objects.filter(organisation__in=page.names.organisations.values(), kind="typo")
    for slip in slips.select_related("organisation").order_by("text"):
        if slip.text in printed:
            name = slip.organisation.acronym or slip.organisation.name
            yield _("A source writes “%(slip)s”; the record uses %(name)s.") % {"slip": slip.text, "name": name}
    for title in page.content.get("alternative_titles", []):
        if title["kind"] == "typo":
            yield _("A source calls it “%(slip)s”, which is taken for a slip.") % {"slip": title["text"]}


def _printed(value):
    """Every name as printed, wherever it stands in a content."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "as_printed":
                yield part
            else:
                yield from _printed(part)
    elif isinstance(value, list):
        for part in value:
            yield from _printed(part)


def _differences(page):
    for row in page.contradictions:
        yield _("The sources differ on this point, and the page of the record shows each: %(label)s.") % {
            "label": str(row["label"]).lower()
        }


def _guesses(page):
    certainties = Counter(row.get("certainty", "stated") for row in page.content.get("citations", []))
    if count := certainties["inferred"]:
        yield ngettext(
            "One statement is inferred by the editor, not stated in a source.",
            "%(count)s statements are inferred by the editor, not stated in a source.",
            count,
        ) % {"count": count}
    if count := certainties["unverified"]:
        yield ngettext(
            "One statement is unverified: it comes from the editor’s general knowledge.",
            "%(count)s statements are unverified: they come from the editor’s general knowledge.",
            count,
        ) % {"count": count}


def _machines(page):
    if count := sum(row["is_machine_translated"] for row in page.sources):
        yield ngettext(
            "One source was read in a machine translation.",
            "%(count)s sources were read in machine translations.",
            count,
        ) % {"count": count}
    if count := sum(row["is_alt_by_machine"] for row in page.photos):
        yield ngettext(
            "A machine described one picture of this record; the summary prints none.",
            "A machine described %(count)s pictures of this record; the summary prints none.",
            count,
        ) % {"count": count}
