"""The field of partial dates: its text, its two days, its words as printed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from agreements.models import Agreement
from tests.factories.agreements import AgreementFactory
from tvet_portal.values.partial_dates import WRONG

NOT_DATES = ["2019-13", "9999-12-31~", "0001-01-01~", "..", "{2019,..}", "soon", "2019-02-30"]


def days(agreement):
    return agreement.signed_first, agreement.signed_last


def test_setting_the_text_sets_the_two_days():
    agreement = Agreement(signed_on="2019")

    agreement.signed_on = "2025-12"

    assert days(agreement) == (date(2025, 12, 1), date(2025, 12, 31))


def test_emptying_the_text_empties_the_two_days():
    agreement = Agreement(signed_on="2019")

    agreement.signed_on = ""

    assert days(agreement) == (None, None)


def test_none_is_an_empty_text():
    agreement = Agreement(signed_on=None)

    assert (agreement.signed_on, *days(agreement)) == ("", None, None)


def test_day_of_the_calendar_is_taken_too():
    agreement = Agreement(signed_on=date(2025, 12, 9))

    assert (agreement.signed_on, *days(agreement)) == ("2025-12-09", date(2025, 12, 9), date(2025, 12, 9))


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date_keeps_its_text_and_has_no_days(text):
    agreement = Agreement(signed_on=text)

    assert (agreement.signed_on, *days(agreement)) == (text, None, None)


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date_is_refused_with_a_way_out(text):
    field = Agreement._meta.get_field("signed_on")

    with pytest.raises(ValidationError) as refused:
        field.clean(text, Agreement())

    assert refused.value.messages == [WRONG % {"value": text}]


def test_words_as_printed_have_a_column_of_their_own():
    names = {field.name for field in Agreement._meta.get_fields() if field.name.startswith("signed")}

    assert names == {"signed_on", "signed_first", "signed_last", "signed_as_printed"}


def test_words_as_printed_have_no_column_unless_asked_for():
    names = {field.name for field in Agreement._meta.get_fields() if field.name.startswith("effective")}

    assert names == {"effective_on", "effective_first", "effective_last"}


@pytest.mark.django_db
def test_saved_row_comes_back_with_its_days():
    agreement = AgreementFactory(signed_on="2019-09-17/2019-09-19", signed_as_printed="17 to 19 September")

    again = Agreement.objects.get(pk=agreement.pk)

    assert (again.signed_on, *days(again)) == ("2019-09-17/2019-09-19", date(2019, 9, 17), date(2019, 9, 19))


@pytest.mark.django_db
def test_text_left_out_of_a_query_is_fetched_when_asked_for():
    pk = AgreementFactory(signed_on="2025-12").pk

    deferred = Agreement.objects.defer("signed_on").get(pk=pk)

    assert (deferred.signed_last, deferred.signed_on) == (date(2025, 12, 31), "2025-12")


@pytest.mark.django_db
def test_days_left_out_of_a_query_are_there_when_asked_for():
    pk = AgreementFactory(signed_on="2025-12").pk

    deferred = Agreement.objects.only("signed_on").get(pk=pk)

    assert days(deferred) == (date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.django_db
def test_row_read_again_has_the_days_of_its_text():
    agreement = AgreementFactory(signed_on="2025-12")
    agreement.signed_on = "2019"

    agreement.refresh_from_db()

    assert (agreement.signed_on, *days(agreement)) == ("2025-12", date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stale", [{"signed_on": ""}, {"signed_on": "2019", "signed_first": None}, {"signed_last": "1999-01-01"}]
)
def test_database_refuses_days_that_do_not_fit_their_text(stale):
    agreement = AgreementFactory(signed_on="2025-12-09")

    with pytest.raises(IntegrityError, match="agreements_agreement_signed_bounds"):
        Agreement.objects.filter(pk=agreement.pk).update(**stale)


@pytest.mark.django_db
def test_database_refuses_a_text_that_is_no_date():
    with pytest.raises(IntegrityError, match="agreements_agreement_signed_bounds"):
        AgreementFactory(signed_on="soon")


@pytest.mark.django_db
@pytest.mark.parametrize(("signed_on", "expires_on"), [("2025", "2025-01"), ("2025-12-09", "2025"), ("2025", "2025")])
def test_imprecise_date_never_fails_a_check_it_could_pass(signed_on, expires_on):
    agreement = AgreementFactory(signed_on=signed_on, expires_on=expires_on)

    assert (agreement.signed_on, agreement.expires_on) == (signed_on, expires_on)


@pytest.mark.django_db
def test_database_refuses_an_end_that_is_certainly_before_the_beginning():
    with pytest.raises(IntegrityError, match="agreement_expires_not_before_signed"):
        AgreementFactory(signed_on="2025", expires_on="2024")


@pytest.mark.django_db
def test_form_says_that_an_end_cannot_be_before_the_beginning():
    agreement = Agreement(signed_on="2025", expires_on="2024")

    with pytest.raises(ValidationError) as refused:
        agreement.validate_constraints(exclude={"slug", "record_type"})

    assert refused.value.messages == ["It cannot end before it was signed."]
