"""Two entries of the directory become one: what named the one names the other, in one transaction, and can be undone.

Every row that named the entry is written down by its key. Undoing sends back those that still name the other; what
somebody has changed meanwhile stays. Public records whose text becomes another get a version, with the merge as reason.
"""

from functools import wraps

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.directory import approval, followers, limits
from tvet_portal.directory.models import AreaLabel, CooperationArea, Organisation, OrganisationName, Person, PersonName
from tvet_portal.records import content as contents
from tvet_portal.records import rights, workflow
from tvet_portal.records.completeness import missing
from tvet_portal.records.models import Apart, Merge, Participation, Record, RecordVersion
from tvet_portal.records.models.records import Status
from tvet_portal.records.workflow import NotAllowed
from tvet_portal.values.parts import Part, root_lookup
from tvet_portal.values.revisions import lock

MODELS = {model.entry_type: model for model in (Organisation, Person, CooperationArea)}
OWN = ("slugs", "citations", "blanks")  # what is said of an entry itself stays with it


def columns(model):
    """(model, field) of every column that names an entry, but for its own parts, addresses and evidence.

    What was merged into it before is among them: it then leads on to the other.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.one_to_many or relation.get_accessor_name() in OWN:
            continue
        parent = getattr(relation.related_model, "parent_field", None)
        if not (parent == relation.field.name and issubclass(relation.related_model, Part)):
            yield relation.related_model, relation.field.name


def own_parts(model):
    """The parts of an entry that go over as copies: its other names, its ties, its successions."""
    for relation in model._meta.related_objects:
        if getattr(relation.related_model, "parent_field", None) == relation.field.name:
            yield relation.related_model, relation.field.name


def owner_of(model, field):
    """The column that names the owner in a table between two, such as that of the bodies a party acts through."""
    if not model._meta.auto_created:
        return None
    return next(each.name for each in model._meta.fields if each.is_relation and each.name != field)


def columns_of_records(model):
    """Those of these columns that stand in a record."""
    return [column for column in columns(model) if issubclass(root_model(holder(*column)), Record)]


def holder(model, field):
    """The model of which a row names the entry in a column: of a table between two, the owner's."""
    owner = owner_of(model, field)
    return model._meta.get_field(owner).related_model if owner else model


def records_naming(entry):
    """The ids of all records in which an entry is named."""
    found = set()
    for model, field in columns_of_records(type(entry)):
        way = "__".join(filter(None, [owner_of(model, field), root_lookup(holder(model, field))])) or "pk"
        found |= set(model._base_manager.filter(**{field: entry.pk}).values_list(way, flat=True))
    return found


def root_model(model):
    """The model of the record or entry that a part belongs to; any other model is its own."""
    while issubclass(model, Part):
        model = model._meta.get_field(model.parent_field).related_model
    return model


def workable(rows, user):
    """Those of these merges of which somebody works on both entries."""
    if limits.countries_of(user) is None:
        return rows
    return _of_entries(rows, lambda model: limits.workable(model.objects, user))


def with_both(rows):
    """Those of these merges of which both entries are still there: one that waits may be deleted meanwhile."""
    return _of_entries(rows, lambda model: model.objects.all())


def _of_entries(rows, entries):
    own = Q()
    for name, model in MODELS.items():
        keys = entries(model).order_by().values("key")
        own |= Q(entry_type=name, gone__in=keys, kept__in=keys)
    return rows.filter(own)


def both(merge):
    """The entry that goes and the one that stays."""
    rows = MODELS[merge.entry_type].objects.in_bulk([merge.gone, merge.kept], field_name="key")
    return rows.get(merge.gone), rows.get(merge.kept)


def titles(rows):
    """Merge id -> the names of both entries as of today."""
    named = {}
    for entry_type, model in MODELS.items():
        keys = {key for merge in rows if merge.entry_type == entry_type for key in (merge.gone, merge.kept)}
        found = model.objects.filter(key__in=keys) if keys else ()
        named |= {(entry_type, entry.key): str(entry) for entry in found}
    return {row.pk: " → ".join(named.get((row.entry_type, key), key) for key in (row.gone, row.kept)) for row in rows}


def obstacles(gone, kept, by):
    """Why two entries cannot be merged, in sentences for somebody: titles that he may not read are left out."""
    if gone == kept:
        yield _("This is one entry already.")
    for entry in (gone, kept):
        if entry.merged_into_id:
            yield _("“%(entry)s” is merged already.") % {"entry": entry}
        if getattr(entry, "withheld_at", None):
            yield _("A name is withheld. Show it again first, merge them, then withhold it of both.")
    if gone.approved_at and not kept.approved_at:
        yield _("Approve “%(entry)s” first: what leads to the other leads the public there.") % {"entry": kept}
    for model, parent in own_parts(type(gone)):
        for name in ("other", "successor"):
            if name in {field.name for field in model._meta.fields}:
                pairs = ({parent: gone, name: kept}, {parent: kept, name: gone})
                if any(model.objects.filter(**pair).exists() for pair in pairs):
                    yield _("One is part of the other, or succeeds it: they are two.")
    if isinstance(gone, CooperationArea) and (gone.pk == kept.broader_id or kept.pk == gone.broader_id):
        yield _("One is part of the other, or succeeds it: they are two.")
    if isinstance(gone, Organisation):
        named = Participation.objects.filter(organisation=gone).values("record")
        twice = Participation.objects.filter(organisation=kept, record__in=named).values("record")
        records = Record.objects.filter(pk__in=twice)
        titles = list(rights.visible(records, by).values_list("title", flat=True)[:5])
        yield from (_("“%(title)s” names both: there they are two.") % {"title": title} for title in titles)
        if not titles and records.exists():
            yield _("A record that you do not see names both: there they are two.")


