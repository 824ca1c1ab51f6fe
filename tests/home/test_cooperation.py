"""Who works with whom: what counts as shared, what as met, and what stands in the table."""

from datetime import date

import pytest

from tests.factories.events import EventFactory
from tests.factories.records import ParticipationFactory, publish
from tests.home.rows import agreement, asean, body, commitment, country, meeting, programme
from tvet_portal.home.cooperation import Cooperation
from tvet_portal.home.matrix import Matrix

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def matrix():
    return Matrix(Cooperation(day=DAY))


def cells(name):
    """One row of the table: column -> number, "met" or nothing."""
    table = matrix()
    codes = [column["name"] for column in table.columns]
    below = [row for group in table.groups for row in group["rows"]]
    (row,) = [row for row in [*table.rows, *below] if row["name"] == name]
    return {code: cell.get("number") or cell["look"] for code, cell in zip(codes, row["cells"], strict=True)}


@pytest.fixture(autouse=True)
def members():
    asean("KH", "LA", "TH", "VN")


def test_agreements_programmes_and_commitments_are_shared():
    agreement("VN", "LA")
    programme("VN", body("LA"), "KH")
    commitment("VN", "LA")

    assert cells("Viet Nam") == {"Cambodia": 1, "Lao PDR": 3, "Thailand": "", "Viet Nam": "self"}


def test_countries_at_a_meeting_only_met():
    meeting("VN", "TH")
    programme("VN", "LA")

    assert cells("Viet Nam") == {"Cambodia": "", "Lao PDR": 1, "Thailand": "met", "Viet Nam": "self"}


@pytest.mark.parametrize("state", ["announced", "postponed", "cancelled"])
def test_nobody_met_at_a_meeting_that_was_not_held(state):
    meeting("VN", "TH", state=state)

    assert cells("Viet Nam")["Thailand"] == ""


def test_who_was_only_expected_or_only_paid_did_not_meet():
    event = EventFactory()
    for iso2, more in (("VN", {}), ("TH", {"is_expected": True}), ("LA", {"role": "funder"})):
        row = {"role": "participant"} | more
        ParticipationFactory(record=event, organisation=None, country=country(iso2), **row)
    publish(event, True, True)

    assert cells("Viet Nam") == {"Cambodia": "", "Lao PDR": "", "Thailand": "", "Viet Nam": "self"}


def test_drafts_tie_nobody():
    agreement("VN", "LA", published=False)
    meeting("VN", "TH", published=False)

    assert cells("Viet Nam") == {"Cambodia": "", "Lao PDR": "", "Thailand": "", "Viet Nam": "self"}


def test_partners_stand_below_the_members_of_that_day():
    programme("CN", "LA")
    asean("KR", from_on="2030")

    table = matrix()

    assert [column["code"] for column in table.columns] == ["KHX", "LAX", "THX", "VNX"]
    assert [row["name"] for row in table.groups[0]["rows"]] == ["China"]
    assert cells("China")["Lao PDR"] == 1


def test_bodies_without_a_country_stand_last_and_lead_to_what_they_share():
    programme("CN", "LA")
    centre = body(name="Regional centre", acronym="TED", key="ted")
    agreement(centre, "LA")

    groups = matrix().groups

    assert [(group["heading"], [row["name"] for row in group["rows"]]) for group in groups] == [
        ("Partners outside ASEAN", ["China"]),
        ("Regional and international bodies", ["TED"]),
    ]
    assert groups[1]["rows"][0]["cells"][1]["url"] == "/search/?organisation=ted&country=la"


def test_squares_lead_to_what_a_pair_shares_and_to_where_it_met():
    programme("VN", "LA")
    meeting("VN", "TH")

    row = matrix().rows[3]

    assert [cell.get("url") for cell in row["cells"]] == [None, "/countries/la/vn/", "/countries/th/vn/", None]


def test_closest_ties_say_what_they_are():
    programme("VN", "LA", title="Long")
    commitment("VN", "LA")
    commitment("LA", "VN")
    programme("KH", "LA", title="Other")

    assert matrix().closest == [
        {
            "names": "Lao PDR and Viet Nam",
            "url": "/countries/la/vn/",
            "number": 3,
            "what": "2 commitments; Long",
        },
        {"names": "Cambodia and Lao PDR", "url": "/countries/kh/la/", "number": 1, "what": "Other"},
    ]


def test_agreement_of_partners_outside_the_table_is_named_beside_it():
    made = agreement(body("KR"), body(name="Regional centre", acronym="TED"), title="Memorandum")

    assert matrix().outside == [
        {"names": "Republic of Korea and TED", "url": made.get_absolute_url(), "number": 1, "what": "Memorandum"}
    ]


def test_members_in_no_record_are_named():
    programme("VN", "LA")

    assert matrix().untied == ["Cambodia", "Thailand"]
