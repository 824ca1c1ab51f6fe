"""From built rows into the tables: roots one by one, parts in bulk. Everything or nothing."""

from collections import defaultdict

from django.db import connection

from tvet_portal.records.content.building import Problem
from tvet_portal.records.content.shape import shape
from tvet_portal.records.models import Record, RecordSlug
from tvet_portal.values.parts import Part, id_of

BATCH = 500


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
    """Content key -> primary key of the rows that exist."""
    found, keys = {}, list(keys)
    for start in range(0, len(keys), BATCH):
        where = {f"{model.content_key}__in": keys[start : start + BATCH]}
        found.update(model._base_manager.filter(**where).values_list(model.content_key, "pk"))
    return found


def write(built, tick=lambda: None):
    """Save the roots, then replace their parts. Call inside `atomic()`; `tick` is called once a root."""
    keys = Keys(built)
    existing = defaultdict(list)
    for instance, _content in built.roots:
        if instance.pk is not None:
            existing[type(instance)].append(instance.pk)
    for model, ids in existing.items():
        delete_parts(model, ids)
    late = _save_roots(built, keys, tick)
    _set_references(built, keys, late)
    for model, instances in built.parts.items():
        model._base_manager.bulk_create(instances, batch_size=BATCH)
    _write_lists(built, keys)
    connection.check_constraints()


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


def _save_roots(built, keys, tick):
    """Save every root. References to roots not saved yet come back, to be set afterwards."""
    by_owner = defaultdict(list)
    for reference in built.references:
        by_owner[id(reference.owner)].append(reference)
    late = []
    for instance, _content in built.roots:
        for reference in by_owner[id(instance)]:
            setattr(instance, reference.field.attname, keys.get(reference))
            if keys.get(reference) is None:
                late.append(reference)
        instance.save(force_insert=instance.pk is None)
        keys.add(instance)
        tick()
    return late


def _set_references(built, keys, late):
    roots = {id(instance) for instance, _content in built.roots}
    for reference in built.references:
        if id(reference.owner) not in roots:
            setattr(reference.owner, reference.field.attname, keys.get(reference))
    changed = {id(reference.owner): reference.owner for reference in late}
    for reference in late:
        setattr(reference.owner, reference.field.attname, keys.get(reference))
    for owner in changed.values():
        owner.save(force_update=True)


def _write_lists(built, keys):
    rows = defaultdict(list)
    for reference in built.list_references:
        field = reference.field
        through = field.remote_field.through
        source, target = (
            through._meta.get_field(name).attname for name in (field.m2m_field_name(), field.m2m_reverse_field_name())
        )
        rows[through].append(through(**{source: reference.owner.pk, target: keys.get(reference)}))
    for through, instances in rows.items():
        through._base_manager.bulk_create(instances, batch_size=BATCH)


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
    for start in range(0, len(ids), BATCH):
        rows = RecordSlug.objects.filter(record__in=ids[start : start + BATCH])
        known |= set(rows.values_list("record_id", "slug"))
    new = [
        RecordSlug(record_id=record.pk, record_type=record.record_type, slug=slug)
        for record, former in former_by_record.items()
        for slug in {*former, record.slug}
        if (record.pk, slug) not in known
    ]
    RecordSlug.objects.bulk_create(new, batch_size=BATCH)


def keep_slug(record, former=()):
    keep_slugs({record: former})
