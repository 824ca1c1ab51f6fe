"""Tables: the columns of a list, declared once, for its page and for its files.

An app announces its tables in its `datasets.py`:

    AGREEMENTS = announce(Table("agreements", _("Agreements"), columns=(TITLE, choice("kind", _("Kind")), ...)))
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tvet_portal.records.lists import names_in_short
from tvet_portal.values.partial_dates import describe

tables = {}


@dataclass(frozen=True)
class Column:
    """What a list says of each of its rows in one respect.

    `value` is for programs: a text, a number, nothing, or a list of texts. Where that is a code, `words` says the same
    to people, and files have a second column, `<code>_label`. `cell` gives what else a cell of the page has
    (components/cell.html: text, url, badge, lang). `orders` names the orders of the list by this column.
    """

    code: str
    label: str
    value: Callable
    words: Callable | None = None
    cell: Callable | None = None
    is_on_page: bool = False
    orders: tuple = ()

    def parts(self):
        """(code, label, function) of each column of a file."""
        yield self.code, self.label, self.value
        if self.words:
            yield f"{self.code}_label", _("%(column)s, in words") % {"column": self.label}, self.words

    def shown(self, row):
        """A cell of the page. Nothing is said to be nothing."""
        found = (self.words or self.value)(row)
        text = names_in_short(found) if isinstance(found, list) else found
        cell = {"text": text} | (self.cell(row) if self.cell else {})
        if cell["text"] in ("", None):
            cell |= {"text": _("not recorded"), "soft": True}
        return {"label": self.label} | cell


@dataclass(frozen=True)
class Table:
    """A list that can be taken along. `name` is its address without slashes; its first column names a row.

    `whole` adds to a queryset what the columns of files need, `read` gives its rows one by one, so many at a time.
    `entry_id` gives the permanent id of a row, by which readers of feeds know it again; rows then have `approved_at`.
    A list without it has no feed.
    """

    name: str
    title: str
    columns: tuple
    whole: Callable = lambda rows: rows
    read: Callable = lambda rows, size: rows.iterator(chunk_size=size)
    entry_id: Callable | None = None

    @property
    def endings(self):
        """The kinds of file it can be taken along as."""
        return ("csv", "xlsx", "json", "atom") if self.entry_id else ("csv", "xlsx", "json")

    @property
    def on_page(self):
        return [column for column in self.columns if column.is_on_page]

    @property
    def parts(self):
        """(code, label, function) of all columns of its files."""
        return [part for column in self.columns for part in column.parts()]


def announce(table):
    """Makes a table known to open data."""
    tables[table.name] = table
    return table


def on_page(column):
    """A column that the page has as well."""
    return replace(column, is_on_page=True)


def choice(name, label, choices, **more):
    """A column of a field with stored choices."""
    return Column(name, label, attrgetter(name), lambda row: in_words(choices, getattr(row, name)), **more)


def in_words(choices, value):
    """The label of a choice, or nothing."""
    return words_of(choices, get_language()).get(value, "")


@cache
def words_of(choices, _language):
    return {value: str(label) for value, label in choices.choices}


def partial_date(name, label, **more):
    """A column of a partial date: as kept (small EDTF), and in words."""
    return Column(name, label, attrgetter(name), lambda row: describe(getattr(row, name)), **more)
