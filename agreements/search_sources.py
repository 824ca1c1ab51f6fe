"""What agreements tell search about themselves."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from agreements.level import level_of
from agreements.page import ENDING_ACTS, has_ended
from agreements.state import State, state_on
from tvet_portal.search.sources import declared, name_states, source
from tvet_portal.values.partial_dates import parse

name_states(State.choices)
DATES = ("signed_on", "effective_on", "expires_on")


@source("agreement")
def agreement(content):
    """An agreement has the languages of its text, and a state that changes with the day."""
    found = declared(content)
    written = [code.strip() for code in content.get("text_languages", "").split(",") if code.strip()]
    return replace(
        found,
        languages=(*found.languages, *written),
        level=partial(level, content),
        states=tuple(states(content)),
        state_if_superseded=State.SUPERSEDED,
    )


def level(content, kinds):
    """Between whom it is, given what the kind of each organisation is."""
    return level_of(parties(content), kinds.get)


def parties(content):
    return [row for row in content.get("participations", ()) if row["role"] == "party"]


def states(content):
    """The states one after the other, each with the day since when; empty for the first."""
    dates = {name: content.get(name, "") for name in DATES}
    bound = parties(content)
    left = [act.get("done_on", "") for row in bound for act in row.get("acts", ()) if act["kind"] in ENDING_ACTS]
    before = None
    for day in sorted({date.min, *days_of_change([*dates.values(), *left])}):
        ended = has_ended(bound, day)
        state = state_on(day, **dates, renewal=content.get("renewal", ""), has_ended=ended)
        if state != before:
            yield ("" if day == date.min else day.isoformat()), state
        before = state


def days_of_change(texts):
    for text in filter(None, texts):
        known = parse(text)
        yield from (known.first, known.last, min(known.last, date.max - timedelta(1)) + timedelta(1))
