"""Whatever stands in a dataset: it loads, or it is refused with file and reason and nothing has changed."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.records import staff
from tests.records.test_loading import DIRECTORY, RECORD, write
from tvet_portal.directory.models import Country
from tvet_portal.records import workflow
from tvet_portal.records.dataset.loading import DatasetError, load
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db


CHAIR = {"key": "chair", "role": "chair", "category": "hosts", "as_printed": "the hosts"}


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "set" / "directory.yaml", DIRECTORY)
    write(tmp_path / "set" / "pact.yaml", RECORD)
    return tmp_path / "set"


def refusal(folder):
    """The lines that say why a dataset was refused; it must have changed nothing."""
    before = Record.objects.count(), Country.objects.count()
    with pytest.raises(DatasetError) as refused:
        load(folder)
    assert (Record.objects.count(), Country.objects.count()) == before
    return "\n".join(refused.value.lines)


def loaded_or_refused(folder, **options):
    try:
        load(folder, **options)
    except DatasetError as refused:
        return str(refused)
    return "loaded"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"key": 5}, "key"),
        ({"key": ["agreement/pact"]}, "key"),
        ({"key": "agreement/"}, "key"),
        ({"key": "agreement/a/b"}, "key"),
        ({"slug": None}, "slug"),
        ({"slug": ""}, "slug"),
        ({"slug": 7}, "slug"),
        ({"slug": "../admin"}, "slug"),
        ({"slug": "x" * 200}, "slug"),
        ({"reference": "AGR-1"}, "reference"),
        ({"reference": "EVT-00001"}, "reference"),
        ({"reference": "AGR-abcde"}, "reference"),
        ({"reference": "nothing"}, "reference"),
        ({"reference": 7}, "reference"),
        ({"status": "withdrawn"}, "status"),
        ({"status": "public"}, "status"),
        ({"status": ["draft"]}, "status"),
        ({"former_slugs": "old-name"}, "former_slugs"),
        ({"former_slugs": [7]}, "former_slugs"),
        ({"former_slugs": ["Not an address"]}, "former_slugs"),
        ({"internal": "remark"}, "internal"),
        ({"internal": {"review_on": "soon"}}, "review_on"),
        ({"internal": {"review_on": 2030}}, "review_on"),
        ({"internal": {"remark": "x"}}, "remark"),
        ({"internal": {"internal_remarks": 7}}, "internal_remarks"),
        ({"verified_on": 2025}, "verified_on"),
        ({"verified_on": ["2025-01-01"]}, "verified_on"),
        ({"is_coverage_open": {"a": 1}}, "is_coverage_open"),
        ({"term_length": "two"}, "term_length"),
        ({"term_length": [2]}, "term_length"),
        ({"term_length": -1, "term_unit": "years"}, "term_length"),
        ({"term_length": 10**19, "term_unit": "years"}, "term_length"),
        ({"main_source": 7}, "main_source"),
        ({"main_source": {"key": "news"}}, "main_source"),
        ({"areas": "news"}, "areas"),
        ({"areas": [{"key": "x"}]}, "areas"),
        ({"title": "x" * 501}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"summary": "a\0b"}, "summary"),
        ({"signed_on": ["2019"]}, "signed_on"),
        ({"signed_on": "9999-12-31~"}, "signed_on"),
        ({"provisions": [7]}, "provisions"),
        ({"provisions": [{"key": "no spaces please", "kind": "purpose", "text": "x"}]}, "provisions"),
        ({"provisions": [{"key": "x" * 61, "kind": "purpose", "text": "x"}]}, "provisions"),
        ({"provisions": {"key": "p"}}, "provisions"),
        ({"figures": [{"key": "f", "value": float("nan"), "counted": "x"}]}, "value"),
        ({"figures": [{"key": "f", "value": float("inf"), "counted": "x"}]}, "value"),
        ({"figures": [{"key": "f", "value": 10**30, "counted": "x"}]}, "value"),
        ({"figures": [{"key": "f", "value": True, "counted": "x"}]}, "value"),
        ({"figures": [{"key": "f", "value": -1, "counted": "x"}]}, "figures/f"),
        ({"links": [{"key": "l", "role": "amends", "to_record": "agreement/pact"}]}, "links/0"),
        ({"appearances": [CHAIR | {"starts_at": 570}]}, "starts_at"),
    ],
    ids=str,
)  # fmt: skip
def test_odd_value_is_refused_with_its_place(folder, fields, reason):
    write(folder / "pact.yaml", RECORD | fields)

    lines = refusal(folder)

    assert ("pact.yaml" in lines, reason in lines) == (True, True), lines


def test_field_given_twice_is_refused(folder):
    (folder / "pact.yaml").write_text((folder / "pact.yaml").read_text() + "title: Another title\n")

    assert "title" in refusal(folder)


def test_reference_of_another_record_is_refused(folder):
    write(folder / "second.yaml", RECORD | {"key": "agreement/second", "slug": "second"})

    assert "AGR-00007" in refusal(folder)


def test_address_of_another_record_is_refused(folder):
    write(folder / "second.yaml", RECORD | {"key": "agreement/second", "reference": "AGR-00008"})

    assert "second.yaml" in refusal(folder)


def test_former_address_of_another_record_is_refused(folder):
    second = {"key": "agreement/second", "reference": "AGR-00008", "slug": "second", "former_slugs": ["pact"]}
    write(folder / "second.yaml", RECORD | second)

    assert "second.yaml" in refusal(folder)


def test_published_record_cannot_be_made_a_draft_again(folder):
    load(folder)
    write(folder / "pact.yaml", RECORD | {"status": "draft", "title": "A draft"})

    assert "status" in refusal(folder)


def test_withdrawn_record_is_not_published_again_by_a_dataset(folder):
    load(folder)
    workflow.withdraw(Record.objects.get(), by=staff("publisher"), reason="A mistake.")
    write(folder / "pact.yaml", RECORD | {"title": "Another title"})

    report = load(folder)

    assert (report.conflicts, Record.objects.get().status) == (["agreement/pact"], "withdrawn")


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "agreements:", "countries: [null]", "countries: [[NO]]", "\ufeff", "%"]
)
def test_odd_file_never_crashes(folder, text):
    (folder / "odd.yaml").write_text(text, encoding="utf-8")

    said = loaded_or_refused(folder)

    assert said == "loaded" or "odd.yaml" in said


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"\0", b"title: \x80"])
def test_file_that_is_no_text_is_refused(folder, raw):
    (folder / "odd.yaml").write_bytes(raw)

    assert "odd.yaml" in refusal(folder)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*RECORD, "figures", "appearances", "blanks", "internal", "former_slugs", "status"]), ODD)
def test_any_value_is_loaded_or_refused(folder, name, value):
    (folder / "pact.yaml").write_text(yaml.safe_dump(RECORD | {name: value}, allow_unicode=True), encoding="utf-8")

    said = loaded_or_refused(folder, dry_run=True)

    assert said == "loaded" or "pact" in said
