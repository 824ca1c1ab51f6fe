"""Cells as texts. What a spreadsheet would take for a formula is marked on the way out; on the way in the mark goes."""

import re

from django.utils.translation import gettext as _

from tvet_portal.opendata.xml import fit
from tvet_portal.tables.workbook import FORMULA

BEGINS = r"^(?='*[=+\-@\t\r\n])"
PART = r"(?<=[;\t\r\n])(?='*[=+\-@])"  # of a CSV: a spreadsheet that separates by semicolons begins a cell here
BEFORE_FORMULA = re.compile(BEGINS)
BEFORE_ANY_FORMULA = re.compile(f"{BEGINS}|{PART}")
MARK = "'"
LONGEST = 32_767  # characters: no cell of a spreadsheet holds more
YES, NO = "yes", "no"


def harmless(text, before=BEFORE_FORMULA):
    """A text as a cell: an apostrophe stands before what begins like a formula, and before what begins with one so."""
    return before.sub(MARK, text)


def without_mark(text, before=BEFORE_FORMULA):
    return re.sub(f"(?:{before.pattern}){MARK}", "", text)


def same(cell, text):
    """Whether a cell says what a text says, however a spreadsheet ends its lines."""
    return normal(cell) == normal(text[:LONGEST])


def normal(text):
    return fit(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def of_text(text, before=BEFORE_FORMULA):
    """The text of a cell, and what is wrong with it."""
    if len(text) > LONGEST:
        return "", _("It is longer than a cell can be: %(most)s characters.") % {"most": LONGEST}
    if "\0" in text:
        return "", _("It holds a NUL character. Delete it.")
    return without_mark(text, before).strip(), ""


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
