"""An end computed from the term is the computed one at every door; the form computes it."""

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from agreements.models import Agreement
from tests.admin.pages import change_address, complaints, of_form, save
from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tests.records.test_loading import DIRECTORY, RECORD, write
from tests.tables.giving import give, rows_of
from tvet_portal.records import workflow
from tvet_portal.records.dataset.loading import DatasetError, load

pytestmark = pytest.mark.django_db
TWO_YEARS = {"term_length": 2, "term_unit": "years"}
COMPUTED = TWO_YEARS | {"signed_on": "2025-12-09", "expires_on": "2027-12-09", "is_expiry_computed": True}
ENDS_IN_2027 = "By its term the agreement ends on 2027-12-09. Give that date, or untick “computed”."
NEEDS_A_TERM = "Give the length of the term from which the end is computed, or untick “computed”."
NEEDS_A_START = "The end cannot be computed: that needs the year of the start, and for a term in months its month."
WRONG = [
    ({"expires_on": "2028"}, ENDS_IN_2027),
    ({"expires_on": ""}, ENDS_IN_2027),
    ({"term_length": None, "term_unit": ""}, NEEDS_A_TERM),
    ({"signed_on": "XXXX-12-09"}, NEEDS_A_START),
    ({"signed_on": "2025", "term_length": 30, "term_unit": "months"}, NEEDS_A_START),
]


def end(agreement):
    agreement.refresh_from_db()
    return agreement.expires_on, agreement.is_expiry_computed


@pytest.fixture
def writer(client):
    client.force_login(staff("writer"))
    return client


@pytest.fixture
def filled(rf):
    """The fields of an agreement's page with what a writer typed, without the lists below them."""
    request = rf.get("/")
    request.user = staff("writer")

    def fill(agreement, typed):
        form = admin.site.get_model_admin(Agreement).get_form(request, agreement, change=True)
        return form(of_form(form(instance=agreement)) | typed, instance=agreement)

    return fill


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "directory.yaml", DIRECTORY)
    write(tmp_path / "pact.yaml", RECORD | COMPUTED)
    return tmp_path


@pytest.mark.parametrize(
    ("before", "typed", "expected"),
    [
        ({}, TWO_YEARS, ("2027-12-09", True)),
        ({"effective_on": "2026-01"}, TWO_YEARS, ("2028-01", True)),
        ({}, TWO_YEARS | {"expires_on": "2029"}, ("2029", False)),
        ({"expires_on": "2029"}, TWO_YEARS, ("2029", False)),
        ({"signed_on": ""}, TWO_YEARS, ("", False)),
        (COMPUTED, {"term_length": 3}, ("2028-12-09", True)),
        (COMPUTED, {"signed_on": "2025-11"}, ("2027-11", True)),
        (COMPUTED, {"expires_on": ""}, ("2027-12-09", True)),
        (COMPUTED, {"expires_on": "2028", "is_expiry_computed": ""}, ("2028", False)),
    ],
)
def test_form_computes_the_end_unless_it_was_typed(filled, before, typed, expected):
    agreement = AgreementFactory(**before)

    form = filled(agreement, typed)
    form.save()

    assert end(agreement) == expected


@pytest.mark.parametrize(
    ("before", "typed", "reason"),
    [
        (COMPUTED, {"expires_on": "2028"}, ENDS_IN_2027),
        (COMPUTED | {"expires_on": "2028", "is_expiry_computed": False}, {"is_expiry_computed": "on"}, ENDS_IN_2027),
        (COMPUTED, {"term_length": "", "term_unit": ""}, NEEDS_A_TERM),
        (COMPUTED, {"signed_on": ""}, NEEDS_A_START),
        ({}, {"is_expiry_computed": "on"}, NEEDS_A_TERM),
    ],
)
def test_form_refuses_an_end_that_is_not_the_computed_one(filled, before, typed, reason):
    form = filled(AgreementFactory(**before), typed)

    assert reason in [error for errors in form.errors.values() for error in errors]


def test_page_with_another_end_is_not_saved(writer):
    agreement = AgreementFactory(**COMPUTED)

    answer = save(writer, change_address(agreement), {"expires_on": "2028", "title": "New"})

    assert complaints(answer) == [ENDS_IN_2027]
    assert end(agreement) == ("2027-12-09", True)


def test_saving_unchanged_computes_nothing(writer):
    agreement = AgreementFactory(**TWO_YEARS)

    save(writer, change_address(agreement))

    assert end(agreement) == ("", False)


@pytest.mark.parametrize(("fields", "reason"), WRONG)
def test_dataset_with_another_end_is_refused(folder, fields, reason):
    write(folder / "pact.yaml", RECORD | COMPUTED | fields)

    with pytest.raises(DatasetError) as refused:
        load(folder)

    assert [line.rpartition(": ")[2] for line in refused.value.lines] == [reason.rpartition(": ")[2]]


def test_dataset_with_the_computed_end_is_loaded_and_checked(folder, capsys):
    load(folder)

    call_command("check_records")

    assert end(Agreement.objects.published().get()) == ("2027-12-09", True)


def test_another_end_is_not_published_and_is_found_by_the_check(folder, capsys):
    load(folder)
    Agreement.objects.update(term_length=3)
    agreement = Agreement.objects.get()

    with pytest.raises(workflow.NotAllowed, match="ends on 2028-12-09"):
        workflow.publish(agreement, by=staff("publisher"), reason="A correction.")
    with pytest.raises(CommandError):
        call_command("check_records")

    assert "ends on 2028-12-09" in capsys.readouterr().err


def test_database_refuses_a_computed_end_without_a_term():
    agreement = AgreementFactory(**COMPUTED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=agreement.pk).update(term_length=None, term_unit="")


def test_table_finds_the_end_as_the_form_does():
    known = AgreementFactory(signed_on="2020-05-09", term_length=2, term_unit="years")
    ended = {"expires_on": "2022-05-09", "is_expiry_computed": True}
    computed = AgreementFactory(signed_on="2020-05-09", term_length=2, term_unit="years", **ended)
    kept = AgreementFactory(signed_on="2020-05-09", term_length=2, term_unit="years", **ended)
    term = {"kind": "protocol", "signed_on": "2025-05-09", "term_length": "5", "term_unit": "years"}
    rows = [
        {**term, "title": "A"},
        {**term, "title": "B", "expires_on": "2029"},
        {**term, "title": "C", "expires_on": "2029", "is_expiry_computed": "yes"},
        {"key": computed.key, "version": "0", "term_length": "3"},
    ]

    works = [give(staff("writer"), Agreement, [row]) for row in rows]
    again = give(staff("writer"), Agreement, rows_of(Agreement))

    assert [work.rows[0].verdict for work in works] == ["new", "new", "wrong", "changed"]
    assert works[0].rows[0].changes[-2:] == [("expires_on", "", "2030-05-09"), ("is_expiry_computed", "no", "yes")]
    assert works[2].rows[0].errors[0][0] == "expires_on"
    assert works[3].rows[0].changes == [("term_length", "2", "3"), ("expires_on", "2022-05-09", "2023-05-09")]
    ends = dict(Agreement.objects.values_list("pk", "expires_on"))
    assert [ends[row.pk] for row in (known, computed, kept)] == ["", "2023-05-09", "2022-05-09"]
    assert {row.verdict for row in again.rows} == {"unchanged"}
