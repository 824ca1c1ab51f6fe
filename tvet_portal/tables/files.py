"""CSV and XLSX: from a file to lines of texts, within limits, and back."""

import csv
import io
import json
import time
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from tvet_portal.directory.files import apart, kinds
from tvet_portal.opendata.csv import Echo
from tvet_portal.opendata.pieces import gathered
from tvet_portal.opendata.xlsx import saved, set_widths, text_cell
from tvet_portal.tables import workbook
from tvet_portal.tables.cells import harmless, of_spreadsheet, of_text, of_workbook

openpyxl = SimpleLazyObject(partial(import_module, "openpyxl"))  # 7 MB that most workers never need
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8; header=present",
}
MOST_COLUMNS = 200
MOST_EMPTY = 10_000  # rows: a spreadsheet can say that it has a million
SECONDS = 20  # to read a file
WIDTH = 24  # characters
COMMENT = "#"


class NotATable(Exception):
    """A file cannot be read as a table; the sentence says why and what to do."""


@dataclass
class Line:
    """One row of a table as somebody typed it: its number in the spreadsheet, its texts by column, what is wrong."""

    number: int
    cells: dict = field(default_factory=dict)
    faults: dict = field(default_factory=dict)


def read(name, data):
    """The columns of a file, its lines, and how many comments were not read. Raises NotATable."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if len(data) > settings.TABLE_BYTES:
        raise NotATable(too_large())
    if extension not in FORMATS:
        raise NotATable(_("Give a table as .xlsx or .csv: files of another kind are not read."))
    rows = of_csv(data) if extension == "csv" else of_xlsx(name, data)
    return lines_of(rows)


def too_large():
    most = {"most": f"{settings.TABLE_BYTES / 2**20:.0f}"}
    return _("The file is larger than %(most)s MB. Give it in several parts.") % most


def of_csv(data):
    """Rows of pairs of a text and what is wrong with it. Commas, semicolons or tabs: as the header has them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotATable(
            _("Line %(line)s is not UTF-8. In Excel save as “CSV UTF-8”, or give the .xlsx.") % {"line": line}
        ) from None
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield [of_text(cell) for cell in row]
    except csv.Error as error:
        raise NotATable(
            _("Line %(line)s cannot be read: %(error)s.") % {"line": reader.line_num, "error": error}
        ) from None


def of_xlsx(name, data):
    """The same of the first sheet of a workbook. What it unpacks to is asked before it is opened."""
    try:
        kinds.check(name, data)
    except ValidationError as error:
        raise NotATable(" ".join(error.messages)) from None
    if kinds.unpacked(data) > settings.TABLE_BYTES_UNPACKED:
        most = {"most": f"{settings.TABLE_BYTES_UNPACKED / 2**20:.0f}"}
        raise NotATable(_("The workbook unpacks to more than %(most)s MB. Copy the rows into a new one.") % most)
    most = [settings.TABLE_ROWS + MOST_EMPTY + 2, MOST_COLUMNS + 1, settings.TABLE_BYTES_UNPACKED]
    allowed = {"seconds": workbook.SECONDS, "memory": workbook.MEMORY}
    try:
        lines = apart.run(workbook.__file__, *most, data=data, **allowed)
    except apart.Ended as ended:
        if ended.code == apart.TOO_MUCH:
            raise NotATable(_("The workbook takes too much to read. Copy the rows into a new one.")) from None
        raise NotATable(_("The workbook cannot be read. Save it again as .xlsx, or give a .csv.")) from None
    for line in lines.splitlines():
        yield [of_spreadsheet(cell) for cell in json.loads(line)]


def lines_of(rows):
    """The lines under the header, without empty ones and comments. Nothing is read that is over a limit."""
    ends_at, lines, empty, comments = time.monotonic() + SECONDS, [], 0, 0
    rows = enumerate(rows, start=1)
    columns = header_of(next(rows, (1, []))[1])
    for number, row in rows:
        texts = [text for text, _fault in row]
        is_comment = bool(texts) and texts[0].startswith(COMMENT)
        if is_comment or not any(chain.from_iterable(row)):
            empty, comments = empty + 1, comments + is_comment
            if empty > MOST_EMPTY:
                raise NotATable(_("The table has more than %(most)s empty rows. Delete them.") % {"most": MOST_EMPTY})
            continue
        if len(lines) == settings.TABLE_ROWS:
            most = {"most": settings.TABLE_ROWS}
            raise NotATable(_("The table has more than %(most)s rows. Give it in several parts.") % most)
        if time.monotonic() > ends_at:
            raise NotATable(_("The table takes too long to read. Give it in several parts."))
        if any(chain.from_iterable(row[len(columns) :])):
            raise NotATable(_("Row %(row)s holds something in a column without a name.") % {"row": number})
        line = Line(number, dict(zip(columns, texts, strict=False)))
        line.faults = {name: fault for name, (_text, fault) in zip(columns, row, strict=False) if fault}
        lines.append(line)
    return columns, lines, comments


def header_of(row):
    names = [text.lower().replace(" ", "_") for text, _fault in row]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise NotATable(_("The table has more than %(most)s columns.") % {"most": MOST_COLUMNS})
    if not names or "" in names:
        raise NotATable(_("The first row has to hold the names of the columns, as the template has them."))
    if twice := {name for name in names if names.count(name) > 1}:
        raise NotATable(_("These columns stand there twice: %(names)s.") % {"names": ", ".join(sorted(twice))})
    return names


def write(extension, columns, rows, notes=()):
    """The bytes of a file, piece by piece: the columns, rows of texts, and for a workbook a sheet of notes."""
    return {"csv": write_csv, "xlsx": write_xlsx}[extension](columns, rows, notes)


def write_csv(columns, rows, notes):
    writer = csv.writer(Echo())
    texts = (writer.writerow([harmless(row[name]) for name in columns]) for row in rows)
    for text in gathered(chain(["\ufeff", writer.writerow(columns)], texts)):
        yield text.encode(errors="replace")


def write_xlsx(columns, rows, notes):
    """Every cell is of the kind “text”, also those to be typed in: nothing is taken for a formula or made a day."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_("Rows"))
    sheet.freeze_panes = "B2"
    set_widths(sheet, [WIDTH] * len(columns))
    for name in sheet.column_dimensions:
        sheet.column_dimensions[name].number_format = "@"
    bold = openpyxl.styles.Font(bold=True)
    sheet.append([text_cell(sheet, name, font=bold) for name in columns])
    for row in rows:
        sheet.append([as_text(sheet, row[name]) for name in columns])
    if notes:
        about = book.create_sheet(_("Columns"))
        set_widths(about, [WIDTH, 4 * WIDTH, 2 * WIDTH])
        for note in notes:
            about.append([as_text(about, text) for text in note])
    yield from saved(book)


def as_text(sheet, text):
    return text_cell(sheet, of_workbook(text), number_format="@") if text else None
