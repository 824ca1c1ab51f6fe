"""Actors: exactly one of a country, a group, an organisation, or a category in words."""

from itertools import combinations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, CountryGroupFactory, OrganisationFactory, PersonFactory
from tests.factories.records import AppearanceFactory, ParticipationFactory
from tvet_portal.records.models import Appearance, Participation

pytestmark = pytest.mark.django_db
FACTORIES = {"country": CountryFactory, "group": CountryGroupFactory, "organisation": OrganisationFactory}
KINDS = [*FACTORIES, "category"]
TWO = [pair for pair in combinations(KINDS, 2) if pair != ("country", "category")]


def actor(*kinds):
    """The fields of an actor that is all of these at once."""
    chosen = {kind: FACTORIES[kind]() if kind in FACTORIES else "policy makers" for kind in kinds}
    return {"country": None, "group": None, "organisation": None, "category": "", "as_printed": "x"} | chosen


@pytest.fixture
def record():
    return AgreementFactory(parties=0)


@pytest.mark.parametrize("kind", KINDS)
def test_actor_is_one_thing(record, kind):
    chosen = actor(kind)

    row = ParticipationFactory(record=record, **chosen)

    assert getattr(Participation.objects.get(pk=row.pk), kind) == chosen[kind]


def test_category_may_have_a_country_and_a_count_of_bodies(record):
    row = ParticipationFactory(record=record, **actor("country", "category"), bodies=14)

    assert (row.category, row.bodies) == ("policy makers", 14)


@pytest.mark.parametrize("kinds", [(), *TWO, tuple(KINDS)], ids="+".join)
def test_database_refuses_an_actor_that_is_nothing_or_several_things(record, kinds):
    with pytest.raises(IntegrityError, match="participation_is_exactly_one_actor"):
        ParticipationFactory(record=record, **actor(*kinds))


@pytest.mark.parametrize("kinds", [(), *TWO, tuple(KINDS)], ids="+".join)
def test_form_says_what_to_choose(record, kinds):
    row = Participation(record=record, role="party", **actor(*kinds))

    with pytest.raises(ValidationError) as refused:
        row.validate_constraints()

    assert refused.value.messages == [
        "Choose exactly one: a country, a group, an organisation, or a category in words (it may have a country)."
    ]


def test_actor_has_a_name_as_printed(record):
    with pytest.raises(IntegrityError, match="participation_is_exactly_one_actor"):
        ParticipationFactory(record=record, **actor("country") | {"as_printed": ""})


def test_person_may_stand_for_nobody_that_is_stated(record):
    row = AppearanceFactory(record=record, person=PersonFactory())

    assert str(Appearance.objects.get(pk=row.pk)) == row.person.printed_name


def test_body_may_act_without_a_person(record):
    row = AppearanceFactory(record=record, person=None, **actor("organisation"))

    assert str(row) == "x"


def test_appearance_of_nobody_is_refused(record):
    with pytest.raises(IntegrityError, match="appearance_is_somebody"):
        AppearanceFactory(record=record, person=None)


@pytest.mark.parametrize("kinds", TWO, ids="+".join)
def test_person_stands_for_one_body_at_most(record, kinds):
    with pytest.raises(IntegrityError, match="appearance_stands_for_one_actor"):
        AppearanceFactory(record=record, **actor(*kinds))


def test_others_are_a_category_in_words(record):
    with pytest.raises(IntegrityError, match="participation_others_is_a_category"):
        ParticipationFactory(record=record, **actor("organisation"), is_others=True)
