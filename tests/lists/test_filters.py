"""Filters of lists: what they find, what they count, what an odd address gets."""

from itertools import cycle, product

import pytest

from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.factories.events import EventSeriesFactory
from tests.factories.records import ProvisionFactory, publish
from tests.lists.rows import LISTS, agreement, event, framework, options, programme, titles
from tvet_portal.directory.models import CooperationArea

pytestmark = pytest.mark.django_db
HOSTILE = ["", "x", "-1", "0", "abc", "9" * 30, "\x00", "a\x00b", "x" * 3000, "'; --", "{}", "‮ກ", "%", "2010,2011"]
PARAMETERS = [
    "kind",
    "country",
    "area",
    "organisation",
    "state",
    "level",
    "year_from",
    "year_to",
    "sort",
    "page",
    "q",
    "nothing",
]


# Everything for the longest list and the one that is made otherwise; the others share the code of the first.
OTHERS = [address for address in LISTS if address != "/agreements/"]
ASKED = [*product(("/agreements/", "/organisations/"), HOSTILE), *zip(cycle(OTHERS), HOSTILE, strict=False)]


@pytest.mark.parametrize(("address", "value"), ASKED)
def test_hostile_parameters_give_a_page(client, address, value):
    page = client.get(address, dict.fromkeys(PARAMETERS, value))

    assert page.status_code == 200


def test_unknown_values_are_left_out_and_named(client):
    agreement(title="Kept")

    page = client.get("/agreements/?country=vn&country=zz&year_from=abc&organisation=nobody")

    assert titles(page) == ["Kept"]
    assert [str(chip["value"]) for chip in page.context["chips"]] == ["Country VN"]
    assert page.context["notices"] == [
        "Left out, because it is not known here: Country “zz”.",
        "Left out, because it is not known here: Organisation “nobody”.",
        "Left out, because it cannot be used here: From the year “abc”.",
    ]


def test_many_values_cost_as_many_queries_as_one(client, django_assert_num_queries):
    organisations = [OrganisationFactory(approved=True) for _number in range(30)]
    agreement(organisations=organisations[:2])

    asked = {"organisation": [organisation.key for organisation in organisations]}
    client.get("/agreements/", asked)  # the first to look feeds the index

    with django_assert_num_queries(5):
        client.get("/agreements/", asked)


def test_country_takes_part_itself_or_through_a_body(client):
    body = OrganisationFactory(country=CountryFactory(iso2="KR"))
    agreement(title="Itself", countries=["VN"])
    agreement(title="Through a body", countries=["LA"], organisations=[body])

    assert titles(client.get("/agreements/?country=vn")) == ["Itself"]
    assert titles(client.get("/agreements/?country=kr")) == ["Through a body"]
    assert sorted(titles(client.get("/agreements/?country=vn&country=kr"))) == ["Itself", "Through a body"]


def test_town_of_an_event_is_no_party(client):
    event(title="In Thailand", city="Bangkok", country=CountryFactory(iso2="TH"), countries=["VN"])

    assert titles(client.get("/events/?country=th")) == []


def test_area_finds_what_is_narrower_but_not_proposals_and_recitals(client):
    broad = AreaFactory(approved=True)
    narrow = AreaFactory(broader=broad, approved=True)
    programme(title="About it", areas=[narrow])
    for kind in ("proposal", "recital"):
        programme(title=kind, areas=[AreaFactory()], before=point_about(narrow, kind))

    page = client.get("/programmes/", {"area": broad.key})

    assert titles(page) == ["About it"]
    assert options(page, "area")[broad.key] == options(page, "area")[narrow.key] == 1


def test_areas_of_the_record_itself_count_once_with_those_of_its_points(client):
    area = AreaFactory()
    programme(areas=[area], before=lambda record: record.areas.add(area))

    assert options(client.get("/programmes/"), "area") == {area.key: 1}


def point_about(area, kind):
    def add(record):
        ProvisionFactory(record=record, kind=kind).areas.add(area)

    return add


