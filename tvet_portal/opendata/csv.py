"""CSV for programs and spreadsheets: RFC 4180, UTF-8, streamed, and safe to open in a spreadsheet."""

import csv
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from tvet_portal.opendata.pieces import gathered

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
BOM = "\ufeff"
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def table_response(name, header, rows, *, with_bom=False):
    """Any table as a CSV file to download: `table_response("network", [_("Country"), _("Ties")], rows)`.

    `name` becomes a dated file name; `header` are the names of the columns; `rows` may be a generator, and is read
    while the file is sent. A cell is a text, a number, None, or a list of texts, which stand behind one another with
    semicolons. No text can become a formula. `with_bom` helps old spreadsheets to see that it is UTF-8.
    """
    disposition = content_disposition_header(True, f"{name}-{timezone.localdate():%Y-%m-%d}.csv")
    return StreamingHttpResponse(
        pieces(chain([header], rows), with_bom=with_bom),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": disposition},
    )


def write(extract):
    """An extract as a table under the codes of its columns."""
    return pieces(chain([extract.codes], map(dict.values, extract.rows())), with_bom=extract.with_bom)


def pieces(lines, *, with_bom=False):
    """The text of a table, many lines at a time."""
    writer = csv.writer(Echo())
    texts = (writer.writerow(map(harmless, line)) for line in lines)
    return gathered(chain([BOM] if with_bom else [], texts))


def harmless(value):
    """A value as a cell. A text that a spreadsheet would take for a formula gets an apostrophe."""
    kind = type(value)
    if kind is bool:
        return str(value).lower()
    if value is None or kind is int or kind is float:
        return value
    text = value if kind is str else "; ".join(map(str, value)) if kind in (list, tuple) else str(value)
    return f"'{text}" if text.startswith(BEGINS_FORMULA) else text


class Echo:
    """A file that gives back what is written into it."""

    def write(self, text):
        return text
