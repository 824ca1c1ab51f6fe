"""From the tables to contents, in a number of queries that does not grow with the number of records."""

from collections import defaultdict
from datetime import date, time
from decimal import Decimal
from functools import partial

from tvet_portal.records.content.shape import RECORD_HEAD, is_reference, record_models, shape
from tvet_portal.records.models import Record


def read(instance):
    """The content of one record or directory entry, as the tables hold it now."""
    if type(instance) is Record:
        instance = record_models()[instance.record_type].objects.get(pk=instance.pk)
    return read_many(type(instance), [instance.pk])[0]


def read_many(model, ids):
    """The contents of several rows of one model, in the order of `ids`."""
    reader = Reader()
    rows = {row.object.pk: row for row in reader.load(model, {"pk__in": list(ids)})}
    reader.look_up_keys()
    return [reader.write(rows[pk], rows[pk].object.path) for pk in ids]


class Row:
    """A fetched row with its lists of keys and its child rows."""

    __slots__ = ("lists", "object", "parts", "shape")

    def __init__(self, instance, row_shape):
        self.object, self.shape = instance, row_shape
        self.lists = {field.name: [] for field in row_shape.lists}
        self.parts = {part.name: [] for part in row_shape.parts}


def in_order(rows, ordering):
    """Rows by their model's ordering, sorted here because databases disagree on the order of texts."""
    for name in reversed(ordering):
        field, descending = name.removeprefix("-"), name.startswith("-")
        rows.sort(key=partial(_sorting_value, field=field), reverse=descending)
    return rows


def _sorting_value(row, *, field):
    value = getattr(row.object, row.object._meta.get_field(field).attname)
    return value is not None, value


def is_default(field, value):
    """Whether leaving the value out says the same."""
    return field is not None and field.has_default() and value == field.get_default()


class Reader:
    """Loads rows level by level, then looks up all keys they name at once."""

    def __init__(self):
        self.wanted = defaultdict(set)  # model -> primary keys whose content keys are needed
        self.keys = {}

    def load(self, model, where):
        row_shape = shape(model)
        found = model._base_manager.filter(**where, **getattr(model, "content_filter", {}))
        rows = in_order([Row(instance, row_shape) for instance in found.order_by("pk")], model._meta.ordering)
        by_id = {row.object.pk: row for row in rows}
        if not rows:
            return rows
        for field in row_shape.columns:
            if is_reference(field):
                ids = {getattr(row.object, field.attname) for row in rows}
                self.wanted[field.related_model] |= ids - {None}
        for field in row_shape.lists:
            self._load_list(field, by_id)
        for part in row_shape.parts:
            attname = part.model._meta.get_field(part.parent).attname
            for child in self.load(part.model, {f"{part.parent}__in": list(by_id)}):
                by_id[getattr(child.object, attname)].parts[part.name].append(child)
        return rows

    def _load_list(self, field, by_id):
        through = field.remote_field.through._base_manager
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        pairs = through.filter(**{f"{source}__in": list(by_id)}).order_by("id").values_list(source, target)
        for owner, pk in pairs:
            by_id[owner].lists[field.name].append(pk)
            self.wanted[field.related_model].add(pk)

    def look_up_keys(self):
        for model, ids in self.wanted.items():
            pairs = model._base_manager.filter(pk__in=ids).values_list("pk", model.content_key)
            self.keys[model] = dict(pairs)

    def key_of(self, model, pk, root):
        """The key that stands for a row; a part of the same record by its path within it."""
        key = self.keys[model][pk]
        return key.removeprefix(f"{root}/") if model.content_key == "path" else key

    def write(self, row, root):
        """One row as a plain dict. Empty values and defaults are left out."""
        written = {}
        if row.shape.is_part:
            written["key"] = row.object.key
        elif isinstance(row.object, Record):
            written = {name: value for name in RECORD_HEAD if (value := getattr(row.object, name))}
        fields = {field.name: field for field in row.shape.columns}
        for name in row.shape.model.content_fields:
            if name in fields:
                value = self._plain(fields[name], row.object, root)
            else:
                related = row.shape.model._meta.get_field(name).related_model
                value = [self.key_of(related, pk, root) for pk in row.lists[name]]
            if value not in (None, "", []) and not is_default(fields.get(name), value):
                written[name] = value
        for part in row.shape.parts:
            if row.parts[part.name]:
                written[part.name] = [self.write(child, root) for child in row.parts[part.name]]
        return written

    def _plain(self, field, instance, root):
        value = getattr(instance, field.attname)
        if value is None:
            return None
        if is_reference(field):
            return self.key_of(field.related_model, value, root)
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, time):
            return value.isoformat("minutes")
        return value.isoformat() if isinstance(value, date) else value
