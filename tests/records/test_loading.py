"""Datasets: all or nothing, every problem with its place, and nothing that people edited is overwritten."""

import json

import jsonschema
import pytest
import yaml
from django.conf import settings
from django.core.management import CommandError, call_command

from agreements.models import Agreement
from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal.directory.models import Country, Organisation
from tvet_portal.records import workflow
from tvet_portal.records.content.schema import dataset_schema
from tvet_portal.records.dataset.dumping import dump
from tvet_portal.records.dataset.files import Loader
from tvet_portal.records.dataset.loading import DatasetError, load
from tvet_portal.records.models import Record, RecordVersion

pytestmark = pytest.mark.django_db

DIRECTORY = {
    "countries": [{"iso2": "NO", "iso3": "NOR", "name": "Norway", "aliases": [{"key": "norge", "text": "Norge"}]}],
    "sources": [
        {"key": "news", "title": "The news", "blanks": [{"key": "d", "target": "published_on", "why": "not_stated"}]}
    ],
    "organisations": [
        {"key": "one", "slug": "one", "kind": "ministry", "name": "One", "country": "NO"},
        {
            "key": "two",
            "slug": "two",
            "kind": "agency",
            "name": "Two",
            "ties": [{"key": "t", "other": "one", "role": "part_of"}],
        },
    ],
}
RECORD = {
    "record_type": "agreement",
    "key": "agreement/pact",
    "reference": "AGR-00007",
    "slug": "pact",
    "title": "One and Two",
    "main_source": "news",
    "kind": "protocol",
    "signed_on": "2019-09",
    "participations": [
        {"key": "a", "role": "party", "organisation": "one", "as_printed": "One"},
        {"key": "b", "position": 1, "role": "party", "organisation": "two", "as_printed": "Two"},
    ],
    "provisions": [
        {"key": "p", "kind": "purpose", "text": "To learn"},
        {"key": "q", "position": 1, "kind": "deliverable", "text": "A book", "part_of": "provisions/p"},
    ],
    "citations": [{"key": "c", "target": "provisions/p/text", "source": "news", "quote": "to learn"}],
}


@pytest.fixture
def folder(tmp_path):
    """A dataset of one agreement; `change` its record before loading it."""
    write(tmp_path / "set" / "directory.yaml", DIRECTORY)
    write(tmp_path / "set" / "agreements" / "pact.yaml", RECORD)
    return tmp_path / "set"


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def change(folder, **fields):
    write(folder / "agreements" / "pact.yaml", RECORD | fields)


def lines_of(folder):
    with pytest.raises(DatasetError) as refused:
        load(folder)
    return [line.replace(f"{folder}/", "") for line in refused.value.lines]


def test_load_publishes_records_and_approves_entries(folder):
    load(folder)

    agreement = Agreement.objects.published().get()
    assert (agreement.reference, agreement.version_number) == ("AGR-00007", 1)
    assert agreement.provisions.get(key="q").part_of.key == "p"
    assert Organisation.objects.approved().count() == 2
    assert Country.objects.get(iso2="NO").aliases.get().text == "Norge"


def test_load_twice_changes_nothing(folder):
    load(folder)

    report = load(folder)

    assert (report.created, report.changed, report.conflicts) == ([], [], [])
    assert RecordVersion.objects.count() == 1


def test_changed_dataset_makes_a_new_version(folder):
    load(folder)
    change(folder, title="One, Two")

    report = load(folder)

    assert report.changed == ["agreement/pact"]
    assert Agreement.objects.get().title == "One, Two"
    assert list(RecordVersion.objects.values_list("number", flat=True)) == [2, 1]


def test_parts_keep_their_ids_when_written_anew(folder):
    load(folder)
    before = Agreement.objects.get().provisions.get(key="p").pk
    change(folder, title="One, Two")

    load(folder)

    assert Agreement.objects.get().provisions.get(key="p").pk == before


def test_what_people_edited_is_left_and_listed(folder):
    load(folder)
    agreement = Agreement.objects.get()
    agreement.title = "As staff corrected it"
    agreement.save()
    change(folder, title="As the dataset says")

    report = load(folder)

    assert report.conflicts == ["agreement/pact"]
    assert Agreement.objects.get().title == "As staff corrected it"


