"""The one place that changes a status: draft, in review, published, withdrawn. Each step writes one log line."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.directory import approval, followers
from tvet_portal.directory.approval import may_publish
from tvet_portal.directory.models import Entry
from tvet_portal.records import content as contents
from tvet_portal.records import references, rights, targets
from tvet_portal.records.completeness import missing
from tvet_portal.records.content import SCHEMA, canonical, record_models, sha256
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.walking import named_keys, named_records
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import Record, RecordVersion, StatusChange
from tvet_portal.records.models.records import Status
from tvet_portal.values.revisions import lock

# What a step changes of a record.
STANDING = ["status", "reference", "published_at", "withdrawn_at", "withdrawn_reason", "version_number"]
FIRST_PUBLICATION = "first publication"
PUBLISHER, OWN_WRITER = "publisher", "own_writer"  # in which role somebody approved


class NotAllowed(Exception):
    """The step cannot be taken; `reasons` say why, in sentences for the person who asked."""

    def __init__(self, reasons):
        self.reasons = [str(reason) for reason in reasons]
        super().__init__(" ".join(self.reasons))


@transaction.atomic
def submit(record, by):
    """A writer hands a draft to review."""
    record = locked(record)
    require(record, Status.DRAFT)
    require_right(contents.read(record), by)  # his own draft, too, has to name one of his countries by now
    _move(record, Status.IN_REVIEW, by)
    audit.note("submit", by, record=record.key)


@transaction.atomic
def send_back(record, by, reason):
    """A publisher sends it back to its writer, with a remark."""
    record = locked(record)
    require(record, Status.IN_REVIEW)
    require_right(contents.read(record), by)
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
    require_right(content, by)
    wrote = writers_of(record)
    refuse_own(wrote, by, content)
    reasons = find_reasons(record, content)
    if reasons:
        raise NotAllowed(reasons)
    before = record.status
    set_published([record])
    record.save(update_fields=STANDING)
    keep_slug(record)
    held = [(record, contents.head(record) | content)]  # its reference may be new
    role, reason = OWN_WRITER if by.pk in wrote else PUBLISHER, reason or FIRST_PUBLICATION
    approve(held, by=by, reason=reason, role=role, before={record.pk: before})
    more = {"self_approval": True} if role == OWN_WRITER else {}
    audit.note("publish", by, record=record.key, version=record.version_number, reason=reason, **more)


@transaction.atomic
def withdraw(record, by, reason):
    """The record leaves the public; its address says since when and why. One person can, for it may be urgent."""
    record = locked(record)
    require(record, Status.PUBLISHED)
    if not may_publish(by):
        raise NotAllowed([_("Only a publisher can withdraw a record.")])
    require_right(contents.read(record), by)
    if not reason:
        raise NotAllowed([_("Say why the record is withdrawn.")])
    record.withdrawn_at, record.withdrawn_reason = timezone.now(), reason
    _move(record, Status.WITHDRAWN, by, reason)
    audit.note("withdraw", by, record=record.key, reason=reason)
    followers.tell([(record.key, None)])


def proposes(user):
    """Whether what somebody saves of a public record is a proposal: nobody changes alone what two people approve."""
    return approval.needs_two_people() or not may_publish(user)


def count_edit(record, by):
    """Somebody has written in a record: until it is approved, it is his."""
    record.count_edit()
    if by is not None:
        approval.note_writer(record.key, by)


def writers_of(record):
    """The ids of those who wrote what nobody has approved yet."""
    first = set() if record.version_number or record.created_by_id is None else {record.created_by_id}
    return first | approval.writers_of(record.key)


def why_not_alone(record, by):
    """Why a publisher cannot publish what he wrote, naming who can; nothing if he can."""
    wrote = writers_of(record)
    return own_work(wrote, by, contents.read(record)) if by.pk in wrote else ""


def own_work(wrote, by, content):
    """Why somebody cannot approve this, among whose writers he is; nothing if he can."""
    if by.pk not in wrote or not approval.needs_two_people():
        return ""
    return approval.who_else(wrote, rights.codes_in(content))


def refuse_own(wrote, by, content):
    if sentence := own_work(wrote, by, content):
        raise NotAllowed([sentence])


def require_right(content, by):
    """Refuse who works on other countries than those of a content."""
    if sentence := rights.objection(content, by):
        raise NotAllowed([sentence])


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
            is_self_approval=role == OWN_WRITER,
        )
        for record, _content in held
    ]
    StatusChange.objects.bulk_create(steps, batch_size=500)
    for some in batches(record.key for record, _content in held):
        approval.forget_writers(some)
    followers.tell(approve_entries(named) + changes)


def entries_waiting(model, content):
    """The directory entries a content names that are not public yet, and will be with it."""
    for other, keys in named_keys(model, content).items():
        if issubclass(other, Entry):
            yield from other.objects.filter(key__in=keys, approved_at__isnull=True)


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
            approval.forget_writers([f"{model.entry_type}/{key}" for key in some])
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
    record.save(update_fields=STANDING)
    record.count_edit()
