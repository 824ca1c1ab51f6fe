"""From built rows into the tables, many at once. Everything or nothing."""

from collections import defaultdict
from functools import partial
from itertools import chain, groupby

from django.db import connection, router
from django.db.models import F
from django.db.models.functions import Coalesce

from tvet_portal.directory.models import Entry
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.building import Problem
from tvet_portal.records.content.shape import shape
from tvet_portal.records.models import Record, RecordSlug
from tvet_portal.values.parts import Part, id_of


def find_missing(built):
    """Problems of keys that stand for nothing, neither in the database nor in what is built."""
    present = defaultdict(set)
    for instance, _content in built.roots:
        for model in (type(instance), Record if isinstance(instance, Record) else type(instance)):
            present[model].add(getattr(instance, model.content_key))
    for path, model in built.paths.items():
        present[model].add(path)
    references = built.references + built.list_references
    unknown = defaultdict(set)
    for reference in references:
        model = reference.field.related_model
        if reference.key not in present[model]:
            unknown[model].add(reference.key)
    for model, keys in unknown.items():
        present[model] |= set(find(model, keys))
    for reference in references:
        model = reference.field.related_model
        if reference.key not in present[model]:
            message = f"no {model._meta.verbose_name} has the key {reference.key!r}"
            yield Problem(reference.root, reference.steps, message)


def find(model, keys):
    """Content key -> primary key of the rows that exist; of what it was merged into, where it was."""
    found, stands = {}, Coalesce("merged_into", "pk") if issubclass(model, Entry) else F("pk")
    for some in batches(keys):
        rows = model._base_manager.filter(**{f"{model.content_key}__in": some})
        found.update(rows.values_list(model.content_key, stands))
    return found


def write(built, tick):
    """Save the roots, then replace their parts. Call inside `atomic()`; `tick` hears how many rows of how many.

    Returns the keys of all they name.
    """
    keys = Keys(built)
    total = len(built.roots) + sum(map(len, built.parts.values())) + len(built.list_references)
    saved = partial(tick, total=total)
    existing = defaultdict(list)
    for instance, _content in built.roots:
        if instance.pk is not None:
            existing[type(instance)].append(instance.pk)
    for model, ids in existing.items():
        for some in batches(ids):
            delete_parts(model, some)
    late = _save_roots(built, keys, saved)
    _set_references(built, keys, late)
    for model, instances in built.parts.items():
        _insert(model, instances, saved)
    _write_lists(built, keys, saved)
    connection.check_constraints()
    return keys


def _insert(model, instances, saved):
    for some in batches(instances):
        model._base_manager.bulk_create(some)
        saved(len(some))


class Keys:
    """Primary keys by content key: of parts computed from the path, of others looked up once."""

    def __init__(self, built):
        wanted = defaultdict(set)
        for reference in built.references + built.list_references:
            wanted[reference.field.related_model].add(reference.key)
        self.found = {
            model: {key: id_of(key) for key in keys} if issubclass(model, Part) else find(model, keys)
            for model, keys in wanted.items()
        }

    def get(self, reference):
        return self.found.get(reference.field.related_model, {}).get(reference.key)

    def add(self, instance):
        """A root has been saved: references to it can be set now."""
        for model in {type(instance), Record if isinstance(instance, Record) else type(instance)}:
            if model in self.found:
                self.found[model][getattr(instance, model.content_key)] = instance.pk


def _save_roots(built, keys, saved):
    """Save every root. References to roots not saved yet come back, to be set afterwards."""
    by_owner = defaultdict(list)
    for reference in built.references:
        if not isinstance(reference.owner, Part):
            by_owner[id(reference.owner)].append(reference)
    late = []
    for model, instances in groupby((instance for instance, _content in built.roots), type):
        for some in batches(instances):
            for reference in chain.from_iterable(by_owner[id(instance)] for instance in some):
                setattr(reference.owner, reference.field.attname, keys.get(reference))
                if keys.get(reference) is None:
                    late.append(reference)
            _save(model, some)
            for instance in some:
                keys.add(instance)
            saved(len(some))
    return late


def _save(model, instances):
    """Save roots of one model, new ones all at once."""
    for instance in instances:
        if instance.pk is not None:
            instance.save()
    if new := [instance for instance in instances if instance.pk is None]:
        if issubclass(model, Record):
            _insert_records(model, new)
        else:
            model._base_manager.bulk_create(new)


def _insert_records(model, instances):
    """New records into their two tables: `bulk_create` would refuse the second, and does not need to for the first."""
    Record._base_manager.bulk_create(instances)
    for instance in instances:
        instance.pk = instance.id
    model._base_manager._insert(instances, model._meta.local_concrete_fields, using=router.db_for_write(model))


def _set_references(built, keys, late):
    for reference in built.references:
        if isinstance(reference.owner, Part):
            setattr(reference.owner, reference.field.attname, keys.get(reference))
    changed = {id(reference.owner): reference.owner for reference in late}
    for reference in late:
        setattr(reference.owner, reference.field.attname, keys.get(reference))
    for owner in changed.values():
        owner.save(force_update=True)


def _write_lists(built, keys, saved):
    rows = defaultdict(list)
    for reference in built.list_references:
        field = reference.field
        through = field.remote_field.through
        source, target = (
            through._meta.get_field(name).attname for name in (field.m2m_field_name(), field.m2m_reverse_field_name())
        )
        rows[through].append(through(**{source: reference.owner.pk, target: keys.get(reference)}))
    for through, instances in rows.items():
        _insert(through, instances, saved)


def delete_parts(model, ids, lookup="pk"):
    """Delete all parts of some roots, leaves first. Their ids are the same when they are written again."""
    for part in shape(model).parts:
        below = part.parent if lookup == "pk" else f"{part.parent}__{lookup}"
        delete_parts(part.model, ids, below)
        doomed = part.model._base_manager.filter(**{f"{below}__in": ids})
        doomed.filter(**getattr(part.model, "content_filter", {}))._raw_delete(doomed.db)
    for many in shape(model).lists:
        through = many.remote_field.through._base_manager
        owner = many.m2m_field_name()
        rows = through.filter(**{f"{owner if lookup == 'pk' else f'{owner}__{lookup}'}__in": ids})
        rows._raw_delete(rows.db)


def keep_slugs(former_by_record):
    """Note the addresses records have or had (record -> former ones): a slug is never given to another record."""
    known = set()
    ids = [record.pk for record in former_by_record]
    for some in batches(ids):
        rows = RecordSlug.objects.filter(record__in=some)
        known |= set(rows.values_list("record_id", "slug"))
    new = [
        RecordSlug(record_id=record.pk, record_type=record.record_type, slug=slug)
        for record, former in former_by_record.items()
        for slug in {*former, record.slug}
        if (record.pk, slug) not in known
    ]
    RecordSlug.objects.bulk_create(new, batch_size=500)


def keep_slug(record, former=()):
    keep_slugs({record: former})
