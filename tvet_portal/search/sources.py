"""What each type of record tells search about itself.

Its date is the first partial date its model declares, its kind the label of its `kind` or `form`. An app for which
that is not so registers a function in its `search_sources.py`:

    @source("framework")
    def framework(content):
        return replace(declared(content), date=content["versions"][-1].get("from_on", ""))
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tvet_portal.records.content import record_models, shape
from tvet_portal.values.fields import PartialDateField

sources = {}
state_labels = {}  # stored value of a state -> label


def no_level(kinds):
    return ""


@dataclass(frozen=True)
class Particulars:
    """What depends on the type of a record: its date (small EDTF), its kind in words, other countries and texts, the
    languages of the original (codes), and its states: pairs of the day since when (empty: always) and a stored value.

    For its list: its kind as stored, the date that the list goes by (small EDTF), and its level, given what the kind of
    each organisation is.
    """

    date: str = ""
    kind: str = ""
    countries: tuple = ()
    texts: tuple = ()
    languages: tuple = ()
    states: tuple = ()
    state_if_superseded: str = ""
    kind_code: str = ""
    listed_on: str = ""
    level: Callable[[dict], str] = no_level


def source(record_type):
    """Registers the function that gives the Particulars of a record's public content."""

    def register(function):
        sources[record_type] = function
        return function

    return register


def name_states(choices):
    """Registers the labels of states that a type of record has; types may share a value if they share its meaning."""
    state_labels.update(choices)


def particulars(content):
    return sources.get(content["record_type"], declared)(content)


def declared(content):
    """The Particulars that the model's own declarations give."""
    dates, kinds, states = columns(content["record_type"])
    date = next((str(content[name]) for name in dates if content.get(name)), "")
    kind = next(
        (str(labels.get(content[name], "")) for name, labels in kinds if content.get(name, "other") != "other"), ""
    )
    languages = filter(None, [content.get("language")])
    now = [("", content.get(state.name) or state.get_default()) for state in states]
    return Particulars(
        date=date,
        kind=kind,
        languages=tuple(languages),
        states=tuple(now),
        kind_code=next((content[name] for name, _labels in kinds if content.get(name)), ""),
        listed_on=str(content.get(dates[0], "")) if dates else "",
    )


@cache
def columns(record_type):
    """Names of the partial dates, (name, labels) of the kinds, and columns of the states that a type declares."""
    found = shape(record_models()[record_type]).columns
    dates = [column.name for column in found if isinstance(column, PartialDateField)]
    kinds = [(column.name, dict(column.choices)) for column in found if column.name in ("kind", "form")]
    states = [column for column in found if column.name == "state"]
    return dates, kinds, states