@transaction.atomic
def ask(gone, kept, by, reason):
    """Somebody says that two entries are one; nothing happens before it is done."""
    _require(by, gone, kept)
    if not reason:
        raise NotAllowed([_("Say why.")])
    if sentences := list(obstacles(gone, kept, by)):
        raise NotAllowed(sentences)
    return Merge.objects.create(
        entry_type=type(gone).entry_type, gone=gone.key, kept=kept.key, reason=reason, asked_by=by
    )


def why_not_alone(merge, by):
    """Why a publisher does not do what he asked for, naming who can; nothing if he does."""
    if by.pk != merge.asked_by_id or not approval.needs_two_people():
        return ""
    return approval.who_else({by.pk})


def undisturbed(function):
    """One merge after the other: what they lock crosses in too many ways."""

    @wraps(function)
    def run(merge, by):
        with transaction.atomic():
            list(Merge.objects.select_for_update().order_by("pk").values_list("pk")[:1])
            return function(merge, by)

    return run


@undisturbed
def do(merge, by):
    """What named the entry that goes names the one that stays."""
    touched = _lock_records(records_naming(both(merge)[0]))  # before the entries, as a publication does
    merge, gone, kept = _locked(merge)
    _require_publisher(by, gone, kept)
    if sentence := why_not_alone(merge, by):
        raise NotAllowed([sentence])
    if merge.done_at:
        raise NotAllowed([_("It is done already.")])
    if sentences := list(obstacles(gone, kept, by)):
        raise NotAllowed(sentences)
    if records_naming(gone) - set(touched):
        raise NotAllowed([_("Somebody has just named it in another record. Look again, then do it.")])
    try:
        with transaction.atomic():
            moved, removed = _move(gone, kept)
            merge.moves = {"moved": moved, "removed": removed, "copied": _copy(gone, kept), "records": touched}
    except IntegrityError as error:
        raise NotAllowed([_("Something names both, and a rule forbids it twice: look at it first.")]) from error
    gone.merged_into = kept
    gone.save()
    merge.done_by, merge.done_at = by, timezone.now()
    merge.save()
    _tell(merge, by, gone, kept, _reason(merge, gone, kept))
    audit.note("merge", by, entry=gone.path, into=kept.path, reason=merge.reason, records=len(touched))


@undisturbed
def close(merge, by):
    """The two are two: nobody is asked any longer. If a publisher says so, they are not suspected again either."""
    publishes = workflow.may_publish(by)
    if not publishes and by.pk != merge.asked_by_id:
        raise NotAllowed([_("Only a publisher, or who asked for it, can do this.")])
    _require(by, *both(merge))
    if not Merge.objects.filter(pk=merge.pk, done_at=None).delete()[0]:
        raise NotAllowed([_("It is no longer waiting.")])
    if publishes:
        one, other = sorted((merge.gone, merge.kept))
        Apart.objects.get_or_create(of=merge.entry_type, one=one, other=other, defaults={"said_by": by})
    audit.note("close a request to merge", by, gone=merge.gone, kept=merge.kept, reason=merge.reason)


@undisturbed
def undo(merge, by):
    """What was moved, and still is where it was moved to, goes back. It restores what was approved: one person may."""
    _lock_records(merge.moves.get("records", ()))
    merge, gone, kept = _locked(merge)
    _require_publisher(by, gone, kept)
    if not merge.done_at or merge.undone_at:
        raise NotAllowed([_("Only what is done can be undone.")])
    if gone.merged_into_id != kept.pk:
        raise NotAllowed([_("The entries have been changed since. Look at them.")])
    for label, field, column, values in merge.moves["moved"]:
        rows = apps.get_model(label)._base_manager.filter(**{f"{column}__in": values, field: kept.pk})
        rows.update(**{field: gone.pk})
    for label, field, column, values in merge.moves["removed"]:
        model = apps.get_model(label)
        rows = model._base_manager.filter(**{f"{column}__in": values, field: kept.pk})
        for value in list(rows.values_list(column, flat=True)):
            model._base_manager.get_or_create(**{column: value, f"{field}_id": gone.pk})
    for label, ids in merge.moves["copied"]:
        apps.get_model(label).objects.filter(pk__in=ids).delete()
    gone.merged_into = None
    gone.save()
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save()
    _tell(merge, by, gone, kept, _reason_of_undoing(gone, kept))
    audit.note("undo a merge", by, entry=gone.path, into=kept.path, records=len(merge.moves["records"]))


