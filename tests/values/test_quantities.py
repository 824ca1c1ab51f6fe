"""Quantities: a value or a range, never negative, always upwards."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from tests.factories.agreements import AgreementFactory
from tests.factories.records import FigureFactory, ParticipationFactory
from tvet_portal.records.models import Figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return AgreementFactory(parties=0)


def test_quantity_has_a_value_an_upper_end_and_a_qualifier(record):
    FigureFactory(record=record, value=Decimal("12.5"), value_to=20, value_qualifier="about")

    figure = Figure.objects.get()

    assert (figure.value, figure.value_to, figure.value_qualifier) == (Decimal("12.5"), 20, "about")


def test_dozens_of_needs_no_number(record):
    figure = FigureFactory(record=record, value=None, value_qualifier="dozens_of")

    assert figure.value is None


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"value": -1}, "records_figure_value_not_negative"),
        ({"value": 5, "value_to": 4}, "records_figure_value_range_goes_up"),
        ({"value": 5, "value_to": 5}, "records_figure_value_range_goes_up"),
        ({"value": None}, "figure_has_a_number_or_says_dozens"),
        ({"value": None, "value_qualifier": "about"}, "figure_has_a_number_or_says_dozens"),
    ],
)
def test_database_refuses_a_wrong_figure(record, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        FigureFactory(record=record, **wrong)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"bodies": -1}, "records_participation_bodies_not_negative"),
        ({"headcount": -1}, "records_participation_headcount_not_negative"),
        ({"headcount": 9, "headcount_to": 3}, "records_participation_headcount_range_goes_up"),
    ],
)
def test_database_refuses_a_wrong_count(record, wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        ParticipationFactory(record=record, **wrong)


def test_upper_end_of_dozens_is_refused(record):
    with pytest.raises(IntegrityError, match="records_figure_value_range_goes_up"):
        FigureFactory(record=record, value=None, value_to=90, value_qualifier="dozens_of")


def test_range_without_a_lower_end_is_refused(record):
    with pytest.raises(IntegrityError, match="records_participation_headcount_range_goes_up"):
        ParticipationFactory(record=record, headcount=None, headcount_to=10)
