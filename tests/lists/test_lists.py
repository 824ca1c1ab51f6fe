"""Lists of records: what they show, in which order, on how many pages, at which cost."""

import pytest
from django.utils.html import escape

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory
from tests.factories.events import EventFactory
from tests.factories.records import LinkFactory, publish, staff
from tests.lists.rows import LISTS, agreement, event, framework, options, programme, titles
from tvet_portal.records import workflow
from tvet_portal.records.lists import FacetedListView

MOST_QUERIES = {"/agreements/": 4, "/events/": 5, "/programmes/": 4, "/qualifications/": 7}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("address", LISTS)
def test_list_queries_stay_constant(client, django_assert_num_queries, address, rows):
    for _number in range(rows):
        LISTS[address]()
    client.get(address)  # the first to look feeds the index

    with django_assert_num_queries(MOST_QUERIES[address]):
        page = client.get(address)

    assert len(page.context["items"]) == rows


@pytest.mark.parametrize("address", LISTS)
def test_list_shows_published_records_only(client, address):
    shown, withdrawn = LISTS[address](), LISTS[address]()
    LISTS[address](published=False)
    workflow.withdraw(withdrawn, by=staff("publisher"), reason="x")

    page = client.get(address)

    assert titles(page) == [shown.title]
    assert sum(options(page, "kind").values()) == 1
    assert options(page, "country") == {"la": 1, "vn": 1} | {
        row.organisation.country.iso2.lower(): 1 for row in shown.participations.exclude(organisation=None)
    }


@pytest.mark.parametrize("address", LISTS)
def test_empty_list_says_so(client, address):
    page = client.get(address)

    assert page.context["count"] == 0
    assert page.context["ways_out"] == [{"label": "Search the portal", "url": "/search/"}]


def test_list_hides_an_organisation_that_is_not_approved(client):
    hidden = OrganisationFactory(name="Hidden Agency")
    agreement(organisations=[hidden, OrganisationFactory()])
    type(hidden).objects.filter(pk=hidden.pk).update(approved_at=None)

    page = client.get("/agreements/")

    assert "Hidden Agency" not in page.content.decode()
    assert len(options(page, "organisation")) == 3  # two parties and one that takes part


def test_newest_come_first_and_undated_last(client):
    dates = ["2020", "", "2024-05-01", "[..2022-11-21]"]
    for date in dates:
        programme(title=date or "undated", period=date)

    assert titles(client.get("/programmes/")) == ["2024-05-01", "[..2022-11-21]", "2020", "undated"]
    assert titles(client.get("/programmes/?sort=oldest"))[-2:] == ["2024-05-01", "undated"]
    assert titles(client.get("/programmes/?sort=title")) == ["2020", "2024-05-01", "[..2022-11-21]", "undated"]


@pytest.fixture
def two_a_page(monkeypatch):
    """Lists as everywhere, but with two records a page instead of twenty: so the tests need fewer."""
    assert FacetedListView.paginate_by == 20
    monkeypatch.setattr(FacetedListView, "paginate_by", 2)


def test_list_is_divided_into_pages(client, two_a_page):
    for number in range(3):
        event(title=f"Meeting {number}", held_on=f"2024-01-0{number + 1}")

    first, second = client.get("/events/"), client.get("/events/?page=2")

    assert titles(first) == ["Meeting 2", "Meeting 1"]
    assert titles(second) == ["Meeting 0"]
    assert first.context["heading"] == second.context["heading"] == "3 events"


def test_absurd_page_number_gives_a_page_and_says_which(client, two_a_page):
    for _number in range(3):
        event()
    asked = {"3": 2, "0": 2, "-1": 2, "x": 1, "9" * 30: 2, "9" * 5000: 1, "\x00": 1, "1.5": 1}

    pages = {number: client.get("/events/", {"page": number}) for number in asked}

    assert {number: page.context["page_obj"].number for number, page in pages.items()} == asked
    assert [len(page.context["notices"]) for page in pages.values()] == [1] * len(asked)


def test_pages_keep_the_filters(client, two_a_page):
    for _number in range(5):
        event(form="workshop")

    page = client.get("/events/?kind=workshop&country=vn&sort=oldest&page=2").content.decode()

    for number in (1, 3):
        assert escape(f"?kind=workshop&country=vn&sort=oldest&page={number}") in page


def test_agreement_is_listed_with_its_state(client):
    old = AgreementFactory(title="Old", signed_on="2010", expires_on="2012")
    new = AgreementFactory(title="New", signed_on="2011")
    publish(old, True, True)
    LinkFactory(record=new, to_record=old, role="supersedes")
    publish(new, True, True)

    page = client.get("/agreements/")

    assert [(item["title"], str(item["badge"]["word"])) for item in page.context["items"]] == [
        ("New", "Signed"),
        ("Old", "Superseded"),
    ]


def test_event_announced_long_ago_says_that_its_outcome_is_not_recorded(client):
    EventFactory(held_on="2015-10", state="announced", published=True)

    (item,) = client.get("/events/").context["items"]

    assert str(item["badge"]["word"]) == "Announced; outcome not recorded"


def test_framework_is_listed_with_levels_and_referencing(client):
    framework(acronym="VQF", countries=["VN"], organisations=[OrganisationFactory(country=CountryFactory(iso2="VN"))])

    (item,) = client.get("/qualifications/").context["items"]

    assert str(item["badge"]["word"]) == "AQRF: endorsed"
    assert item["meta"] == ["VQF", "Country VN", "8 levels"]
