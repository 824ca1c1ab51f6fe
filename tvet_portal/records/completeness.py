"""What a record needs before the public may see it: one function of its content.

Called by the workflow, by the form's checklist, by `load_dataset` and by `check_records`.
"""

from django.utils.translation import gettext as _

from tvet_portal.records.targets import is_filled

BOUND_TOGETHER = ("purpose", "area_of_cooperation")


def missing(content):
    """What is missing before publication, as (field, sentence) pairs; empty if nothing is."""
    needs = []
    if not content.get("title"):
        needs.append(("title", _("Give the record a title.")))
    if not content.get("main_source"):
        needs.append(("main_source", _("Choose the source on which the record rests.")))
    needs += NEEDS.get(content["record_type"], lambda content: [])(content)
    return needs + contradictions(content)


def contradictions(content):
    """Fields and rows, at any depth, that are said to be empty and hold something, as (field, sentence) pairs."""
    return [
        ("blanks", _("“%(field)s” is said to be empty, but it is not.") % {"field": blank["target"]})
        for blank in content.get("blanks", [])
        if is_filled(content, blank["target"])
    ]


def _agreement(content):
    needs = []
    if not content.get("kind"):
        needs.append(("kind", _("Say what kind of agreement it is.")))
    if count_parties(content) < 2:
        needs.append(("participations", _("Name at least two parties.")))
    if not content.get("signed_on") and not _is_blank(content, "signed_on"):
        needs.append(("signed_on", _("Give the date it was signed, or say why it is empty.")))
    if not any(provision["kind"] in BOUND_TOGETHER for provision in content.get("provisions", [])):
        needs.append(("provisions", _("Enter at least one purpose or area of cooperation.")))
    return needs


def count_parties(content):
    """Parties named; a counted, unnamed group counts as many as it has."""
    parties = [row for row in content.get("participations", []) if row["role"] == "party"]
    return sum(int(row.get("bodies") or 1) for row in parties)


def _event(content):
    needs = []
    if not content.get("form"):
        needs.append(("form", _("Say what form the event has.")))
    if not content.get("held_on") and not _is_blank(content, "held_on"):
        needs.append(("held_on", _("Give the date of the event, or say why it is empty.")))
    return needs


def _is_blank(content, field):
    return any(blank["target"] == field for blank in content.get("blanks", []))


NEEDS = {"agreement": _agreement, "event": _event}
