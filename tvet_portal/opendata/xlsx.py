"""XLSX: a spreadsheet written row by row into a temporary file, in which no text can be a formula."""

from functools import partial
from importlib import import_module
from tempfile import TemporaryFile

from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from tvet_portal.opendata import licence
from tvet_portal.opendata.xml import fit

openpyxl = SimpleLazyObject(partial(import_module, "openpyxl"))  # 7 MB that most workers never need
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PIECE = 65_536  # bytes that are sent at once
USUAL_WIDTH, FIRST_WIDTH = 18, 48  # in characters


def write(extract):
    """An extract as a sheet under the codes of its columns, and a sheet about it."""
    book = openpyxl.Workbook(write_only=True)
    write_rows(book.create_sheet(_("Rows")), extract)
    write_about(book.create_sheet(_("About")), extract)
    yield from saved(book)


def saved(book):
    """The bytes of a workbook, piece by piece."""
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def write_rows(sheet, extract):
    sheet.freeze_panes = "B2"
    set_widths(sheet, [FIRST_WIDTH, *[USUAL_WIDTH] * (len(extract.codes) - 1)])
    sheet.append([text_cell(sheet, code, font=openpyxl.styles.Font(bold=True)) for code in extract.codes])
    for row in extract.rows():
        sheet.append([cell(sheet, value) for value in row.values()])


def write_about(sheet, extract):
    """Where the rows come from, and what their columns are called."""
    set_widths(sheet, [USUAL_WIDTH, FIRST_WIDTH])
    lines = {
        _("Title"): extract.title,
        _("Address"): extract.address(),
        _("Licence"): licence.in_words(),
        _("Generated at"): timezone.now().isoformat(timespec="seconds"),
        **dict.fromkeys(extract.notices, ""),
        "": "",
        **extract.labels,
    }
    for line in lines.items():
        sheet.append([cell(sheet, text) for text in line])


def set_widths(sheet, widths):
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = width


def cell(sheet, value):
    """A number as a number; everything else as a text, even where it begins like a formula or an error."""
    if value is None or isinstance(value, int | float):
        return value
    text = fit("; ".join(map(str, value)) if isinstance(value, list) else value)
    return text_cell(sheet, text) if text.startswith(("=", "#")) else text


def text_cell(sheet, text, **style):
    made = openpyxl.cell.WriteOnlyCell(sheet, text)
    made.data_type = "s"
    for name, value in style.items():
        setattr(made, name, value)
    return made
