"""What the rules find in the five source texts, and in two they were not made for, beside what a person marked."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from tests.seeds.originals import original_as_kept
from tvet_portal.reading import names
from tvet_portal.reading.measuring import measure

MARKS = Path(__file__).resolve().parent.parent / "reading" / "expected"
PROMISED = ("date", "ordinal", "point", "organisation", "count")
ENOUGH = 0.8


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004", "own-1", "own-2"])
def test_rules_find_what_a_person_marked_and_nothing_of_the_furniture(name):
    text = (MARKS / f"{name}.txt").read_text() if name.startswith("own") else original_as_kept(name)

    tallies, furniture = measure(text, (MARKS / f"{name}.yaml").read_text(), names.of_directory(AnonymousUser()))

    found = {kind: tallies[kind] for kind in PROMISED if tallies[kind].expected}
    assert [kind for kind, tally in found.items() if tally.recall < ENOUGH or tally.precision < ENOUGH] == []
    assert (furniture.proposed, furniture.left_out) == ([], furniture.expected)


def test_command_prints_what_it_measured(capsys):
    call_command("measure_reading", "--texts", "/nowhere")

    said = capsys.readouterr().out
    assert "000: not run, its text is not in /nowhere" in said
    assert "held out: own-1, own-2" in said
