"""Who cooperates with whom on what: the table as filters narrow it, and the same as files."""

import csv
from io import StringIO

import pytest

from tests.factories.directory import AreaFactory
from tests.factories.records import ProvisionFactory, publish
from tests.home.rows import agreement, asean, body, commitment, meeting, programme

pytestmark = pytest.mark.django_db
TABLE = "/agreements/network/"


@pytest.fixture(autouse=True)
def members():
    asean("KH", "LA", "VN")


def page(client, query=""):
    return client.get(f"{TABLE}{query}").context["network"]


def pairs(network):
    """What the pairs of the page share: their names -> titles."""
    return {row["names"]: row["what"] for row in network.closest}


def test_network_is_narrowed_by_kind_and_years(client):
    agreement("KH", "LA", title="Memorandum", signed_on="2017-05-04")
    programme("VN", "LA", title="Plan", period="2019/2021")
    commitment("VN", "LA", held_on="2019-03-26")
    meeting("KH", "VN", title="Conference", held_on="2024")
    expected = {
        "": {"Lao PDR and Viet Nam": "1 commitment; Plan", "Cambodia and Lao PDR": "Memorandum"},
        "?kind=programme": {"Lao PDR and Viet Nam": "Plan"},
        "?kind=agreement&kind=commitment": {
            "Cambodia and Lao PDR": "Memorandum",
            "Lao PDR and Viet Nam": "1 commitment",
        },
        "?kind=event": {"Cambodia and Viet Nam": "Conference"},
        "?year_from=2021&year_to=2021": {"Lao PDR and Viet Nam": "Plan"},
        "?year_to=2018": {"Cambodia and Lao PDR": "Memorandum"},
    }

    found = {query: pairs(page(client, query)) for query in expected}

    assert found == expected


def test_network_area_finds_records_and_commitments_about_it_or_something_narrower(client):
    broad = AreaFactory(approved=True, key="people")
    narrow = AreaFactory(approved=True, key="teachers", broader=broad)
    about_record, about_point = programme("VN", "LA", title="Plan", published=False), commitment("KH", "LA")
    about_record.areas.add(narrow)
    publish(about_record, True, True)
    about_point.provisions.get().areas.add(narrow)
    programme("KH", "VN", title="Other")

    network = page(client, "?area=people")

    assert pairs(network) == {"Cambodia and Lao PDR": "1 commitment", "Lao PDR and Viet Nam": "Plan"}


def test_network_proposals_do_not_say_what_a_pair_works_on(client):
    area = AreaFactory(approved=True, key="teachers")
    made = programme("VN", "LA", published=False)
    ProvisionFactory(record=made, kind="proposal").areas.add(area)
    publish(made, True, True)

    network = page(client, "?area=teachers")

    assert pairs(network) == {}


def test_network_without_meetings_among_its_kinds_shows_no_circles(client):
    meeting("KH", "VN")
    programme("LA", "VN")

    looks = {
        query: [cell["look"] for cell in page(client, query).matrix.rows[2]["cells"]]
        for query in ("", "?kind=programme")
    }

    assert looks == {"": ["met", "t1", "self"], "?kind=programme": ["", "t1", "self"]}


def test_network_says_what_its_numbers_count(client):
    meeting("KH", "VN")

    counted = {query: page(client, query).counted for query in ("", "?kind=event&kind=agreement")}

    assert counted == {
        "": "agreements, programmes and commitments",
        "?kind=event&kind=agreement": "meetings and agreements",
    }


def test_network_says_what_it_left_out(client):
    response = client.get(f"{TABLE}?kind=war&area=nowhere&year_from=soon")

    assert list(response.context["network"].filter.left_out) == [
        "Left out, because it is not known here: Kind of tie “war”.",
        "Left out, because it is not known here: Cooperation area “nowhere”.",
        "Left out, because it cannot be used here: From the year “soon”.",
    ]


def test_network_that_finds_nothing_says_so(client):
    programme("LA", "VN")

    response = client.get(f"{TABLE}?year_from=2090")

    assert "Nobody shares anything that fits all these filters." in response.content.decode()


def test_network_lists_every_pair_with_the_number_of_each_kind(client):
    programme("LA", "VN")
    commitment("VN", "LA", held_on="2019")
    meeting("KH", "VN")

    rows = page(client).table["rows"]

    assert [[row["head"]["text"], *(cell["text"] for cell in row["cells"])] for row in rows] == [
        ["Lao PDR and Viet Nam", 0, 1, 1, 0],
        ["Cambodia and Viet Nam", 0, 0, 0, 1],
    ]


def test_network_as_csv_has_a_row_a_pair_under_the_same_filters(client):
    agreement(body(name="Regional centre", acronym="TED", key="ted"), "LA", signed_on="2020")
    programme("LA", "VN", period="2010")

    text = client.get("/agreements/network.csv?year_from=2019").getvalue().decode()

    assert list(csv.DictReader(StringIO(text))) == [
        {
            "one_code": "LA",
            "one": "Lao PDR",
            "other_code": "ted",
            "other": "TED",
            "agreements": "1",
            "programmes": "0",
            "commitments": "0",
            "meetings": "0",
            "areas": "",
            "address": "http://127.0.0.1:8000/search/?organisation=ted&country=la",
        }
    ]


def test_network_as_json_holds_every_tie(client):
    made = programme("LA", "VN", title="Plan")

    data = client.get("/agreements/network.json?kind=programme").json()

    assert data["filters"] == {"kind": ["programme"]}
    assert data["pairs"] == [
        {
            "partners": [
                {"code": "LA", "name": "Lao PDR", "address": "http://127.0.0.1:8000/countries/la/"},
                {"code": "VN", "name": "Viet Nam", "address": "http://127.0.0.1:8000/countries/vn/"},
            ],
            "address": "http://127.0.0.1:8000/countries/la/vn/",
            "ties": [
                {
                    "kind": "programme",
                    "title": "Plan",
                    "address": f"http://127.0.0.1:8000{made.get_absolute_url()}",
                    "areas": [],
                }
            ],
        }
    ]


def test_network_knows_nothing_of_drafts(client):
    agreement("LA", "VN", published=False)
    commitment("KH", "VN", title="Draft")
    draft = commitment("LA", "KH", title="Hidden")
    type(draft).objects.filter(pk=draft.pk).update(status="draft")

    data = client.get("/agreements/network.json").json()

    assert [[one["code"] for one in row["partners"]] for row in data["pairs"]] == [["KH", "VN"]]
