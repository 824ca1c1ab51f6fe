"""A whole number too large for a column is refused with the same words on SQLite and PostgreSQL, at every door."""

import jsonschema
import pytest
from django.db import connection, models

from agreements.models import Agreement
from tests.admin.pages import change_address, complaints, save
from tests.factories.agreements import AgreementFactory
from tests.factories.records import DocumentFactory, staff
from tests.records.test_loading import DIRECTORY, RECORD, write
from tvet_portal.records.content.schema import dataset_schema
from tvet_portal.records.dataset.loading import DatasetError, load

pytestmark = pytest.mark.django_db
MOST, MOST_PAGES = 32_767, 2_147_483_647
TOO_MUCH = "Ensure this value is less than or equal to {}."


def rows(**fields):
    return [{"key": "d", "kind": "annex", "title": "Annex"} | fields]


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "directory.yaml", DIRECTORY)
    return tmp_path


@pytest.fixture
def writer(client):
    client.force_login(staff("writer"))
    return client


def refusals(folder):
    with pytest.raises(DatasetError) as refused:
        load(folder)
    return [line.partition("agreement/pact: ")[2] for line in refused.value.lines]


@pytest.mark.parametrize("too_much", [MOST + 1, 10**19, 10**400], ids=["32768", "20 digits", "401 digits"])
def test_dataset_with_too_large_a_number_is_refused(folder, too_much):
    write(folder / "pact.yaml", RECORD | {"originals": too_much, "documents": rows(position=too_much)})

    assert refusals(folder) == [
        f"originals: {TOO_MUCH.format(MOST)}",
        f"documents/0/position: {TOO_MUCH.format(MOST)}",
    ]


def test_dataset_with_more_pages_than_a_column_holds_is_refused(folder):
    write(folder / "pact.yaml", RECORD | {"documents": rows(pages=MOST_PAGES + 1)})

    assert refusals(folder) == [f"documents/0/pages: {TOO_MUCH.format(MOST_PAGES)}"]


def test_largest_numbers_are_loaded(folder):
    write(folder / "pact.yaml", RECORD | {"originals": MOST, "documents": rows(position=MOST, pages=MOST_PAGES)})

    load(folder)

    agreement = Agreement.objects.get()
    assert (agreement.originals, agreement.documents.get().pages) == (MOST, MOST_PAGES)


@pytest.mark.parametrize("value", [2.5, True])
def test_dataset_with_no_whole_number_is_refused(folder, value):
    write(folder / "pact.yaml", RECORD | {"originals": value})

    assert refusals(folder) == [f"originals: {value} cannot stand here"]


def test_dataset_with_a_number_of_thousands_of_digits_is_refused(folder):
    write(folder / "pact.yaml", RECORD)
    with (folder / "pact.yaml").open("a") as file:
        file.write(f"originals: {'9' * 5000}\n")

    with pytest.raises(DatasetError, match=r"pact\.yaml"):
        load(folder)


@pytest.mark.parametrize("too_much", [MOST + 1, 10**400], ids=["32768", "401 digits"])
def test_form_with_too_large_a_number_is_refused(writer, too_much):
    agreement = AgreementFactory()
    DocumentFactory(record=agreement)

    answer = save(writer, change_address(agreement), {"originals": too_much, "documents-0-position": too_much})

    assert complaints(answer) == [TOO_MUCH.format(MOST)] * 2
    assert Agreement.objects.get().originals is None


def test_points_after_the_last_position_share_it(writer):
    agreement = AgreementFactory()
    agreement.provisions.update(position=MOST)

    typed = {"pasted_list": "1. One\n2. Two", "pasted_kind": "decision"}
    answer = save(writer, change_address(agreement), typed)

    assert answer.status_code == 302, complaints(answer)
    assert list(agreement.provisions.values_list("position", flat=True)) == [MOST] * 3


def test_row_after_the_last_position_shares_it(writer):
    agreement = AgreementFactory()
    agreement.provisions.update(position=MOST)

    typed = {"provisions-TOTAL_FORMS": "2", "provisions-1-kind": "decision", "provisions-1-text": "One more."}
    answer = save(writer, change_address(agreement), typed)

    assert answer.status_code == 302, complaints(answer)
    assert agreement.provisions.get(kind="decision").position == MOST


@pytest.mark.parametrize("field", [models.SmallIntegerField, models.PositiveIntegerField, models.BigIntegerField])
def test_ranges_are_those_of_postgresql(field):
    ranges = {
        "SmallIntegerField": (-32_768, 32_767),
        "PositiveIntegerField": (0, 2_147_483_647),
        "BigIntegerField": (-(2**63), 2**63 - 1),
    }

    name = field().get_internal_type()

    assert connection.ops.integer_field_range(name) == ranges[name]


def test_published_schema_names_the_limits():
    validator = jsonschema.Draft202012Validator(dataset_schema())

    assert [validator.is_valid(RECORD | {"originals": number}) for number in (MOST, MOST + 1)] == [True, False]
