"""From the tables to contents, in a number of queries that does not grow with the number of records."""

from collections import defaultdict
from datetime import date, time
from decimal import Decimal
from functools import cache, partial
from itertools import chain, product

from django.db import connection

from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.shape import RECORD_HEAD, is_reference, model_of, shape
from tvet_portal.records.models import Record

MOST_VALUES = 5_000  # in one query; SQLite takes 32,766
MOST_LOOKED_THROUGH = 20  # rows of which it is asked first which tables hold anything for them


def read(instance):
    """The content of one record or directory entry, as the tables hold it now."""
    return read_many(model_of(instance), [instance.pk])[0]


def read_many(model, ids):
    """The contents of several rows of one model, in the order of `ids`."""
    return Reader().contents(model, ids)


def head(record):
    """What stands first in the content of a record."""
    return {name: value for name in RECORD_HEAD if (value := getattr(record, name))}


class Row:
    """A fetched row with its lists of keys and its child rows."""

    __slots__ = ("lists", "object", "parts", "shape")

    def __init__(self, instance, row_shape):
        self.object, self.shape = instance, row_shape
        self.lists = {field.name: [] for field in row_shape.lists}
        self.parts = {part.name: [] for part in row_shape.parts}


def rows_among(queryset, lookup, values):
    """The rows whose column holds one of the values: any number of them, in few queries."""
    for some in batches(values, MOST_VALUES):
        yield from queryset.filter(**{f"{lookup}__in": some})


def tables_used(model, ids):
    """The names of the parts and lists of a model that hold anything for these rows.

    Most of the many tables of a record hold nothing for it: one question about all of them is quicker than each.
    """
    tables = tables_below(model)
    if len(tables) < 3 or len(ids) > MOST_LOOKED_THROUGH:
        return set(tables)
    among = f"IN ({', '.join(['%s'] * len(ids))})"
    asked = ", ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {column} {among})" for table, column in tables.values())
    values = [model._meta.pk.get_db_prep_value(pk, connection) for pk in ids]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", values * len(tables))
        return {name for name, holds in zip(tables, cursor.fetchone(), strict=True) if holds}


@cache
def tables_below(model):
    """Name of a part or list -> its table and the column that leads to the model, both quoted."""
    quote = connection.ops.quote_name
    found = {field.name: (field.m2m_db_table(), field.m2m_column_name()) for field in shape(model).lists}
    for part in shape(model).parts:
        found[part.name] = (part.model._meta.db_table, part.model._meta.get_field(part.parent).column)
    return {name: (quote(table), quote(column)) for name, (table, column) in found.items()}


def in_order(rows, model):
    """Rows by their model's ordering, sorted here because databases disagree on the order of texts."""
    for name in reversed(model._meta.ordering):
        attname = model._meta.get_field(name.removeprefix("-")).attname
        rows.sort(key=partial(_sorting_value, attname=attname), reverse=name.startswith("-"))
    return rows


def _sorting_value(row, *, attname):
    value = getattr(row.object, attname)
    return value is not None, value


def is_default(field, value):
    """Whether leaving the value out says the same."""
    return field.has_default() and value == field.get_default()


class Reader:
    """Fetches rows level by level, then looks up all keys they name at once."""

    def __init__(self):
        self.wanted = defaultdict(set)  # model -> primary keys whose content keys are needed
        self.keys = {}

    def contents(self, model, ids):
        rows = {row.object.pk: row for row in self.load(model, "pk", ids)}
        self.look_up_keys()
        return [self.write(rows[pk], rows[pk].object.path) for pk in ids]

    def load(self, model, lookup, ids):
        row_shape = shape(model)
        rows = in_order([Row(instance, row_shape) for instance in self.instances(model, lookup, ids)], model)
        by_id = {row.object.pk: row for row in rows}
        if not rows:
            return rows
        for field in row_shape.columns:
            if is_reference(field):
                ids = {getattr(row.object, field.attname) for row in rows}
                self.wanted[field.related_model] |= ids - {None}
        used = self.used(model, by_id)
        for field in row_shape.lists:
            if field.name in used:
                for owner, pk in self.pairs(field, by_id):
                    by_id[owner].lists[field.name].append(pk)
                    self.wanted[field.related_model].add(pk)
        for part in row_shape.parts:
            if part.name not in used:
                continue
            attname = part.model._meta.get_field(part.parent).attname
            for child in self.load(part.model, part.parent, by_id):
                by_id[getattr(child.object, attname)].parts[part.name].append(child)
        return rows

    def instances(self, model, lookup, ids):
        return rows_among(model._base_manager.filter(**getattr(model, "content_filter", {})).order_by(), lookup, ids)

    def used(self, model, ids):
        return tables_used(model, ids)

    def pairs(self, field, owners):
        """The ids of the rows that hold a list and of what they name, in its order."""
        through = field.remote_field.through._base_manager
        source, target = field.m2m_column_name(), field.m2m_reverse_name()
        found = through.order_by().values_list("id", source, target)
        return [pair for _id, *pair in sorted(rows_among(found, source, owners))]

    def look_up_keys(self):
        for model, ids in self.wanted.items():
            pairs = model._base_manager.order_by().values_list("pk", model.content_key)
            self.keys[model] = dict(rows_among(pairs, "pk", ids))

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
            written = head(row.object)
        for field in row.shape.fields:
            if field.many_to_many:
                value = [self.key_of(field.related_model, pk, root) for pk in row.lists[field.name]]
            else:
                value = self._plain(field, row.object, root)
            if value not in (None, "", []) and not is_default(field, value):
                written[field.name] = value
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


class BuiltReader(Reader):
    """Reads contents off rows that were built and have just been written: nothing is fetched again.

    `keys` are those by which they were written.
    """

    def __init__(self, built, keys):
        super().__init__()
        self.found, self.listed = defaultdict(list), defaultdict(list)
        for root, _content in built.roots:
            self.found[type(root), "pk", root.pk].append(root)
        for model, parts in built.parts.items():
            parents = [
                field for field in model._meta.fields if is_reference(field) and field.name not in shape(model).names
            ]
            for part, parent in product(parts, parents):
                if all(getattr(part, name) == value for name, value in model.content_filter.items()):
                    self.found[model, parent.name, getattr(part, parent.attname)].append(part)
        for reference in built.list_references:
            self.listed[reference.field, reference.owner.pk].append(keys.get(reference))
        self.keys = {model: {pk: key for key, pk in found.items()} for model, found in keys.found.items()}

    def instances(self, model, lookup, ids):
        return chain.from_iterable(self.found.get((model, lookup, pk), ()) for pk in ids)

    def used(self, model, ids):
        return set(tables_below(model))

    def pairs(self, field, owners):
        return [(owner, pk) for owner in owners for pk in self.listed.get((field, owner), ())]

    def look_up_keys(self):
        """They are known already."""
