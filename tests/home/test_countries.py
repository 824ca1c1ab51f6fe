"""Countries: the list, the profile, and what two share."""

import pytest

from tests.factories.directory import AreaFactory, SourceFactory
from tests.factories.qualifications import (
    FrameworkFactory,
    FrameworkVersionFactory,
    LevelFactory,
    QualificationTypeFactory,
    TypePlacementFactory,
)
from tests.factories.records import CitationFactory, FigureFactory, ParticipationFactory, publish
from tests.home.rows import agreement, asean, body, commitment, country, meeting, programme
from tests.lists.rows import framework, options, titles
from tvet_portal.directory.models import CountryAlias, CountryGroup, GroupMembership
from tvet_portal.records.models import FigureActor

pytestmark = pytest.mark.django_db


def profile(client, iso2="VN"):
    return client.get(f"/countries/{iso2.lower()}/").context["profile"]


@pytest.mark.parametrize("rows", [1, 3])
def test_country_list_queries_stay_constant(client, django_assert_num_queries, rows):
    for iso2 in ("KH", "LA", "VN")[:rows]:
        asean(iso2)
        programme(iso2, "CN")

    with django_assert_num_queries(9):
        page = client.get("/countries/")

    members, partners = page.context["groups"]
    assert (len(members["items"]), len(partners["items"])) == (rows, 1)


def test_countries_say_how_much_is_on_record(client):
    asean("VN")
    programme("VN", "CN")
    meeting(body("VN"), "CN")
    meeting("VN", published=False)

    items = client.get("/countries/").context["items"]

    assert [(item["title"], item["meta"]) for item in items] == [
        ("Viet Nam", ["1 programme", "1 meeting"]),
        ("China", ["1 programme", "1 meeting"]),
    ]


def test_countries_can_be_filtered_by_group_and_referencing(client):
    asean("VN", "KH")
    country("CN")
    framework(countries=["VN"], organisations=[body("VN")], is_principal=True)

    by_group = client.get("/countries/?group=asean-members")
    by_state = client.get("/countries/?state=endorsed")

    assert titles(by_group) == ["Cambodia", "Viet Nam"]
    assert titles(by_state) == ["Viet Nam"]
    assert options(by_group, "group") == {"asean-members": 2}
    assert options(by_group, "state") == {"endorsed": 1}


def test_countries_by_name_stand_in_one_list(client):
    asean("VN")
    country("CN")

    page = client.get("/countries/?sort=title")

    assert titles(page) == ["China", "Viet Nam"]
    assert len(page.context["groups"]) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_profile_queries_stay_constant(client, django_assert_num_queries, rows):
    asean("VN")
    for number in range(rows):
        agreement("VN", "LA")
        programme("VN", "KH")
        meeting("VN", "TH")
        commitment("VN", "LA")
        body("VN")
        CountryAlias.objects.create(country=country("VN"), key=f"alias-{number}", text=f"Vietnam {number}")
        CitationFactory(record=None, country=country("VN"), target="", source=SourceFactory(approved=True))

    with django_assert_num_queries(12):
        client.get("/countries/vn/")


@pytest.mark.parametrize("rows", [1, 3])
def test_relation_queries_stay_constant(client, django_assert_num_queries, rows):
    for _number in range(rows):
        agreement("VN", "LA")
        meeting("VN", "LA")
        commitment("VN", "LA")

    with django_assert_num_queries(7):
        page = client.get("/countries/la/vn/")

    relation = page.context["relation"]
    assert [len(found) for found in (relation.shared, relation.meetings, relation.commitments)] == [rows] * 3


def test_profile_shows_what_the_country_takes_part_in(client):
    asean("VN", from_on="1995-07-28")
    agreement(body("VN", name="Ministry"), "LA", title="Memorandum")
    programme("KH", "LA", title="Of others")
    agreement("VN", "LA", title="Canary", published=False)

    found = profile(client)

    assert [line.title for line in found.lines] == ["Memorandum"]
    assert found.partners == [{"name": "Lao PDR", "url": "/countries/la/vn/", "number": 1}]
    assert [organisation.name for organisation in found.organisations] == ["Ministry"]
    assert found.meta == ["Member of ASEAN since 28 July 1995", "1 partner on record"]


def test_profile_names_the_country_in_the_languages_of_the_portal(client):
    country("VN")

    found = profile(client)

    assert [(name["lang"], name["text"]) for name in found.own_names] == [("vi", "Việt Nam")]
    assert {name["lang"] for name in found.names} == {"vi", "en", "th", "lo", "km", "my", "id"}


def test_profile_counts_commitments_by_their_last_report(client):
    commitment("VN", "LA", status="complete")
    commitment("LA", "VN", status="blocked")
    commitment("VN", "LA", status="")

    found = profile(client)

    assert {str(row["badge"]["word"]): row["number"] for row in found.tally} == {"Complete": 1, "Blocked": 1}
    assert found.figures[-1]["label"] == "of 3 commitments reported complete"
    assert "no evidence yet" in client.get("/countries/vn/").content.decode()


