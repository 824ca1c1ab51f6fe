"""When an agreement ends by its term. Asked of what a form holds and of a content alike."""

from django.utils.translation import gettext as _

from tvet_portal.records.completeness import settles
from tvet_portal.values.terms import later

TERM = ("term_length", "term_unit")
COMPUTED_FROM = {"signed_on", "effective_on", *TERM, "expires_on", "is_expiry_computed"}


@settles("agreement")
def settle(values, before, changed):
    """The end by the term, unless an end was typed: found anew when what it is computed from changes."""
    if not COMPUTED_FROM & changed:
        return {}, []
    end, was_computed = end_by_term(values), before.get("is_expiry_computed") and values.get("is_expiry_computed")
    is_to_find = not values.get("expires_on") or (was_computed and "expires_on" not in changed)
    found = {"expires_on": end, "is_expiry_computed": True} if end and is_to_find else {}
    return found, list(find_problems({**values, **found}))


def end_by_term(values):
    """The end of the term, counted from the day it takes effect, else from its signing; empty if it is not known."""
    start, length, unit = values.get("effective_on") or values.get("signed_on"), *map(values.get, TERM)
    return later(str(start), int(length), unit) if start and length and unit else ""


def find_problems(values):
    """Why an end that is said to be computed from the term is not, as (field, sentence) pairs."""
    if not values.get("is_expiry_computed"):
        return
    end, given = end_by_term(values), str(values.get("expires_on") or "")
    if not all(map(values.get, TERM)):
        yield "term_length", _("Give the length of the term from which the end is computed, or untick “computed”.")
    elif not end:
        yield (
            "is_expiry_computed",
            _("The end cannot be computed: that needs the year of the start, and for a term in months its month."),
        )
    elif given != end:
        yield (
            "expires_on",
            _("By its term the agreement ends on %(end)s. Give that date, or untick “computed”.") % {"end": end},
        )
