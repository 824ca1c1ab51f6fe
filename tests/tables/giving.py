"""Somebody takes a table along, changes it and gives it back, without a page being drawn."""

import csv
import io

from django.contrib import admin
from django.test import RequestFactory

from tvet_portal.tables import exporting, files
from tvet_portal.tables.declared import tables
from tvet_portal.tables.importing import Import


def exported(model, extension="csv", queryset=None):
    """The bytes of the table of all rows of a model."""
    table = tables()[model]
    columns = [column.name for column in table.columns]
    rows = exporting.rows_of(table, model._default_manager.all() if queryset is None else queryset)
    return b"".join(files.write(extension, columns, rows, exporting.notes(table)))


def rows_of(model):
    """The rows of an export as dicts, to be changed."""
    return list(csv.DictReader(io.StringIO(exported(model).decode("utf-8-sig"), newline="")))


def as_csv(rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def give(user, model, data, *, dry=False, reason="A better list", name="table.csv"):
    """Give a table, as bytes or as rows; the Import says what became of it."""
    request = RequestFactory().post("/")
    request.user = user
    admin.site.get_model_admin(model)  # there is a page for it
    data = as_csv(data) if isinstance(data, list) else data
    work = Import(tables()[model], *files.read(name, data), request, reason)
    work.run(dry=dry)
    return work


def said(work):
    """What became of each line: its number, verdict, and the columns with faults or changes."""
    return [
        (row.line.number, str(row.verdict), [column for column, *_rest in row.errors or row.changes])
        for row in work.rows
    ]