def test_replace_overwrites_what_is_named(folder):
    load(folder)
    Agreement.objects.get().provisions.create(kind="purpose", text="Added by staff")

    report = load(folder, replace={"agreement/pact"})

    assert report.changed == ["agreement/pact"]
    assert Agreement.objects.get().provisions.count() == 2


def test_dry_run_changes_nothing(folder):
    report = load(folder, dry_run=True)

    assert len(report.created) == 5
    assert Record.objects.count() == Organisation.objects.count() == 0


def test_draft_stays_a_draft(folder):
    change(folder, status="draft")

    load(folder)

    assert Agreement.objects.get().status == "draft"
    assert not RecordVersion.objects.exists()


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"colour": "red"}, "agreements/pact.yaml:33: agreement/pact: colour: there is no such field here"),
        ({"kind": "treaty"}, "agreements/pact.yaml:7: agreement/pact: kind: Value 'treaty' is not a valid choice."),
        ({"main_source": "gone"}, "agreements/pact.yaml:6: agreement/pact: main_source: no source has the key 'gone'"),
        ({"signed_on": "yesterday"}, "agreements/pact.yaml:8: agreement/pact: signed_on: “yesterday” is not a date"),
        ({"title": 7}, "agreements/pact.yaml:5: agreement/pact: title: a text was expected, not 7"),
        (
            {"provisions": [{"kind": "purpose", "text": "x"}]},
            "agreement/pact: provisions/0: every row needs a short text",
        ),
        ({"provisions": "none"}, "agreement/pact: provisions: a list of rows was expected here"),
        ({"participations": []}, "agreement/pact: participations: Name at least two parties."),
        ({"provisions": []}, "agreement/pact: provisions: Enter at least one purpose or area of cooperation."),
        ({"signed_on": ""}, "agreement/pact: signed_on: Give the date it was signed, or say why it is empty."),
        ({"citations": [{"key": "c", "target": "colour", "source": "news"}]}, "leads to no field of this record"),
        ({"blanks": [{"key": "k", "target": "kind", "why": "none"}]}, "“kind” is said to be empty, but it is not."),
        ({"expires_on": "2018"}, "agreement/pact: (whole): It cannot end before it was signed."),
        ({"key": "event/pact"}, "event/pact: key: the key of this record begins with agreement/"),
    ],
)
def test_problem_names_file_field_and_reason_and_changes_nothing(folder, fields, line):
    change(folder, **fields)

    lines = lines_of(folder)

    assert any(line in found for found in lines), lines
    assert Record.objects.count() == Organisation.objects.count() == 0


def test_every_problem_is_named_at_once(folder):
    change(folder, kind="treaty", main_source="gone", colour="red")

    assert len(lines_of(folder)) == 3


def test_key_in_two_files_is_refused(folder):
    write(folder / "again.yaml", {"organisations": DIRECTORY["organisations"][:1]})

    assert "organisation/one" in lines_of(folder)[0]
    assert "this key stands in" in lines_of(folder)[0]


@pytest.mark.parametrize("text", ["a: [", "- 1", "colours: []", "record_type: song"])
def test_file_that_is_no_dataset_is_refused(folder, text):
    (folder / "odd.yaml").write_text(text)

    assert "odd.yaml" in lines_of(folder)[0]


def test_command_loads_only_into_an_empty_database(folder, capsys):
    call_command("load_dataset", folder)
    Organisation.objects.update(name="As staff wrote it")

    call_command("load_dataset", folder, "--if-empty")

    assert "already has records" in capsys.readouterr().out
    assert Organisation.objects.filter(name="As staff wrote it").count() == 2


def test_command_says_that_nothing_was_loaded(folder):
    change(folder, kind="treaty")

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_dataset", folder)


def test_dump_of_what_was_loaded_gives_the_same_bytes_again(folder, tmp_path):
    load(folder)
    dump(tmp_path / "first")

    report = load(tmp_path / "first")
    dump(tmp_path / "second")

    assert (report.created, report.changed) == ([], [])
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")


