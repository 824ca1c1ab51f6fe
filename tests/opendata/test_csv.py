"""CSV: what is written is read back the same, and no spreadsheet runs it."""

import csv
from io import StringIO

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tvet_portal.opendata.csv import pieces, table_response
from tvet_portal.opendata.pieces import ENOUGH

TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)))


def body(response):
    return response.getvalue().decode()


def test_table_is_a_dated_file():
    response = table_response("network", ["Country", "Ties"], [["Viet Nam", 3], ["Lao PDR", None]])

    day = timezone.localdate().isoformat()
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == f'attachment; filename="network-{day}.csv"'
    assert body(response) == "Country,Ties\r\nViet Nam,3\r\nLao PDR,\r\n"


def test_table_without_rows_is_its_header():
    assert body(table_response("network", ["Country", "Ties"], [])) == "Country,Ties\r\n"


@pytest.mark.parametrize(("with_bom", "begins"), [(True, b"\xef\xbb\xbfName"), (False, b"Name")])
def test_byte_order_mark_is_written_on_request_only(with_bom, begins):
    response = table_response("names", ["Name"], [["ລາວ"]], with_bom=with_bom)

    assert response.getvalue() == begins + "\r\nລາວ\r\n".encode()


@pytest.mark.parametrize("text", ["=1+1", "+84 24", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_would_be_a_formula_gets_an_apostrophe(text):
    (row,) = csv.reader(StringIO("".join(pieces([[text]])), newline=""))

    assert row == [f"'{text}"]


def test_numbers_and_other_texts_stay_as_they_are():
    assert "".join(pieces([[-5, 1.5, "a=1", "5 - 3", ["VN", "LA"], ""]])) == "-5,1.5,a=1,5 - 3,VN; LA,\r\n"


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=4))
def test_any_text_is_read_back(rows):
    read = list(csv.reader(StringIO("".join(pieces(rows)), newline="")))

    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_rows_are_read_while_the_file_is_sent():
    asked = []

    def rows():
        for number in range(10_000):
            asked.append(number)
            yield [number, "x" * 100]

    first = next(pieces(rows()))

    assert len(first) < ENOUGH + 200
    assert len(asked) < 400
