"""What each type of record tells search about itself.

Its date is the first partial date its model declares, its kind the label of its `kind` or `form`. An app for which
that is not so registers a function in its `search_sources.py`:

    @source("framework")
    def framework(content):
        return replace(declared(content), date=content["versions"][-1].get("from_on", ""))
"""

from dataclasses import dataclass
from functools import cache

from tvet_portal.records.content import record_models, shape
from tvet_portal.values.fields import PartialDateField

sources = {}


@dataclass(frozen=True)
class Particulars:
    """What depends on the type of a record: its date (small EDTF), its kind in words, other countries and texts."""

    date: str = ""
    kind: str = ""
    countries: tuple = ()
    texts: tuple = ()


def source(record_type):
    """Registers the function that gives the Particulars of a record's public content."""

    def register(function):
        sources[record_type] = function
        return function

    return register


def particulars(content):
    return sources.get(content["record_type"], declared)(content)


def declared(content):
    """The Particulars that the model's own declarations give."""
    dates, kinds = columns(content["record_type"])
    date = next((str(content[name]) for name in dates if content.get(name)), "")
    kind = next(
        (str(labels.get(content[name], "")) for name, labels in kinds if content.get(name, "other") != "other"), ""
    )
    return Particulars(date=date, kind=kind)


@cache
def columns(record_type):
    """Names of the partial dates, and (name, labels) of the kinds, that a type of record declares."""
    found = shape(record_models()[record_type]).columns
    dates = [column.name for column in found if isinstance(column, PartialDateField)]
    kinds = [(column.name, dict(column.choices)) for column in found if column.name in ("kind", "form")]
    return dates, kinds
