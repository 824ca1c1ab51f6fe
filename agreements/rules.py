"""What an agreement needs before the public may see it, and what is to be remarked about it."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements import expiry
from agreements.models import Agreement
from tvet_portal.records.completeness import needed, says_why_empty
from tvet_portal.records.content.reading import rows_among
from tvet_portal.records.models import Participation
from tvet_portal.records.models.records import Status
from tvet_portal.records.remarks import likened, near, reach, remarked
from tvet_portal.values.partial_dates import parse

BOUND_TOGETHER = ("purpose", "area_of_cooperation")
DAYS_APART = 3
SAME_PARTIES = gettext_lazy("“%(other)s” has the same parties and was signed within three days of it: is it the same?")


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


@remarked("agreement")
def find_remarks(content, cited):
    """It takes effect before it is signed; its end is computed from a term that nothing cites."""
    signed, effective = content.get("signed_on"), content.get("effective_on")
    if signed and effective and parse(str(effective)).last < parse(str(signed)).first:
        yield "effective_on", _("It takes effect before it was signed. There are such texts: is it one?")
    if content.get("is_expiry_computed") and not cited & {"expires_on", "term", "term_length"}:
        yield "expires_on", _("The end is computed from the term: cite the source that states the term.")


@likened("agreement")
def find_twins(ids):
    """Agreements of the same parties, signed within three days."""
    signed = Agreement.objects.exclude(signed_on="").exclude(status=Status.WITHDRAWN)
    signed = signed.values_list("signed_first", "signed_last", "pk")
    asked = list(rows_among(signed, "pk", ids))
    if not asked:
        return
    first, last = reach(asked, days=DAYS_APART)
    spans = list(signed.filter(signed_last__gte=first, signed_first__lte=last))
    close = {pk for pair in near(spans, days=DAYS_APART) if not ids.isdisjoint(pair) for pk in pair}
    parties, alike = parties_of(close), defaultdict(list)
    for span in spans:
        if span[-1] in close:
            alike[frozenset(parties[span[-1]])].append(span)
    alike.pop(frozenset(), None)
    for same in alike.values():
        yield from ((*pair, SAME_PARTIES) for pair in near(same, days=DAYS_APART))


def parties_of(records):
    """Agreement id -> its parties."""
    parties = defaultdict(set)
    rows = Participation.objects.filter(role="party").order_by()
    rows = rows.values_list("record", "country", "group", "organisation", "category")
    for record, *actor in rows_among(rows, "record", records):
        parties[record].add(tuple(actor))
    return parties
