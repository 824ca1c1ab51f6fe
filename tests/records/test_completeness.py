"""The minimum before publication holds at every door: publication, dataset, and the check of what is public."""

import pytest
from django.core.management import CommandError, call_command

from agreements.models import Agreement
from tests.factories.records import staff
from tests.records.test_loading import DIRECTORY, RECORD, write
from tvet_portal.records import workflow
from tvet_portal.records.dataset.loading import DatasetError, load
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db
TWO_PARTIES = "Name at least two parties."
PURPOSE = "Enter at least one purpose or area of cooperation."
SIGNED = "Give the date it was signed, or say why it is empty."
HELD = "Give the date of the event, or say why it is empty."
NOT_EMPTY = "“title” is said to be empty, but it is not."
FIRST_POINT_IS_EMPTY = "“provisions/p/text” is said to be empty, but it is not."
PARTIES_ARE_EMPTY = "“participations/party” is said to be empty, but it is not."
EVENT = {
    "record_type": "event", "key": "event/pact", "slug": "pact", "title": "A meeting", "main_source": "news",
    "form": "meeting", "held_on": "2019", "signed_on": None, "kind": None, "reference": None,
}  # fmt: skip


def empty(target):
    return {"blanks": [{"key": "b", "target": target, "why": "none"}]}


RULES = [
    ({"participations": RECORD["participations"][:1]}, TWO_PARTIES),
    ({"participations": [row | {"role": "host"} for row in RECORD["participations"]]}, TWO_PARTIES),
    ({"provisions": [{"key": "p", "kind": "recital", "text": "Once"}], "citations": []}, PURPOSE),
    ({"signed_on": ""}, SIGNED),
    (empty("title"), NOT_EMPTY),
    (empty("provisions/p/text"), FIRST_POINT_IS_EMPTY),
    (empty("participations/party"), PARTIES_ARE_EMPTY),
    (EVENT | {"held_on": ""}, HELD),
    (EVENT | empty("title"), NOT_EMPTY),
]


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "directory.yaml", DIRECTORY)
    write(tmp_path / "pact.yaml", RECORD)
    return tmp_path


def break_tables(record, fields):
    """Do to the tables, behind every door, what these fields would say."""
    if "participations" in fields:
        record.participations.first().delete()
    if "provisions" in fields:
        record.provisions.update(kind="recital")
    if "blanks" in fields:
        record.blanks.create(target=fields["blanks"][0]["target"], why="none")
    for name in {"signed_on", "held_on"} & {name for name, value in fields.items() if value == ""}:
        setattr(record, name, "")
        record.save()


@pytest.mark.parametrize(("fields", "reason"), RULES)
def test_dataset_without_the_minimum_is_refused(folder, fields, reason):
    write(folder / "pact.yaml", RECORD | fields)

    with pytest.raises(DatasetError) as refused:
        load(folder)

    assert [line.rpartition(": ")[2] for line in refused.value.lines] == [reason]


@pytest.mark.parametrize(("fields", "reason"), RULES)
def test_public_record_is_not_published_again_without_the_minimum(folder, fields, reason):
    record = load_complete(folder, fields)
    break_tables(record, fields)

    with pytest.raises(workflow.NotAllowed) as refused:
        workflow.publish(record, by=staff("publisher"), reason="A correction.")

    assert refused.value.reasons == [reason]


@pytest.mark.parametrize(("fields", "reason"), RULES)
def test_check_finds_public_records_without_the_minimum(folder, fields, reason, capsys):
    record = load_complete(folder, fields)
    break_tables(record, fields)

    with pytest.raises(CommandError):
        call_command("check_records")

    assert f"{record.key}: {reason}" in capsys.readouterr().err.splitlines()


def load_complete(folder, fields):
    """The record of a rule before it was broken, public."""
    whole = RECORD | EVENT if fields.get("record_type") == "event" else RECORD
    write(folder / "pact.yaml", {name: value for name, value in whole.items() if value is not None})
    load(folder)
    return getattr(Record.objects.get(), whole["record_type"])


@pytest.mark.parametrize("missing", ["title", "kind", "main_source", "slug"])
def test_dataset_names_the_field_that_is_missing(folder, missing):
    write(folder / "pact.yaml", {name: value for name, value in RECORD.items() if name != missing})

    with pytest.raises(DatasetError) as refused:
        load(folder)

    assert [line for line in refused.value.lines if f": {missing}: " in line] == refused.value.lines


def test_nothing_else_is_asked_for(folder):
    needed = ("record_type", "key", "slug", "title", "main_source", "kind", "signed_on", "participations")
    minimum = {name: RECORD[name] for name in needed} | {"provisions": RECORD["provisions"][:1]}
    write(folder / "pact.yaml", minimum)

    load(folder)

    assert Agreement.objects.published().count() == 1