def _reason(merge, gone, kept):
    """Why, for the public. People are not named: a name may be withheld later, and a reason stays."""
    if isinstance(gone, Person):
        return _("Two entries were one person: %(reason)s") % {"reason": merge.reason}
    return _("%(gone)s is %(kept)s: %(reason)s") % {"gone": gone, "kept": kept, "reason": merge.reason}


def _reason_of_undoing(gone, kept):
    if isinstance(gone, Person):
        return _("Two entries are two people after all.")
    return _("%(gone)s is not %(kept)s after all.") % {"gone": gone, "kept": kept}


def _locked(merge):
    lock_ids = MODELS[merge.entry_type].objects.filter(key__in=(merge.gone, merge.kept)).values_list("pk", flat=True)
    lock(MODELS[merge.entry_type], list(lock_ids))
    merge = Merge.objects.get(pk=merge.pk)
    return merge, *both(merge)


def _lock_records(ids):
    ids = sorted(ids)
    lock(Record, ids)
    return ids


def _require(by, gone, kept):
    if not all(limits.may_work_on(entry, by) for entry in (gone, kept)):
        raise NotAllowed([_("Both have to belong to the countries you work on.")])


def _require_publisher(by, gone, kept):
    if not workflow.may_publish(by):
        raise NotAllowed([_("Only a publisher can do this.")])
    _require(by, gone, kept)


def _move(gone, kept):
    """Let every row that names the one name the other. Gives what was moved, and what stood there twice.

    A row is known by its key; a row of a list by its owner, for a list is written anew with every change.
    """
    moved, removed = [], []
    for model, field in columns(type(gone)):
        rows, owner = model._base_manager.filter(**{field: gone.pk}), owner_of(model, field)
        column = f"{owner}_id" if owner else "pk"
        if owner:
            twice = rows.filter(**{f"{owner}__in": model._base_manager.filter(**{field: kept.pk}).values(owner)})
            if values := known(twice, column):
                removed.append([model._meta.label, field, column, values])
                model._base_manager.filter(**{f"{column}__in": values, field: gone.pk}).delete()
        if values := known(rows, column):
            moved.append([model._meta.label, field, column, values])
            rows.update(**{field: kept.pk})
    return moved, removed


def known(rows, column):
    return [str(value) for value in rows.values_list(column, flat=True)]


def _copy(gone, kept):
    """Give the one that stays the names of the other, and its ties and successions. Gives the rows that were made."""
    copied = []
    for model, parent in own_parts(type(gone)):
        if model._meta.app_label != "directory":
            continue
        for part in model.objects.filter(**{parent: gone}):
            fields = {field.name: getattr(part, field.name) for field in model._meta.fields if field.name not in UNLIKE}
            copied.append(model.objects.create(**{**fields, parent: kept}))
    copied += [model.objects.create(**fields) for model, fields in _names(gone, kept)]
    return [[row._meta.label, [str(row.pk)]] for row in copied]


UNLIKE = ("id", "path", "key")


def _names(gone, kept):
    """The name of the entry that goes, as another name of the one that stays."""
    if isinstance(gone, Organisation):
        yield OrganisationName, {"organisation": kept, "text": gone.name, "kind": "variant"}
        if gone.acronym and gone.acronym != kept.acronym:
            yield OrganisationName, {"organisation": kept, "text": gone.acronym, "kind": "acronym"}
    elif isinstance(gone, Person):
        yield PersonName, {"person": kept, "text": gone.printed_name}
    else:
        yield AreaLabel, {"area": kept, "language": "en", "text": gone.label, "kind": "alternative"}


def _tell(merge, by, gone, kept, reason):
    """A version of each public record whose text became another, and word to all who follow."""
    for entry in (gone, kept):
        entry.count_edit()
    rows = Record.objects.filter(pk__in=merge.moves["records"])
    rows.update(revision=F("revision") + 1)
    held = [pair for model in contents.record_models().values() for pair in _changed(model, rows.published())]
    workflow.set_published([record for record, _content in held])
    for record, _content in held:
        record.save()
    is_own = by.pk == merge.asked_by_id and not merge.undone_at
    role = workflow.OWN_WRITER if is_own else workflow.PUBLISHER
    before = {record.pk: Status.PUBLISHED for record, _content in held}
    workflow.approve(held, by=by, reason=reason[:400], role=role, before=before)
    followers.tell([(gone.path, {}), (kept.path, {})])


def _changed(model, rows):
    """The records of a type whose text is no longer the public one, with their contents."""
    records = list(model.objects.filter(pk__in=rows.values("pk")).order_by("pk"))
    ids = [record.pk for record in records]
    newest = RecordVersion.objects.filter(record__in=ids, number=F("record__version_number"))
    public = dict(newest.values_list("record", "content"))
    for record, content in zip(records, contents.read_many(model, ids) if ids else [], strict=True):
        if contents.canonical(content) != public[record.pk]:
            if sentences := [sentence for _field, sentence in missing(content)]:
                raise NotAllowed([f"{record.title}: {' '.join(sentences)}"])
            yield record, content
