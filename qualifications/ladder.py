"""The ladder of a framework: its levels, what stands at each, and which level of another framework stands beside it."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qualifications.models import LevelReference

LOOKS = {  # basis of a level -> fill, letter and word; the weakest comes last
    LevelReference.Basis.ENDORSED: ("acc", "", gettext_lazy("endorsed")),
    LevelReference.Basis.NATIONAL_CLAIM: ("prov", gettext_lazy("c"), gettext_lazy("claimed by the country")),
    LevelReference.Basis.UNVERIFIED: ("prov", gettext_lazy("u"), gettext_lazy("unverified")),
}
BASES = list(LOOKS)


def beside(references):
    """The square beside a level: the fill of its weakest reference."""
    fill = LOOKS[max((row["basis"] for row in references), key=BASES.index)][0] if references else "nomap"
    return {"fill": fill, "references": references}


def remarks(levels):
    """What is noted on the types and the references of a ladder: each remark once, with all that it is about."""
    types, codes = defaultdict(dict), defaultdict(list)
    for level in levels:
        for found in level["types"]:
            types[found["note"]][found["name"]] = True
        for reference in level["beside"]["references"]:
            codes[reference["justification"]].append(level["code"])
    rows = [(", ".join(names), note) for note, names in types.items()]
    rows += [(_("Referenced: %(levels)s") % {"levels": ", ".join(found)}, note) for note, found in codes.items()]
    return [{"label": label, "value": note, "soft": True} for label, note in rows if note]


def marks(levels):
    """Which marks a ladder holds, to be explained below it."""
    references = [row for level in levels for row in level["beside"]["references"]]
    parts = [*levels, *references, *(row for level in levels for row in (*level["types"], *level["descriptors"]))]
    return {
        "is_claimed": any(row["basis"] == LevelReference.Basis.NATIONAL_CLAIM for row in references),
        "is_unverified": any(row["is_unverified"] for row in parts),
        "is_referenced": bool(references),
    }
