"""The one place that changes a status: draft, in review, published, withdrawn. Each step writes one log line."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.directory import followers
from tvet_portal.directory.models import Entry
from tvet_portal.records import content as contents
from tvet_portal.records import references, targets
from tvet_portal.records.completeness import missing
from tvet_portal.records.content import SCHEMA, canonical, record_models, sha256
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.walking import named_keys, named_records
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import Record, RecordVersion, StatusChange
from tvet_portal.records.models.records import Status
from tvet_portal.values.revisions import lock

FIRST_PUBLICATION = "first publication"


class NotAllowed(Exception):
    """The step cannot be taken; `reasons` say why, in sentences for the person who asked."""

    def __init__(self, reasons):
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@transaction.atomic
def submit(record, by):
    """A writer hands a draft to review."""
    record = locked(record)
    require(record, Status.DRAFT)
    _move(record, Status.IN_REVIEW, by)
    audit.note("submit", by, record=record.key)


@transaction.atomic
def send_back(record, by, reason):
    """A publisher sends it back to its writer, with a remark."""
    record = locked(record)
    require(record, Status.IN_REVIEW)
    _move(record, Status.DRAFT, by, reason)
    audit.note("send back", by, record=record.key, reason=reason)


@transaction.atomic
def publish(record, by, reason=""):
    """A publisher approves the content as it stands in the tables: a new version, public at once."""
    record = locked(record)
    if not may_publish(by):
        raise NotAllowed([_("Only a publisher can publish a record.")])
    if record.status == Status.PUBLISHED and not reason:
        raise NotAllowed([_("Say why the published record changes.")])
    content = contents.read(record)
    reasons = find_reasons(record, content)
    if reasons:
        raise NotAllowed(reasons)
    before = record.status
    set_published([record])
    record.save()
    keep_slug(record)
    held = [(record, contents.head(record) | content)]  # its reference may be new
    approve(held, by=by, reason=reason or FIRST_PUBLICATION, role="publisher", before={record.pk: before})
    audit.note("publish", by, record=record.key, version=record.version_number, reason=reason)


@transaction.atomic
def withdraw(record, by, reason):
    """The record leaves the public; its address says since when and why."""
    record = locked(record)
    require(record, Status.PUBLISHED)
    if not may_publish(by):
        raise NotAllowed([_("Only a publisher can withdraw a record.")])
    if not reason:
        raise NotAllowed([_("Say why the record is withdrawn.")])
    record.withdrawn_at, record.withdrawn_reason = timezone.now(), reason
    _move(record, Status.WITHDRAWN, by, reason)
    audit.note("withdraw", by, record=record.key, reason=reason)
    followers.tell([(record.key, None)])


def may_publish(user):
    return user is not None and user.is_active and user.has_perm("records.publish_record")


def find_reasons(record, content):
    """Why a content cannot be published, in sentences; empty if it can."""
    model = record_models()[record.record_type]
    reasons = [sentence for _field, sentence in missing(content)]
    reasons += [sentence for _name, _number, sentence in targets.find_problems(model, content)]
    reasons += [
        _("“%(title)s” must be published first: this record names it.") % {"title": title}
        for title in _hidden(named_records(model, content) - {record.key})
    ]
    return reasons


def set_published(records):
    """Mark records as published from now on, with a reference and the next version number. Does not save them."""
    now = timezone.now()
    references.keep(record.reference for record in records if record.reference)
    unnumbered = defaultdict(list)
    for record in records:
        if not record.reference:
            unnumbered[record.record_type].append(record)
    for record_type, some in unnumbered.items():
        for record, reference in zip(some, references.mint(record_type, len(some)), strict=True):
            record.reference = reference
    for record in records:
        record.status = Status.PUBLISHED
        record.published_at = record.published_at or now
        record.withdrawn_at, record.withdrawn_reason = None, ""
        record.version_number += 1


def approve(held, *, by, reason, role, before):
    """Keep what the tables hold, pairs of records and contents, as their public versions, and tell who follows.

    `before` is record id -> status before. Call inside `atomic()`, after `set_published` and saving.
    """
    now = timezone.now()
    versions, changes, named = [], [], {}
    for record, content in held:
        text = canonical(content)
        versions.append(
            RecordVersion(
                record_id=record.pk, number=record.version_number, content=text, sha256=sha256(text), schema=SCHEMA,
                reason=reason, role=role, approved_by=by, approved_at=now,
            )
        )  # fmt: skip
        changes.append((record.key, content))
        for other, keys in named_keys(type(record), content).items():
            named.setdefault(other, set()).update(keys)
    RecordVersion.objects.bulk_create(versions, batch_size=500)
    steps = [
        StatusChange(
            record_id=record.pk,
            from_status=before[record.pk],
            to_status=Status.PUBLISHED,
            reason=reason,
            changed_by=by,
            changed_at=now,
            is_self_approval=by is not None and record.created_by_id == by.pk,
        )
        for record, _content in held
    ]
    StatusChange.objects.bulk_create(steps, batch_size=500)
    followers.tell(approve_entries(named) + changes)


def approve_entries(named):
    """Approve the directory entries these records name; they become public with them. Returns the changes to tell."""
    changes = []
    for model, keys in named.items():
        if not issubclass(model, Entry):
            continue
        for some in batches(keys):
            waiting = model.objects.filter(key__in=some, approved_at__isnull=True)
            ids = sorted(waiting.values_list("pk", flat=True))
            if not ids:
                continue
            model.objects.filter(pk__in=ids).approve()
            changes += [(row.path, {}) for row in model.objects.filter(pk__in=ids).order_by("pk")]
    return changes


def locked(record):
    """The record as it is now, locked until the end of the transaction."""
    lock(Record, [record.pk])
    return record_models()[record.record_type].objects.get(pk=record.pk)


def require(record, status):
    if record.status != status:
        raise NotAllowed(
            [_("This step needs a record that is %(status)s; this one is %(now)s.")
             % {"status": Status(status).label, "now": record.get_status_display()}]
        )  # fmt: skip


def _hidden(keys):
    """Titles of the records among these keys that the public cannot see."""
    return Record.objects.filter(key__in=keys).exclude(status=Status.PUBLISHED).values_list("title", flat=True)


def _move(record, status, by, reason=""):
    StatusChange.objects.create(
        record_id=record.pk, from_status=record.status, to_status=status, reason=reason, changed_by=by,
        changed_at=timezone.now(),
    )  # fmt: skip
    record.status = status
    record.save()
    record.count_edit()
