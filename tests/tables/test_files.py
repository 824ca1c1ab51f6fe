"""Files as people and their enemies give them: read as meant, or refused with a sentence."""

import csv
import io
import re
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvet_portal.tables import files
from tvet_portal.tables.cells import LONGEST, harmless, same, without_mark
from tvet_portal.tables.files import NotATable


def texts(name, data):
    return [line.cells for line in files.read(name, data)[1]]


def workbook(rows, shown=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, number_format in (shown or {}).items():
        book.active[place].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@settings(max_examples=60)
@given(st.text("'=+-@\t\r;\n a", max_size=8))
def test_mark_of_what_begins_like_a_formula_goes_off_again(text):
    marked = harmless(text)

    assert without_mark(marked) == text
    assert not marked.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert [part for part in re.split(r"[;\t\r\n]", marked) if part.startswith(("=", "+", "-", "@"))] == []


def test_part_of_a_text_is_no_formula_in_a_spreadsheet_that_splits_at_semicolons():
    row = {"key": "x", "name": "a;=1+1\n- point; = b"}
    data = b"".join(files.write("csv", ["key", "name"], [row], []))

    assert data.decode("utf-8-sig") == "key,name\r\nx,\"a;'=1+1\n'- point; = b\"\r\n"
    assert texts("table.csv", data) == [row]
    assert texts("table.xlsx", b"".join(files.write("xlsx", ["key", "name"], [row], []))) == [row]
    saved_as_workbook = workbook(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert texts("table.xlsx", saved_as_workbook) == [row]


def test_text_that_the_marks_make_too_long_for_a_cell_is_the_same_still():
    text = "- point\n" * (LONGEST // 8)
    [row] = texts("table.xlsx", b"".join(files.write("xlsx", ["key", "name"], [{"key": "x", "name": text}], [])))

    assert same(row["name"], text)
    assert not same(row["name"][:-9], text)


@pytest.mark.parametrize(
    "data",
    [
        "key,name\nx,é\n", "\ufeffkey;name\r\nx;é\r\n", "key\tname\nx\té", "Key , NAME\n# not read,at all\n,\nx,é",
        'key,name\n"x","é"',
    ],
)  # fmt: skip
def test_csv_of_all_programs_is_read(data):
    assert texts("table.CSV", data.encode()) == [{"key": "x", "name": "é"}]


def test_row_has_the_number_it_has_in_the_spreadsheet():
    _columns, lines, comments = files.read("table.csv", b'key,name\n\nx,"two\nlines"\n#,\ny,z')

    assert [line.number for line in lines] == [3, 5]
    assert comments == 1


def test_cells_of_a_workbook_are_read_as_they_were_meant():
    rows = [
        ["a", "b", "c", "d", "e", "f", "g"],
        [4.0, 4.5, True, date(2019, 9, 1), datetime(2019, 9, 1), time(9, 30), "'=x"],
    ]

    found = texts("table.xlsx", workbook(rows, {"D2": "mmm-yy", "E2": "yyyy-mm-dd"}))

    assert [list(row.values()) for row in found] == [["4", "4.5", "yes", "2019-09", "2019-09-01", "09:30", "=x"]]


def test_formula_and_error_are_faults_of_their_cells():
    _columns, [line], _comments = files.read("table.xlsx", workbook([["key", "name"], ["=1+1", "#N/A"]]))

    assert sorted(line.faults) == ["key", "name"]


def test_nul_and_endless_text_are_faults_of_their_cells():
    _columns, [line], _comments = files.read("table.csv", b"key,name\na\0b," + b"x" * 40_000)

    assert sorted(line.faults) == ["key", "name"]


def bomb():
    """A workbook that unpacks to a hundred times its size."""
    file = io.BytesIO(workbook([["key"], ["x"]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as more:
        more.writestr("xl/media/a.bin", b"0" * (60 * 2**20))
    return file.getvalue()


def entities():
    """A workbook of which a text is entities of entities."""
    kept, file = io.BytesIO(workbook([["key"], ["x"]])), io.BytesIO()
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet '
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<worksheet ", declared).replace(b"<t>x", b"<t>&b;"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("table.ods", b"x", "as .xlsx or .csv"),
        ("table.csv", b"", "names of the columns"),
        ("table.csv", b"a,,b\n1,2,3", "names of the columns"),
        ("table.csv", b"a,a\n", "twice: a"),
        ("table.csv", "é\nä".encode("latin-1"), "Line 1 is not UTF-8"),
        ("table.csv", b'a,b\n"open', "Line 2 cannot be read"),
        ("table.csv", b"a\n1,2", "Row 2 holds something in a column without a name"),
        ("table.csv", b"a\n" + b"x\n" * 6, "more than 5 rows"),
        ("table.csv", ",".join(f"c{n}" for n in range(201)).encode(), "more than 200 columns"),
        ("table.csv", b"a\n" + b"x" * 3_000_000, "larger than 2 MB"),
        ("table.xlsx", b"PK nothing", "content of this file is not what its name says"),
        ("table.xlsx", b"a,b", "content of this file is not what its name says"),
        ("table.xlsx", bomb, "unpacks to more than 50 MB"),
        ("table.xlsx", entities, "cannot be read"),
    ],
)  # fmt: skip
def test_file_over_a_limit_or_broken_is_refused_with_a_sentence(settings, name, data, said):
    settings.TABLE_ROWS, settings.TABLE_BYTES = 5, 2 * 2**20

    with pytest.raises(NotATable, match=said):
        files.read(name, data() if callable(data) else data)


def test_workbook_that_says_it_is_endless_is_read_to_its_last_row():
    book = openpyxl.Workbook()
    book.active.append(["key"])
    book.active["A9000"] = "x"
    file = io.BytesIO()
    book.save(file)

    _columns, lines, _comments = files.read("table.xlsx", file.getvalue())

    assert [line.number for line in lines] == [9000]


def of_rows(*rows):
    """A workbook whose first sheet holds these rows, as XML."""
    kept, file = io.BytesIO(workbook([["key"]])), io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"</row>", "".join(["</row>", *rows]).encode()))
    return file.getvalue()


CELLS = f"<row>{250_000 * '<c/>'}</row>"
QUOTES = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'.format(30_000 * '"')


@pytest.mark.parametrize("rows", [[CELLS], 100 * [QUOTES]], ids=["cells without end", "more to write than to read"])
def test_small_workbook_that_needs_much_is_refused(settings, monkeypatch, rows):
    monkeypatch.setattr(files.workbook, "MEMORY", 110 * 2**20)
    settings.TABLE_BYTES_UNPACKED = 4 * 2**20

    with pytest.raises(NotATable, match="takes too much to read"):
        files.read("table.xlsx", of_rows(*rows))


def test_no_cell_of_an_exported_workbook_is_a_formula():
    written = b"".join(files.write("xlsx", ["key"], [{"key": "=1+1"}, {"key": "-1"}, {"key": "ok"}], []))
    sheet = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]

    assert [(cell.value, cell.data_type) for cell in sheet["A"]][1:] == [("'=1+1", "s"), ("'-1", "s"), ("ok", "s")]