def test_area_that_is_not_approved_is_not_offered(client):
    area = AreaFactory()
    programme(areas=[area])
    CooperationArea.objects.update(approved_at=None)

    assert options(client.get("/programmes/"), "area") == {}


def test_counts_follow_the_other_filters_but_not_their_own(client):
    event(form="workshop", countries=["VN"], held_on="2019")
    event(form="workshop", countries=["TH"], held_on="2019")
    event(form="visit", countries=["VN"], held_on="2020")

    page = client.get("/events/?country=vn")

    assert options(page, "kind") == {"workshop": 1, "visit": 1}
    assert {code: options(page, "country")[code] for code in ("vn", "th")} == {"vn": 2, "th": 1}


def test_ticked_choice_that_finds_nothing_stays(client):
    event(form="workshop", countries=["VN"])
    event(form="visit", countries=["TH"])

    page = client.get("/events/?kind=visit&country=vn")

    assert page.context["count"] == 0
    assert options(page, "kind") == {"workshop": 1, "visit": 0}
    assert [(str(way["label"]), way["result"]) for way in page.context["ways_out"]] == [
        ("Without Kind: Visit", "1 event"),
        ("Without Country: Country VN", "1 event"),
    ]


def test_years_find_what_may_lie_in_them(client):
    programme(title="Range", period="2018/2022")
    programme(title="Year", period="2020")
    programme(title="Undated", period="")

    asked = ("year_from=2020", "year_to=2018", "year_from=2021&year_to=2021")
    found = [sorted(titles(client.get(f"/programmes/?{years}"))) for years in asked]

    assert found == [["Range", "Year"], ["Range"], ["Range"]]


def test_each_chip_takes_one_filter_away(client):
    agreement()

    chips = client.get("/agreements/?country=vn&country=la&year_from=2010&sort=title").context["chips"]

    assert [chip["url"] for chip in chips] == [
        "?country=la&year_from=2010&sort=title",
        "?country=vn&year_from=2010&sort=title",
        "?country=vn&country=la&sort=title",
    ]


def test_state_of_an_agreement_can_be_filtered(client):
    agreement(title="Ended", signed_on="2010", expires_on="2012")
    agreement(title="Signed", signed_on="2010")

    page = client.get("/agreements/?state=expired")

    assert titles(page) == ["Ended"]
    assert options(page, "state") == {"expired": 1, "signed": 1}


def test_frameworks_can_be_filtered_by_their_referencing(client):
    framework(title="Done", state="endorsed")
    framework(title="Begun", state="in_preparation", endorsed_on="")

    page = client.get("/qualifications/?state=endorsed")

    assert titles(page) == ["Done"]
    assert options(page, "state") == {"endorsed": 1, "in_preparation": 1}


def test_draft_organisation_is_no_filter(client):
    hidden = OrganisationFactory(name="Hidden Agency")
    agreement()

    page = client.get("/agreements/", {"organisation": hidden.key})

    assert page.context["chips"] == []
    assert "Hidden Agency" not in page.content.decode()


def test_choices_beyond_the_commonest_are_counted_and_those_ticked_stand_first(client, monkeypatch):
    monkeypatch.setattr("tvet_portal.records.filters.MOST_OPTIONS", 2)
    for countries in (["VN", "LA"], ["VN", "TH"], ["VN", "LA"]):
        event(countries=countries, organisations=[OrganisationFactory(country=CountryFactory(iso2="VN"))])

    (group,) = [facet for facet in client.get("/events/?country=th").context["facets"] if facet["name"] == "country"]

    assert [option["value"] for option in group["options"]] == ["th", "vn"]
    assert group["left_out"] == 1


def test_series_stand_below_the_events(client):
    publish(EventSeriesFactory(title="Yearly meeting"), True, True)
    EventSeriesFactory(title="Draft series")

    assert [series.title for series in client.get("/events/").context["series"]] == ["Yearly meeting"]
