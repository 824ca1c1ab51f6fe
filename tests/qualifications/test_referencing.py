"""National frameworks against the AQRF levels: what is endorsed, claimed, unverified or not known, and from where."""

import csv
from io import StringIO

import pytest

from qualifications.models import LevelReference
from tests.factories.events import EventFactory
from tests.factories.qualifications import (
    FrameworkFactory,
    FrameworkVersionFactory,
    LevelDescriptorFactory,
    LevelFactory,
    LevelReferenceFactory,
    ReferencingFactory,
)
from tests.factories.records import CitationFactory, FigureFactory, ParticipationFactory, ProvisionFactory, publish
from tests.home.rows import asean, country

pytestmark = pytest.mark.django_db
PAGE = "/qualifications/referencing/"


@pytest.fixture
def regional():
    """The AQRF with two levels."""
    made = FrameworkFactory(kind="regional", acronym="AQRF", slug="aqrf")
    version = FrameworkVersionFactory(framework=made, key="2014")
    for code in (1, 2):
        level = LevelFactory(version=version, code=str(code), position=code, key=str(code))
        LevelDescriptorFactory(level=level, text=f"Knows {code} things; does more.")
    return publish(made, True, True) or made


def national(iso2, regional, *, state="", levels=(), published=True, **more):
    """A country's principal framework; levels: (own code, regional code, what the reference says)."""
    made = FrameworkFactory(is_principal=True, acronym=f"{iso2}QF", slug=f"{iso2.lower()}qf")
    ParticipationFactory(record=made, role="owner", organisation=None, country=country(iso2))
    version, target = FrameworkVersionFactory(framework=made), regional.versions.get()
    row = None
    if state:
        row = ReferencingFactory(framework=made, version=version, to_version=target, state=state, key="aqrf", **more)
    for own, code, reference in levels:
        given = {"referencing": row if reference.pop("in_report", False) else None} | reference
        LevelReferenceFactory(
            framework=made,
            from_level=LevelFactory(version=version, code=own, key=own),
            to_level=target.levels.get(code=code) if code else None,
            **given,
        )
    publish(made, True, published)
    return made


def board(client):
    return client.get(PAGE).context["board"]


def column(client, place=0):
    """One column of the table, from the highest level down: (fill, text, letter)."""
    cells = [row["cells"][place] for row in board(client).rows]
    return [(cell["fill"], cell.get("text", ""), str(cell.get("letter", ""))) for cell in cells]


@pytest.mark.parametrize(
    ("state", "reference", "expected"),
    [
        ("endorsed", {"in_report": True}, ("acc", "1", "")),
        ("under_review", {"in_report": True}, ("prov", "1", "c")),
        ("endorsed", {"is_claimed": True}, ("prov", "1", "c")),
        ("endorsed", {}, ("prov", "1", "u")),
    ],
)
def test_level_is_as_sure_as_its_basis(client, regional, state, reference, expected):
    asean("VN")
    national("VN", regional, state=state, levels=[("1", "1", reference)])

    assert column(client) == [("nomap", "", ""), expected]


def test_levels_that_share_one_are_as_sure_as_the_weakest(client, regional):
    asean("VN")
    national("VN", regional, state="endorsed", levels=[("1a", "1", {"in_report": True}), ("1b", "1", {})])

    assert column(client)[1] == ("prov", "1a, 1b", "u")


def test_level_without_a_match_is_no_level(client, regional):
    asean("VN")
    national("VN", regional, levels=[("1", None, {"relation": LevelReference.Relation.NO_MATCH})])

    assert column(client) == [("nomap", "", ""), ("nomap", "", "")]


def test_countries_stand_in_three_blocks(client, regional):
    asean("KH", "LA", "TH", "VN")
    national("VN", regional, state="endorsed", endorsed_on="2025-10-24")
    national("KH", regional, levels=[("1", "1", {"is_claimed": True})])
    national("LA", regional, state="in_preparation", as_of_on="2019-11")

    shown = board(client)

    assert [(str(group["badge"]["word"]), group["number"]) for group in shown.groups] == [
        ("Endorsed", 1),
        ("Under way or claimed", 2),
        ("Not started or not known", 1),
    ]
    reports = [(str(cell["text"]), cell["when"]) for cell in shown.report_row]
    assert dict(zip([standing.country.name for standing in shown.columns], reports, strict=True)) == {
        "Viet Nam": ("Endorsed", "24 October 2025"),
        "Cambodia": ("Not known", ""),
        "Lao PDR": ("In preparation", "as of November 2019"),
        "Thailand": ("no framework recorded", ""),
    }


