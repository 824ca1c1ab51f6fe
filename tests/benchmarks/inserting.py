"""Rows into tables as fast as a database takes them: by COPY on PostgreSQL."""

import csv
import io
import json
from contextlib import contextmanager
from functools import cache

from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField, Max

NOTHING = "\\N"
BATCH = 500


def new(model, **values):
    """An unsaved row, made like another one: to ask every field for its default takes thirty times as long."""
    row = model.__new__(model)
    vars(row).update(defaults(model))
    for name, value in values.items():
        setattr(row, name, value)
    return row


@cache
def defaults(model):
    return vars(model())


def insert(model, rows):
    """Insert rows that have all that their columns need. Those of a parent's table are taken from its child's rows."""
    rows = list(rows)
    columns = [field for field in model._meta.local_concrete_fields if not leaves_key_to_database(field, rows)]
    if connection.vendor == "postgresql":
        copy(model, columns, rows)
        return
    for start in range(0, len(rows), BATCH):
        model._base_manager.all()._insert(rows[start : start + BATCH], fields=columns)


def leaves_key_to_database(field, rows):
    return field.primary_key and all(row.pk is None for row in rows)


def copy(model, columns, rows):
    text = io.StringIO()
    readers = [reader(column) for column in columns]
    csv.writer(text).writerows([read(row) for read in readers] for row in rows)
    text.seek(0)
    names = ", ".join(connection.ops.quote_name(column.column) for column in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {model._meta.db_table} ({names}) FROM STDIN (FORMAT csv, NULL '{NOTHING}')", text)


def reader(column):
    """The function that gives the value of a column as COPY takes it."""
    name = column.attname
    if isinstance(column, JSONField):
        return lambda row: json.dumps(getattr(row, name))
    if getattr(column, "auto_now_add", False):
        return lambda row: column.pre_save(row, add=True)

    def read(row):
        value = getattr(row, name)
        return NOTHING if value is None else value

    return read


def next_key(model):
    return (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1


def reset_keys(*models):
    """Let the database go on counting after the keys that were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@contextmanager
def without_checks():
    """PostgreSQL does not look up what a row refers to: that takes as long as the row itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
    yield
