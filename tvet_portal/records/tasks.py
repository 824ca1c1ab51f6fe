"""What waits for somebody of the staff: for him, and in the records he works on. Each is a filter of rows, no count.

The first page of the admin shows the first rows of each, and a list with the same filter shows all.
"""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from tvet_portal.directory import approval
from tvet_portal.directory.models import Writing
from tvet_portal.records import merges
from tvet_portal.records.models import Progress, Proposal, Translation
from tvet_portal.records.models.records import Status, of_public_records

A_YEAR = timedelta(days=365)


def for_review(records, user):
    """Drafts that wait for a publisher; not those he wrote himself, where another has to read them."""
    waiting = records.filter(status=Status.IN_REVIEW).order_by("pk")
    if approval.needs_two_people():
        waiting = waiting.exclude(_written_by(user) | Q(created_by=user.pk, version_number=0))
    return waiting


def own_drafts(records, user):
    """Drafts somebody began or wrote in."""
    return records.filter(Q(created_by=user.pk) | _written_by(user), status=Status.DRAFT).order_by("-pk")


def to_approve(entries, user):
    """Entries that the public cannot see and that no record names, with which they would be approved.

    Not those he wrote himself, where another has to approve them.
    """
    waiting = entries.filter(approved_at=None, merged_into=None).order_by("-pk")
    for model, field in merges.columns_of_records(entries.model):
        waiting = waiting.filter(~Exists(model._base_manager.filter(**{field: OuterRef("pk")}).order_by()))
    if approval.needs_two_people():
        path = Concat(Value(f"{entries.model.entry_type}/"), OuterRef("key"))
        waiting = waiting.filter(~Exists(Writing.objects.filter(written_by=user.pk, path=path)))
    return waiting


def merges_to_do(rows, user):
    """Merges that wait for a publisher; not those he asked for, where another has to do them."""
    waiting = merges.with_both(rows.filter(done_at=None)).order_by("pk")
    return waiting.exclude(asked_by=user.pk) if approval.needs_two_people() else waiting


def to_look_at_again(records, user):
    """Records whose day of review has come."""
    overdue = records.filter(review_on__lte=timezone.localdate()).exclude(status=Status.WITHDRAWN)
    return overdue.order_by("review_on", "pk")


def unverified(records, user):
    """Public records that nobody has verified for a year, nor published since."""
    long_ago = timezone.now() - A_YEAR
    never = Q(verified_on__isnull=True, published_at__lt=long_ago)
    return records.published().filter(Q(verified_on__lt=long_ago.date()) | never).order_by("verified_on", "pk")


def with_old_translations(records, user):
    """Public records of which a translation is of an earlier version, or nobody knows of which."""
    earlier = Q(of_version=None) | Q(of_version__lt=F("record__version_number"))
    old = Translation.objects.filter(earlier, record=OuterRef("pk"))
    return records.published().filter(Exists(old)).order_by("pk")


def without_news(provisions, user):
    """Commitments of public records that are not at their end, made over a year ago and not heard of since."""
    lately = Q(as_of_last__gte=timezone.localdate() - A_YEAR) | Q(status__in=Progress.AT_AN_END)
    heard = Progress.objects.filter(lately, provision=OuterRef("pk"))
    found = provisions.filter(of_public_records(), ~Exists(heard), kind="commitment", part_of=None)
    told_on = Coalesce("record__main_source__published_last", "record__main_source__accessed_on")
    long_ago = Q(told_on__isnull=True) | Q(told_on__lt=timezone.localdate() - A_YEAR)
    return found.annotate(told_on=told_on).filter(long_ago).order_by("record_id", "pk")


def without_copy(sources, user):
    """Sources that are gone when their address is."""
    return sources.filter(archived_copy=None).exclude(address="").order_by("-pk")


def proposals_for_review(proposals, user):
    """Changes of public records that wait for a publisher; not his own, where another has to read them."""
    waiting = proposals.filter(state=Proposal.State.WAITING).order_by("pk")
    return waiting.exclude(proposed_by=user.pk) if approval.needs_two_people() else waiting


def own_proposals(proposals, user):
    """What somebody has proposed and nobody has decided; first what was sent back to him."""
    return proposals.open().filter(proposed_by=user.pk).order_by("state", "-pk")


def _written_by(user):
    return Q(key__in=Writing.objects.filter(written_by=user.pk).values("path"))
