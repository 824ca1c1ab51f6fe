"""What the rules find in the five source texts, and in three they were not made for, beside what a person marked."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from agreements.models import Agreement
from tests.factories.records import staff
from tests.reading.giving import ticked
from tests.seeds.originals import original_as_kept
from tvet_portal.reading import names
from tvet_portal.reading.measuring import measure
from tvet_portal.records import content as contents
from tvet_portal.records.completeness import missing

MARKS = Path(__file__).resolve().parent.parent / "reading" / "expected"
PROMISED = ("date", "ordinal", "point", "organisation", "count")
ENOUGH = 0.8


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004", "own-1", "own-2", "own-3"])
def test_rules_find_what_a_person_marked_and_nothing_of_the_furniture(name):
    text = (MARKS / f"{name}.txt").read_text() if name.startswith("own") else original_as_kept(name)

    tallies, furniture = measure(text, (MARKS / f"{name}.yaml").read_text(), names.of_directory(AnonymousUser()))

    found = {kind: tallies[kind] for kind in PROMISED if tallies[kind].expected}
    assert [kind for kind, tally in found.items() if tally.recall < ENOUGH or tally.precision < ENOUGH] == []
    assert (furniture.proposed, furniture.left_out) == ([], furniture.expected)


def test_memorandum_of_text_000_lacks_nothing_once_its_ticked_lines_are_accepted(client):
    client.force_login(staff("writer"))
    known = {"tells_of": "agreement", "text": original_as_kept("000"), "read_again": "1"}

    lines = client.post("/admin/reading/reading/add/", known).url
    client.post(lines, ticked(client.get(lines)))

    draft = Agreement.objects.get(status="draft")
    assert missing(contents.read(draft)) == []
    assert (draft.kind, draft.signed_on, draft.city, draft.country.iso2) == (
        "memorandum_of_understanding", "2025-12-09", "Seoul", "KR",
    )  # fmt: skip
    assert set(draft.participations.values_list("organisation__key", flat=True)) == {"kasve", "seameo-ted"}
    assert list(draft.appearances.values_list("person__key", "post", "organisation__key")) == [
        ("songheang-ai", "director", "seameo-ted"),
        ("chongkwan-kim", "chairman", "kasve"),
    ]
    assert list(draft.provisions.values_list("kind", "label")) == [
        ("purpose", ""),
        *(("area_of_cooperation", f"({n})") for n in range(1, 7)),
    ]


def test_command_prints_what_it_measured(capsys):
    call_command("measure_reading", "--texts", "/nowhere")

    said = capsys.readouterr().out
    assert "000: not run, its text is not in /nowhere" in said
    assert "our own words: own-1, own-2, own-3, own-4" in said
