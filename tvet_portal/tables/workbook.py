"""The rows of the first sheet of a workbook, as JSON. Run as a program of its own: see directory/files/apart.py.

A cell is a text; true or false; null where it is empty; or a list, what is wrong with it and how that is written.
"""

import json
import sys
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice

SECONDS = 20
MEMORY = 384 * 2**20
UNREADABLE, TOO_MUCH = 3, 5  # ends of the program; the second is that of apart.py
FORMULA, ERROR = "formula", "error"


def rows_of(data, most_columns):
    """The rows as lists of cells, without the empty ones at their ends."""
    import openpyxl  # here, because the portal asks this module for its limits

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what it says of its size need not be so
    for row in sheet.iter_rows(max_col=most_columns):
        cells = [said(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        yield cells


def said(cell):
    """What a cell says, which can hold a number, a day, a formula or an error."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return value
    if cell.data_type == "f":
        return [FORMULA, ""]
    if cell.data_type == "e":
        return [ERROR, str(value)]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return of_day(value, cell.number_format or "")
    return str(value)


def of_day(value, shown_as):
    """A day as we write it. A spreadsheet that shows only the month was given only the month: 2019-09 is made a day."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if "d" not in shown_as.lower().replace("red", ""):
        return f"{value:%Y-%m}" if "m" in shown_as.lower() else f"{value:%Y}"
    return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()


def main(most_rows, most_columns, most_bytes):
    """Write each row on a line. One text that a million cells name is written a million times: only so much of it."""
    try:
        written = 0
        for row in islice(rows_of(sys.stdin.buffer.read(), most_columns), most_rows):
            line = json.dumps(row, ensure_ascii=False).encode(errors="replace") + b"\n"
            written += len(line)
            if written > most_bytes:
                return TOO_MUCH
            sys.stdout.buffer.write(line)
    except MemoryError:
        return TOO_MUCH
    except Exception:  # openpyxl raises whatever a damaged or hostile file makes it stumble over
        return UNREADABLE
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
