"""CSV for programs and spreadsheets: RFC 4180, UTF-8, streamed, and safe to open in a spreadsheet."""

import csv
from io import StringIO

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

BOM = "\ufeff"
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
PIECE = 32_768  # characters that are sent at once


def table_response(name, header, rows, *, with_bom=False):
    """Any table as a CSV file to download: `table_response("network", [_("Country"), _("Ties")], rows)`.

    `name` becomes a dated file name; `header` are the names of the columns; `rows` may be a generator, and is read
    while the file is sent. A cell is a text, a number, None, or a list of texts, which stand behind one another with
    semicolons. No text can become a formula. `with_bom` helps old spreadsheets to see that it is UTF-8.
    """
    lines = _lines(header, rows)
    disposition = content_disposition_header(True, f"{name}-{timezone.localdate():%Y-%m-%d}.csv")
    return StreamingHttpResponse(
        pieces(lines, with_bom=with_bom),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": disposition},
    )


def pieces(lines, *, with_bom=False):
    """The text of a table, some lines at a time."""
    buffer = StringIO(newline="")
    buffer.write(BOM if with_bom else "")
    writer = csv.writer(buffer)
    for line in lines:
        writer.writerow(map(harmless, line))
        if buffer.tell() > PIECE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def harmless(value):
    """A value as a cell. A text that a spreadsheet would take for a formula gets an apostrophe."""
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(BEGINS_FORMULA) else text


def _lines(header, rows):
    yield header
    yield from rows
