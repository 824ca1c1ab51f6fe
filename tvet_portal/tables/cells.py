"""Cells as texts. What a spreadsheet would take for a formula is marked on the way out; on the way in the mark goes."""

from datetime import date, datetime, time

from django.utils.translation import gettext as _

from tvet_portal.opendata.xml import fit

BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST = 32_767  # characters: no cell of a spreadsheet holds more
YES, NO = "yes", "no"


def harmless(text):
    """A text as a cell: an apostrophe stands before what begins like a formula, and before what begins with one so."""
    return f"'{text}" if text.lstrip("'").startswith(BEGINS_FORMULA) else text


def without_mark(text):
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(BEGINS_FORMULA) else text


def same(cell, text):
    """Whether a cell says what a text says, however a spreadsheet ends its lines."""
    return normal(cell) == normal(text[:LONGEST])


def normal(text):
    return fit(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def of_text(text):
    """The text of a cell, and what is wrong with it."""
    if len(text) > LONGEST:
        return "", _("It is longer than a cell can be: %(most)s characters.") % {"most": LONGEST}
    if "\0" in text:
        return "", _("It holds a NUL character. Delete it.")
    return without_mark(text).strip(), ""


def of_spreadsheet(cell):
    """The same for a cell of a workbook, which can hold a number, a day, a formula or an error."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", _("It is a formula. Paste its value instead (in Excel: Paste Special, Values).")
    if cell.data_type == "e":
        return "", _("It is an error of the spreadsheet: %(error)s.") % {"error": value}
    if isinstance(value, bool):
        return (YES if value else NO), ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    if isinstance(value, datetime | date | time):
        return of_day(value, cell.number_format or ""), ""
    return of_text(str(value))


def of_day(value, shown_as):
    """A day as we write it. A spreadsheet that shows only the month was given only the month: 2019-09 is made a day."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if "d" not in shown_as.lower().replace("red", ""):
        return f"{value:%Y-%m}" if "m" in shown_as.lower() else f"{value:%Y}"
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