def test_curated_records_survive_a_dump(tmp_path):
    load(settings.DATASET_DIR)
    call_command("check_records")  # their versions, made of what was loaded, say what the tables hold
    dump(tmp_path / "first")

    report = load(tmp_path / "first")
    dump(tmp_path / "second")

    assert (report.created, report.changed, report.conflicts) == ([], [], [])
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")


def files_of(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.yaml")}


def test_draft_and_unapproved_entries_are_not_dumped(folder, tmp_path):
    change(folder, status="draft")
    load(folder)
    Organisation.objects.filter(key="two").update(approved_at=None)

    dump(tmp_path / "dumped")

    assert {file.name for file in (tmp_path / "dumped").rglob("*.yaml")} == {
        "countries.yaml",
        "sources.yaml",
        "organisations.yaml",
    }
    assert "Two" not in (tmp_path / "dumped" / "directory" / "organisations.yaml").read_text()


def test_published_schema_is_up_to_date():
    published = json.loads((settings.BASE_DIR / "docs" / "dataset.schema.json").read_text(encoding="utf-8"))

    assert published == json.loads(json.dumps(dataset_schema()))


def test_curated_files_keep_the_published_schema():
    validator = jsonschema.Draft202012Validator(dataset_schema())

    files = sorted(settings.DATASET_DIR.rglob("*.yaml"))

    assert files
    assert [file.name for file in files if not validator.is_valid(yaml.load(file.read_text("utf-8"), Loader))] == []


def test_reference_of_a_dataset_is_never_minted_again(folder):
    load(folder)

    agreement = AgreementFactory(published=True)

    assert agreement.reference == "AGR-00008"


def test_former_address_of_a_dataset_redirects(folder, client):
    change(folder, former_slugs=["old-pact"])
    load(folder)

    response = client.get("/agreements/old-pact/")

    assert (response.status_code, response["Location"]) == (301, "/agreements/pact/")


def test_check_records_finds_a_table_changed_behind_the_workflow(folder, capsys):
    load(folder)
    Record.objects.update(title="Changed behind the workflow")

    with pytest.raises(CommandError, match="1 problems"):
        call_command("check_records")

    assert "its tables differ from its last version" in capsys.readouterr().err


def test_check_records_finds_stored_bytes_that_were_rewritten(folder, capsys):
    load(folder)
    RecordVersion.objects.update(sha256="0" * 64)

    with pytest.raises(CommandError):
        call_command("check_records")

    assert "do not have the stored hash" in capsys.readouterr().err


def test_check_records_is_content_with_what_the_workflow_published(folder, capsys):
    load(folder)
    workflow.publish(Agreement.objects.get(), by=staff("publisher"), reason="Read again")

    call_command("check_records")

    assert "1 published records keep the rules." in capsys.readouterr().out


def test_public_record_that_names_a_draft_is_refused(folder):
    write(
        folder / "agreements" / "secret.yaml",
        RECORD | {"key": "agreement/secret", "slug": "secret", "status": "draft", "reference": "AGR-00008"},
    )
    change(folder, links=[{"key": "l", "role": "implements", "to_record": "agreement/secret"}])

    lines = lines_of(folder)

    assert lines[0].endswith("agreement/secret must be published first: this record names it")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("title", "“title” is said to be empty, but it is not."),
        ("colour", "the target 'colour' leads to no field of this record"),
    ],
)
def test_blank_of_an_entry_is_checked(folder, target, reason):
    blank = {"key": "b", "target": target, "why": "none"}
    sources = [DIRECTORY["sources"][0] | {"blanks": [blank]}]
    write(folder / "directory.yaml", DIRECTORY | {"sources": sources})

    lines = lines_of(folder)

    assert [line.rpartition(": ")[2] for line in lines] == [reason]


def test_internal_remarks_of_staff_stay(folder):
    load(folder)
    Agreement.objects.update(internal_remarks="Ask the ministry")
    change(folder, title="One, Two")

    load(folder)

    assert Agreement.objects.get().internal_remarks == "Ask the ministry"
    assert Agreement.objects.get().revision == 2
