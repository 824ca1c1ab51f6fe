"""What an agreement needs before the public may see it."""

from django.utils.translation import gettext as _

from agreements import expiry
from tvet_portal.records.completeness import needed, says_why_empty

BOUND_TOGETHER = ("purpose", "area_of_cooperation")


@needed("agreement")
def find_needs(content):
    """A kind, two parties, a date or why there is none, one purpose or area. An end said to be computed must be so."""
    if not content.get("kind"):
        yield "kind", _("Say what kind of agreement it is.")
    if count_parties(content) < 2:
        yield "participations", _("Name at least two parties.")
    if not content.get("signed_on") and not says_why_empty(content, "signed_on"):
        yield "signed_on", _("Give the date it was signed, or say why it is empty.")
    if not any(provision["kind"] in BOUND_TOGETHER for provision in content.get("provisions", [])):
        yield "provisions", _("Enter at least one purpose or area of cooperation.")
    yield from expiry.find_problems(content)


def count_parties(content):
    """Parties named; a counted, unnamed group counts as many as it has."""
    parties = [row for row in content.get("participations", []) if row["role"] == "party"]
    return sum(int(row.get("bodies") or 1) for row in parties)
