"""Commitments of countries, wherever they were made, with the last report on each."""

from collections import Counter

from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext as _

from tvet_portal.records.lists import filled
from tvet_portal.records.models import Progress, Provision, ProvisionActor
from tvet_portal.records.models.records import RecordType, of_public_records
from tvet_portal.records.page.badges import progress_badge
from tvet_portal.records.page.outcomes import silence
from tvet_portal.values.partial_dates import describe


def commitments_of(countries, *, day):
    """Commitments in which all of these countries, or bodies of theirs, give or receive; in two queries."""
    found = Provision.objects.filter(of_public_records(), kind="commitment", part_of=None)
    for country in countries:
        acting = ProvisionActor.objects.filter(Q(country=country) | Q(organisation__country=country))
        found = found.filter(pk__in=acting.filter(role__in=("by", "to", "with")).values("provision"))
    last = Progress.objects.filter(provision=OuterRef("pk")).order_by("-as_of_last", "key")
    found = found.annotate(status=Subquery(last.values("status")[:1]), as_of_on=Subquery(last.values("as_of_on")[:1]))
    actors = ProvisionActor.objects.select_related("country", "organisation__country")
    found = found.select_related("record").prefetch_related(Prefetch("actors", actors))
    return [commitment_item(provision, day=day) for provision in found.order_by("record", "position", "key")]


def commitment_item(provision, *, day):
    """A commitment as an entry of a list. A report that is old says for how long nothing was heard."""
    old = None if provision.status in Progress.AT_AN_END else silence(provision.as_of_on, day)
    report = _("reported %(date)s") % {"date": describe(provision.as_of_on)} if provision.status else ""
    actors = provision.actors.all()
    return {
        "title": provision.heading or provision.text,
        "url": f"{provision.record.get_absolute_url()}#provisions-{provision.key}",
        "status": provision.status or "",
        "badge": progress_badge(provision.status) if provision.status else None,
        "silence": old and old["title"],
        "meta": [report or _("no evidence yet"), *filled(provision.record.title)],
        "countries": {actor.country or (actor.organisation and actor.organisation.country) for actor in actors}
        - {None},
        "is_of_meeting": provision.record.record_type == RecordType.EVENT,
    }


def tally(commitments):
    """How many commitments are in which state by their last report."""
    states = Counter(commitment["status"] for commitment in commitments if commitment["status"])
    return [
        {"badge": progress_badge(state), "number": states[state]} for state in Progress.Status.values if states[state]
    ]
