"""The level of an agreement follows from its parties, and is the same in a list as on its page."""

import pytest

from agreements.level import level_case, level_of
from agreements.models import Agreement
from agreements.page import AgreementPage
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, CountryGroupFactory, OrganisationFactory
from tests.factories.records import ParticipationFactory, publish
from tests.lists.rows import options, titles
from tvet_portal.records import content as contents

pytestmark = pytest.mark.django_db
NOBODY = {"organisation": None, "country": None, "group": None, "category": ""}
PARTIES = {
    "country": lambda: {"country": CountryFactory()},
    "group": lambda: {"group": CountryGroupFactory()},
    "ministry": lambda: {"organisation": OrganisationFactory(kind="ministry")},
    "agency": lambda: {"organisation": OrganisationFactory(kind="agency")},
    "category": lambda: {"category": "18 institutes"},
    "category of a country": lambda: {"category": "colleges", "country": CountryFactory()},
}
LEVELS = [
    (["country", "country"], "governments"),
    (["country", "group"], "governments"),
    (["ministry", "ministry"], "ministries"),
    (["agency", "category"], "institutions"),
    (["category of a country", "agency"], "institutions"),
    (["country", "ministry"], "mixed"),
    (["ministry", "agency", "ministry"], "mixed"),
]


def agreement(*parties, **more):
    record = AgreementFactory(parties=0, **more)
    for name in parties:
        ParticipationFactory(record=record, **NOBODY | PARTIES[name]())
    ParticipationFactory(record=record, role="funder")
    return record


@pytest.mark.parametrize(("parties", "level"), LEVELS)
def test_level_is_the_same_on_the_page_and_in_the_database(parties, level):
    record = agreement(*parties)

    page = AgreementPage(record, contents.read(record))

    assert level_of(page.party_rows, lambda key: page.names.organisation(key).kind) == level
    assert Agreement.objects.annotate(level=level_case()).get().level == level


def test_page_shows_the_level_among_the_facts():
    record = agreement("country", "country")

    facts = AgreementPage(record, contents.read(record)).facts

    assert [str(fact["value"]) for fact in facts if fact["label"] == "Level"] == ["Between governments"]


def test_draft_without_parties_has_no_level():
    record = agreement()

    facts = AgreementPage(record, contents.read(record)).facts

    assert [str(fact["value"]) for fact in facts if fact["label"] == "Level"] == ["not recorded here"]


def test_list_is_narrowed_and_counted_by_level(client):
    for title, parties in {"Ministers": ["ministry", "ministry"], "States": ["country", "group"]}.items():
        publish(agreement(*parties, title=title), True, True)

    page = client.get("/agreements/?level=ministries")

    assert titles(page) == ["Ministers"]
    assert options(page, "level") == {"ministries": 1, "governments": 1}