def test_old_report_on_a_commitment_says_for_how_long_nothing_was_heard(client):
    commitment("VN", "LA", as_of_on="2010-01")

    (found,) = profile(client).commitments

    assert found["silence"].endswith(" years without news.")


def test_figures_end_with_what_sources_report_of_the_country(client):
    made = programme("VN", "LA", title="Plan", published=False)
    for iso2, value in (("VN", 52), ("LA", 7)):
        figure = FigureFactory(record=made, value=value, counted="scholarships", is_highlight=True)
        FigureActor.objects.create(figure=figure, role="by", country=country(iso2), as_printed=iso2, key=iso2)
    publish(made, True, True)

    figures = profile(client).figures

    assert [(figure["number"], str(figure["label"]), figure.get("source")) for figure in figures] == [
        (1, "agreements and programmes on record", "See them"),
        (0, "meetings and competitions on record", None),
        (1, "countries it works with", "See them"),
        ("52", "scholarships", "Plan"),
    ]


def test_framework_shows_its_ladder_and_marks_what_is_unverified(client):
    made = FrameworkFactory(is_principal=True, title="Framework")
    ParticipationFactory(record=made, role="owner", organisation=None, country=country("VN"), as_printed="Viet Nam")
    version = FrameworkVersionFactory(framework=made)
    levels = [LevelFactory(version=version, code=code, position=code, key=f"{code}", label="") for code in (1, 2)]
    kind = QualificationTypeFactory(framework=made, name="Diploma", key="diploma", volume=60, volume_unit="credits")
    TypePlacementFactory(type=kind, level=levels[0])
    former = QualificationTypeFactory(framework=made, name="Former")
    TypePlacementFactory(type=former, level=levels[0], until_on="2010")
    CitationFactory(record=made, target="types/diploma", source=None, certainty="unverified")
    publish(made, True, True)

    (framework,) = profile(client).frameworks

    assert [
        (level["code"], [(one["name"], one["volume"], one["is_unverified"]) for one in level["types"]])
        for level in framework["ladder"]
    ] == [("2", []), ("1", [("Diploma", "60 credits", True)])]
    assert framework["is_part_unverified"] is True


def test_relation_says_on_what_two_countries_work(client):
    areas = [AreaFactory(approved=True, label=label) for label in ("Teachers", "Quality")]
    for number, title in enumerate(("One", "Other")):
        made = programme("VN", "LA", title=title, published=False)
        made.areas.add(*areas[: number + 1])
        publish(made, True, True)
    meeting("VN", "LA")

    topics = client.get("/countries/la/vn/").context["relation"].topics

    assert [(topic["label"], topic["number"]) for topic in topics] == [("Teachers", 2), ("Quality", 1)]


def test_memberships_say_from_when_until_when(client):
    asean("VN", from_on="1995-07-28")
    group = CountryGroup.objects.get(key="asean-members")
    GroupMembership.objects.create(group=group, country=country("LA"), key="x", from_on="1997", until_on="2001-05")
    GroupMembership.objects.create(group=group, country=country("KH"), key="y")

    assert [profile(client, code).group_facts[0]["value"] for code in ("VN", "LA", "KH")] == [
        "member since 28 July 1995",
        "member from 1997 until May 2001",
        "member, since when is not recorded",
    ]


def test_statement_whose_source_is_not_approved_is_not_shown(client):
    for key, approved in (("open", True), ("closed", False)):
        source = SourceFactory(title=f"{key} source", approved=approved)
        CitationFactory(record=None, country=country("VN"), target="", source=source, statement=f"{key} statement")

    page, data = client.get("/countries/vn/"), client.get("/countries/vn.json")

    assert [row["text"] for row in page.context["profile"].statements] == ["open statement"]
    assert [row["statement"] for row in data.json()["citations"]] == ["open statement"]


def test_unverified_statement_says_so(client):
    CitationFactory(
        record=None, country=country("VN"), target="", source=None, certainty="unverified", note="Heard of."
    )

    assert profile(client).statements[0]["is_unverified"] is True


def test_timeline_stays_within_its_picture(client):
    for number, period in enumerate(("1990/2030", "2020-05", "[..2010]", "2019/..", "XXXX-11-20")):
        programme("VN", period=period, title=f"{number} " + "a very long title " * 10)

    timeline = profile(client).timeline

    assert [lane["text"][0] for lane in timeline.lanes] == ["0", "3", "1"]
    places = [x for lane in timeline.lanes for x in (*lane["dots"], lane["label_x"])]
    assert all(0 <= x <= 100 for x in places)


@pytest.mark.parametrize(
    ("asked", "status", "leads_to"),
    [
        ("/countries/VN/", 301, "/countries/vn/"),
        ("/countries/vn/la/", 301, "/countries/la/vn/"),
        ("/countries/la/VN/", 301, "/countries/la/vn/"),
        ("/countries/zz/", 404, None),
        ("/countries/vn/vn/", 404, None),
        ("/countries/vn/zz/", 404, None),
        ("/countries/zz.json", 404, None),
    ],
)
def test_country_has_one_address(client, asked, status, leads_to):
    country("VN"), country("LA")

    answer = client.get(asked)

    assert (answer.status_code, answer.get("Location")) == (status, leads_to)