def test_level_words_are_shortened(client, regional):
    asean("VN")

    assert [(row["code"], row["words"]) for row in board(client).rows] == [
        ("2", "Knows 2 things"),
        ("1", "Knows 1 things"),
    ]


def test_endorsement_shows_date_meeting_and_sources(client, regional):
    asean("VN")
    meeting = EventFactory(published=True, title="15th meeting")
    framework = national(
        "VN", regional, state="endorsed", endorsed_on="2025-10-24", decided_at=meeting, published=False
    )
    CitationFactory(record=framework, target="referencings/aqrf", source__title="News of the meeting")
    publish(framework, True, True)

    response = client.get(PAGE)

    evidence = response.context["evidence"]
    assert [(row["country"].name, row["when"], row["event"].title, row["cited"]) for row in evidence.decisions] == [
        ("Viet Nam", "24 October 2025", "15th meeting", [1])
    ]
    assert [source["text"] for source in evidence.sources] == ["News of the meeting"]


def test_steps_come_from_the_regional_framework(client):
    regional = FrameworkFactory(kind="regional")
    ProvisionFactory(record=regional, kind="phase", text="A report is written.", key="report")
    CitationFactory(record=regional, target="provisions/report")
    publish(regional, True, True)

    evidence = client.get(PAGE).context["evidence"]

    assert evidence.steps == [{"heading": "", "text": "A report is written.", "cited": [1]}]


def test_sources_that_differ_on_a_number_are_both_shown(client):
    regional = FrameworkFactory(kind="regional")
    FigureFactory(record=regional, key="referenced", counted="member states that had completed it")
    for rank, statement in (("normal", "Six."), ("preferred", "Five.")):
        CitationFactory(record=regional, target="figures/referenced", rank=rank, statement=statement)
    publish(regional, True, True)

    (contradiction,) = client.get(PAGE).context["evidence"].contradictions

    assert contradiction["label"] == "member states that had completed it"
    assert [row["statement"] for row in contradiction["statements"]] == ["Five.", "Six."]


def test_what_is_not_known_is_said(client, regional):
    asean("KH", "LA", "VN")
    national("VN", regional, state="endorsed")
    national("KH", regional, state="in_preparation", levels=[("1", "1", {})])

    assert client.get(PAGE).context["evidence"].unknowns == [
        "The report is endorsed, but its table of levels is not on record: Viet Nam.",
        "These levels come from general knowledge, and nobody has read them in the report: Cambodia.",
        "Whether a referencing was begun is not known: Lao PDR.",
    ]


def test_drafts_and_frameworks_that_are_not_principal_do_not_count(client, regional):
    asean("KH", "VN")
    national("VN", regional, state="endorsed", published=False)
    sub = FrameworkFactory()
    ParticipationFactory(record=sub, role="owner", organisation=None, country=country("KH"))
    publish(sub, True, True)

    assert [standing.framework for standing in board(client).columns] == [None, None]


def test_empty_portal_has_a_referencing_page(client):
    response = client.get(PAGE)

    assert "No member of ASEAN is on record, so there is nothing to compare." in response.content.decode()


@pytest.mark.parametrize("countries", [1, 3])
def test_referencing_queries_stay_constant(client, django_assert_num_queries, regional, countries):
    for iso2 in ("VN", "LA", "TH")[:countries]:
        asean(iso2)
        national(iso2, regional, state="endorsed", levels=[("1", "1", {}), ("2", "2", {})])

    with django_assert_num_queries(10):
        response = client.get(PAGE)

    assert len(response.context["board"].columns) == countries


def test_referencing_as_csv_has_a_row_a_level_and_one_for_a_country_without(client, regional):
    asean("LA", "VN")
    national("VN", regional, state="endorsed", endorsed_on="2025-10-24", levels=[("1", "1", {"in_report": True})])

    text = client.get("/qualifications/referencing.csv").getvalue().decode()

    rows = list(csv.DictReader(StringIO(text)))
    shown = ("country_code", "framework", "state", "endorsed_on", "level", "aqrf_level", "relation", "basis")
    assert [[row[name] for name in shown] for row in rows] == [
        ["VN", "VNQF", "endorsed", "2025-10-24", "1", "1", "exact", "endorsed"],
        ["LA", "", "unknown", "", "", "", "", ""],
    ]


def test_referencing_as_json_says_the_same(client, regional):
    asean("VN")
    national("VN", regional, levels=[("1", None, {"relation": "no_match"})])

    (row,) = client.get("/qualifications/referencing.json").json()["rows"]

    assert (row["country_code"], row["level"], row["aqrf_level"], row["relation"], row["basis"]) == (
        "VN", "1", None, "no_match", "unverified",
    )  # fmt: skip
