"""Cells as texts. What a spreadsheet would take for a formula is marked on the way out; on the way in the mark goes."""

import re

from django.utils.translation import gettext as _

from tvet_portal.opendata.xml import fit
from tvet_portal.tables.workbook import FORMULA

BEGINS = r"^(?='*[=+\-@\t\r\n])"
PART = r"(?<=[;\t\r\n])(?='*[=+\-@])"  # of a CSV: a spreadsheet that separates by semicolons begins a cell here
BEFORE_FORMULA = re.compile(f"{BEGINS}|{PART}")
MARK = "'"
LONGEST = 32_767  # characters: no cell of a spreadsheet holds more
YES, NO = "yes", "no"


def harmless(text):
    """A text as a cell: an apostrophe stands before what begins like a formula, and before what begins with one so.

    A workbook has the marks that a CSV needs: who saves the one as the other has the same texts.
    """
    return BEFORE_FORMULA.sub(MARK, text)


def without_mark(text):
    return re.sub(f"(?:{BEFORE_FORMULA.pattern}){MARK}", "", text)


def of_workbook(text):
    """As much of a text as a cell of a workbook holds."""
    return fit(harmless(text))[:LONGEST]


def same(cell, text):
    """Whether a cell says what a text says, however a spreadsheet ends its lines and wherever it cuts it."""
    return normal(cell) in (normal(text[:LONGEST]), normal(without_mark(of_workbook(text))))


def normal(text):
    return fit(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def of_text(text):
    """The text of a cell, and what is wrong with it."""
    if len(text) > LONGEST:
        return "", _("It is longer than a cell can be: %(most)s characters.") % {"most": LONGEST}
    if "\0" in text:
        return "", _("It holds a NUL character. Delete it.")
    return without_mark(text).strip(), ""


def of_spreadsheet(said):
    """The same for a cell of a workbook, as workbook.py says it."""
    if isinstance(said, bool):
        return (YES if said else NO), ""
    if isinstance(said, list):
        wrong, text = said
        if wrong == FORMULA:
            return "", _("It is a formula. Paste its value instead (in Excel: Paste Special, Values).")
        return "", _("It is an error of the spreadsheet: %(error)s.") % {"error": text}
    return of_text(said or "")
