"""The home page: what is new, what was reported, whose framework is referenced, at a fixed cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.qualifications import FrameworkFactory, FrameworkVersionFactory, ReferencingFactory
from tests.factories.records import FigureFactory, ParticipationFactory, publish
from tests.home.rows import agreement, asean, commitment, country, meeting, programme

pytestmark = pytest.mark.django_db


def framework(iso2, *, state, endorsed_on=""):
    made = FrameworkFactory(is_principal=True, acronym=f"{iso2}QF")
    ParticipationFactory(record=made, role="owner", organisation=None, country=country(iso2))
    version = FrameworkVersionFactory(framework=made)
    ReferencingFactory(framework=made, version=version, to_version=version, state=state, endorsed_on=endorsed_on)
    publish(made, True, True)
    return made


@pytest.mark.parametrize("rows", [1, 3])
def test_home_queries_stay_constant(client, django_assert_num_queries, rows):
    asean("KH", "LA", "VN")
    for iso2 in ("KH", "LA", "VN")[:rows]:
        agreement("CN", iso2)
        meeting("CN", iso2)
        commitment("CN", iso2)
        framework(iso2, state="endorsed")
        figure = FigureFactory(record=programme("CN", iso2, published=False), is_highlight=True)
        publish(figure.record, True, True)

    with django_assert_num_queries(11):
        page = client.get("/")

    assert len(page.context["front"].agreements) == rows


def test_empty_portal_has_a_home_page(client):
    page = client.get("/")

    assert page.status_code == 200
    assert [count["number"] for count in page.context["front"].counts] == [0, 0, 0, 0, 0]


def test_home_shows_nothing_of_drafts(client):
    asean("VN", "LA")
    hidden = agreement("VN", "LA", title="Canary", published=False)
    FigureFactory(record=hidden, counted="canaries", is_highlight=True)
    meeting("VN", "LA", title="Canary", published=False)

    page = client.get("/").content.decode().lower()

    assert "canar" not in page


def test_highlighted_figures_are_shown_with_record_and_date_of_the_source(client):
    made = programme("VN", "LA", title="Network", published=False)
    made.main_source.published_on = "2022-11-21"
    made.main_source.save()
    money = {"value": 4_000_000_000, "value_qualifier": "nearly", "currency": "VND"}
    FigureFactory(record=made, counted="worth of equipment", is_highlight=True, **money)
    FigureFactory(record=made, value=7, counted="not chosen")
    publish(made, True, True)

    assert client.get("/").context["front"].figures == [
        {
            "number": "nearly 4 billion",
            "label": "worth of equipment, in Vietnamese Dong",
            "source": "Network",
            "source_url": f"{made.get_absolute_url()}#figures",
            "when": "21 November 2022",
        }
    ]


def test_frameworks_are_grouped_by_their_referencing(client):
    asean("KH", "LA", "TH", "VN")
    framework("VN", state="endorsed", endorsed_on="2025-10-24")
    framework("KH", state="in_preparation")
    framework("LA", state="unknown")

    groups = client.get("/").context["front"].strip.groups

    assert [(group["name"], [(tile["name"], str(tile["note"])) for tile in group["tiles"]]) for group in groups] == [
        ("endorsed", [("Viet Nam", "24 October 2025")]),
        ("under_way", [("Cambodia", "In preparation")]),
        ("other", [("Lao PDR", "Not known"), ("Thailand", "no framework recorded")]),
    ]
    assert client.get("/").context["front"].figures[0]["number"] == "1 of 4"


def test_coming_meetings_stand_apart_from_past_ones(client):
    today = timezone.localdate()
    for days in (-400, -2, 5, 90):
        meeting("VN", title=f"{days}", held_on=(today + timedelta(days=days)).isoformat())

    front = client.get("/").context["front"]

    assert [item["title"] for item in front.coming] == ["5", "90"]
    assert [item["title"] for item in front.past] == ["-2", "-400"]


def test_every_try_link_leads_to_the_search(client):
    for words, _language in client.get("/").context["front"].tries:
        assert client.get("/search/", {"q": words}).status_code == 200
