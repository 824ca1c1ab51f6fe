"""From records and entries to the rows of a table, in batches: what somebody may see, as a file that can come back."""

from itertools import groupby

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tvet_portal.records import content as contents
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.shape import model_of
from tvet_portal.records.models import Record
from tvet_portal.tables.files import FORMATS, write


def response(table, columns, extension, rows, name):
    """A table as a file to download, with what its columns take."""
    disposition = content_disposition_header(True, f"{name}-{timezone.localdate():%Y-%m-%d}.{extension}")
    return StreamingHttpResponse(
        write(extension, columns, rows, notes(table)),
        content_type=FORMATS[extension],
        headers={"Content-Disposition": disposition},
    )


def notes(table):
    """What each column takes: its name, words, an example, the choices."""
    yield _("Column"), _("What it takes"), _("Example"), _("Choices")
    for column in table.columns:
        choices = "\n".join(f"{value}: {label}" for value, label in column.choices)
        yield column.name, str(column.help_text), column.example, choices


def rows_of(table, queryset):
    """The rows of a table for these rows of its page, as texts by column."""
    if table.is_row_a_root:
        found = queryset.filter(merged_into=None) if hasattr(table.model, "merged_into") else queryset
        for some in batches(found.values_list("pk", flat=True)):
            yield from (row for _key, row in written(table, table.model, some))
        return
    wanted = set(queryset.values_list("path", flat=True))
    keys = sorted({"/".join(path.split("/")[:2]) for path in wanted})
    for some in batches(keys, 100):
        records = Record.objects.filter(key__in=some).order_by("record_type", "key")
        for model, of_type in groupby(records, model_of):
            for key, row in written(table, model, [record.pk for record in of_type]):
                if f"{key}/provisions/{row['point']}/progress/{row['key']}" in wanted:
                    yield row


def written(table, model, ids):
    """The rows of several records or entries, each with the key of that."""
    instances = model._base_manager.in_bulk(ids)
    for pk, content in zip(ids, contents.read_many(model, ids), strict=True):
        yield from ((instances[pk].key, row) for row in table.written(instances[pk], content))
