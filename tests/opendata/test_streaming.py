"""Files are written while they are sent: however many rows there are, few are in memory at once."""

import weakref

import pytest
from django.http import QueryDict

from tvet_portal.opendata.files import WRITERS, Extract
from tvet_portal.opendata.tables import Column, Table

ROWS = 3_000
pytestmark = pytest.mark.django_db


class Row:
    """A row that one can watch being forgotten."""


class Watched:
    """Many rows, and how many of them were there at once."""

    def __init__(self):
        self.alive, self.made, self.most = weakref.WeakSet(), 0, 0

    def rows(self):
        for _number in range(ROWS):
            row = Row()
            self.alive.add(row)
            self.made += 1
            self.most = max(self.most, len(self.alive))
            yield row
            del row


@pytest.fixture
def watched():
    return Watched()


def extract(watched):
    table = Table("things", "Things", columns=(Column("text", "Text", lambda row: "x" * 100),))
    return Extract(table, watched.rows, None, "Things", "", QueryDict())


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_rows_are_forgotten_once_they_are_written(watched, ending):
    pieces = list(WRITERS[ending].write(extract(watched)))

    assert len(pieces) > 0
    assert (watched.made, watched.most <= 3) == (ROWS, True)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_first_piece_is_sent_before_the_last_row_is_read(watched, ending):
    next(iter(WRITERS[ending].write(extract(watched))))

    assert watched.made < ROWS / 5
