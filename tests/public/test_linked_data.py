"""What pages say to machines: true of the record, as precise as the source, nothing marked, nothing of drafts."""

import json

import html5lib
import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.factories.events import EventFactory, EventSeriesFactory, ProgrammeFactory
from tests.factories.qualifications import (
    FrameworkFactory,
    FrameworkVersionFactory,
    LevelFactory,
    QualificationTypeFactory,
    TypePlacementFactory,
)
from tests.factories.records import (
    AlternativeTitleFactory,
    AppearanceFactory,
    CitationFactory,
    ParticipationFactory,
    publish,
    staff,
)
from tests.public.reading import linked_data
from tvet_portal.directory.models import OrganisationName, OrganisationTie
from tvet_portal.records import workflow

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
EVIL = '</script><script>alert(1)</script><!-- & "\u2028'


def told(client, address, kind):
    """The only node of this type on a page."""
    (node,) = (node for node in linked_data(client.get(address)) if node["@type"] == kind)
    return node


def published(record):
    publish(record, True, True)
    return record


def unverified(record, target):
    CitationFactory(record=record, target=target, certainty="unverified", source=None)


def test_event_says_when_where_and_by_whom(client):
    lao, body = (
        CountryFactory(iso2="LA", name="Lao PDR"),
        OrganisationFactory(slug="moes", name="Ministry", kind="ministry"),
    )
    series = EventSeriesFactory(slug="talks", title="Talks", published=True)
    event = EventFactory(
        slug="round", title="Round table", summary="They met.", held_on="2024-05-30/2024-06-01", modality="hybrid",
        venue="Hall 1", city="Vientiane", country=lao, series=series,
    )  # fmt: skip
    ParticipationFactory(record=event, role="organiser", organisation=body)
    ParticipationFactory(record=event, role="observer")
    published(event)

    node = told(client, "/events/round/", "Event")

    assert node["@id"] == f"{SITE}/id/{event.reference}"
    assert {name: node[name] for name in ("name", "description", "identifier", "startDate", "endDate")} == {
        "name": "Round table",
        "description": "They met.",
        "identifier": event.reference,
        "startDate": "2024-05-30",
        "endDate": "2024-06-01",
    }
    assert node["eventStatus"] == "https://schema.org/EventScheduled"
    assert node["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert node["location"] == {
        "@type": "Place",
        "name": "Hall 1",
        "address": {"@type": "PostalAddress", "addressLocality": "Vientiane", "addressCountry": "LA"},
    }
    assert node["organizer"] == [
        {"@type": "GovernmentOrganization", "@id": f"{SITE}/organisations/moes/", "name": "Ministry"}
    ]
    assert node["superEvent"]["@id"] == f"{SITE}/id/{series.reference}"


@pytest.mark.parametrize(
    ("held_on", "said"),
    [("2024", "2024"), ("2024-05", "2024-05"), ("2024~", None), ("?2024-05-30", None), ("[..2024-05-30]", None)],
)
def test_date_is_as_precise_as_it_is_known(client, held_on, said):
    EventFactory(slug="round", held_on=held_on, published=True)

    node = told(client, "/events/round/", "Event")

    assert (node.get("startDate"), "endDate" in node) == (said, False)


@pytest.mark.parametrize(("state", "status"), [("postponed", "EventPostponed"), ("cancelled", "EventCancelled")])
def test_event_that_did_not_take_place_says_so(client, state, status):
    EventFactory(slug="round", state=state, published=True)

    assert told(client, "/events/round/", "Event")["eventStatus"] == f"https://schema.org/{status}"


def test_what_bears_a_mark_on_the_page_is_not_told(client):
    event = EventFactory(slug="round", held_on="2024-05-30", city="Vientiane")
    AlternativeTitleFactory(record=event, text="Other title", kind="variant")
    AlternativeTitleFactory(record=event, text="Rond table", kind="typo")
    ParticipationFactory(record=event, role="organiser", is_expected=True)
    ParticipationFactory(record=event, role="funder", key="bank")
    AppearanceFactory(record=event, name_as_printed="Dr. Ai", role="chair")
    for target in ("held_on", "city", "participations/bank"):
        unverified(event, target)
    published(event)

    node = told(client, "/events/round/", "Event")

    assert {"startDate", "location", "organizer", "funder"} & set(node) == set()
    assert node["alternateName"] == ["Other title"]
    assert "Dr. Ai" not in json.dumps(linked_data(client.get("/events/round/")))


def test_series_names_its_editions(client):
    series = EventSeriesFactory(slug="talks", body=OrganisationFactory(name="Forum"), published=True)
    EventFactory(series=series, slug="first", title="First talks", held_on="2024-05-30", published=True)
    EventFactory(series=series, title="Draft talks", held_on="2025-05-30")

    node = told(client, "/events/series/talks/", "EventSeries")

    assert node["organizer"]["name"] == "Forum"
    assert node["subEvent"] == [
        {"@type": "Event", "name": "First talks", "url": f"{SITE}/events/first/", "startDate": "2024-05-30"}
    ]


def test_programme_is_a_project_with_members_and_funders(client):
    programme = ProgrammeFactory(slug="network", period="2019/2021-06")
    for role in ("funder", "implementer", "beneficiary"):
        ParticipationFactory(record=programme, role=role, organisation=OrganisationFactory(name=role))
    published(programme)

    node = told(client, "/programmes/network/", "Project")

    assert (node["foundingDate"], node["dissolutionDate"]) == ("2019", "2021-06")
    assert ([one["name"] for one in node["funder"]], [one["name"] for one in node["member"]]) == (
        ["funder"],
        ["implementer"],
    )


def test_agreement_is_a_text_that_its_parties_made(client):
    agreement = AgreementFactory(
        slug="mou",
        signed_on="2025-12-09",
        effective_on="2026-01",
        expires_on="2028-01",
        text_languages="en, ko",
        parties=0,
    )
    korea = CountryFactory(iso2="KR", name="Republic of Korea")
    ParticipationFactory(record=agreement, position=1, organisation=OrganisationFactory(name="Centre"))
    ParticipationFactory(record=agreement, position=2, organisation=None, country=korea, as_printed="Government")
    published(agreement)

    node = told(client, "/agreements/mou/", "CreativeWork")

    assert [(party["@type"], party["name"]) for party in node["creator"]] == [
        ("Organization", "Centre"),
        ("Country", "Republic of Korea"),
    ]
    assert (node["genre"], node["dateCreated"], node["temporalCoverage"], node["inLanguage"]) == (
        "Memorandum of understanding",
        "2025-12-09",
        "2026-01/2028-01",
        ["en", "ko"],
    )


def test_framework_is_a_set_of_levels_with_credentials(client):
    framework = FrameworkFactory(slug="vqf", title="Framework")
    version = FrameworkVersionFactory(framework=framework, key="2016")
    one, two = (LevelFactory(version=version, key=code, code=code, label="") for code in ("1", "2"))
    diploma = QualificationTypeFactory(
        framework=framework, key="diploma", name="Diploma", native_name="Bằng", native_language="vi"
    )
    TypePlacementFactory(type=diploma, level=one)
    QualificationTypeFactory(framework=framework, key="unsure", name="Unsure")
    unverified(framework, "types/unsure")
    unverified(framework, f"versions/2016/levels/{two.key}")
    published(framework)
    own = f"{SITE}/id/{framework.reference}"

    whole = told(client, "/qualifications/frameworks/vqf/", "DefinedTermSet")
    credential = told(client, "/qualifications/frameworks/vqf/", "EducationalOccupationalCredential")

    assert [term["termCode"] for term in whole["hasDefinedTerm"]] == ["1"]
    assert credential == {
        "@type": "EducationalOccupationalCredential",
        "@id": f"{own}#types/diploma",
        "name": "Diploma",
        "alternateName": [{"@value": "Bằng", "@language": "vi"}],
        "educationalLevel": [{"@id": f"{own}#versions/2016/levels/1"}],
        "isPartOf": {"@id": own},
    }


def test_record_of_a_missing_framework_is_no_set_of_levels(client):
    FrameworkFactory(slug="none", kind="none", published=True)

    assert [node["@type"] for node in linked_data(client.get("/qualifications/frameworks/none/"))] == ["BreadcrumbList"]


def test_organisation_says_its_names_and_its_place(client):
    parent = OrganisationFactory(slug="parent", name="Parent", approved=True)
    hidden = OrganisationFactory(name="Hidden")
    body = OrganisationFactory(
        slug="body", name="Body", acronym="BDY", kind="regional_body", website="https://body.example/", country=None,
        seat_city="Phnom Penh", seat_country=CountryFactory(iso2="KH"), founded_on="2019-05", approved=True,
    )  # fmt: skip
    for text, kind, verified in (("Corps", "translation", True), ("Bdoy", "typo", True), ("Bodi", "variant", False)):
        OrganisationName.objects.create(organisation=body, text=text, kind=kind, is_verified=verified, language="fr")
    OrganisationTie.objects.create(organisation=body, other=parent, role="part_of")
    OrganisationTie.objects.create(organisation=body, other=hidden, role="member_of")

    node = told(client, "/organisations/body/", "Organization")

    assert node == {
        "@type": "Organization",
        "@id": f"{SITE}/organisations/body/",
        "name": "Body",
        "url": "https://body.example/",
        "alternateName": ["BDY", {"@value": "Corps", "@language": "fr"}],
        "address": {"@type": "PostalAddress", "addressLocality": "Phnom Penh", "addressCountry": "KH"},
        "foundingDate": "2019-05",
        "parentOrganization": [{"@type": "Organization", "@id": f"{SITE}/organisations/parent/", "name": "Parent"}],
        "mainEntityOfPage": f"{SITE}/organisations/body/",
    }


def test_area_is_a_word_of_the_controlled_list(client):
    area = AreaFactory(slug="skills", key="skills", label="Skills", approved=True)
    area.labels.create(key="vi", language="vi", text="kỹ năng", is_checked=True)
    area.labels.create(key="th", language="th", text="ทักษะ", is_checked=False)

    node = told(client, "/areas/skills/", "DefinedTerm")

    assert (node["name"], node["termCode"]) == ("Skills", "skills")
    assert node["alternateName"] == [{"@value": "kỹ năng", "@language": "vi"}]
    assert told(client, "/areas/", "DefinedTermSet")["@id"] == node["inDefinedTermSet"]["@id"]


def test_home_page_tells_how_to_search(client):
    node = told(client, "/", "WebSite")

    action = node["potentialAction"]
    address = action["target"]["urlTemplate"].removeprefix(SITE).format(words="training")
    assert (node["url"], action["query-input"]) == (f"{SITE}/", "required name=words")
    assert client.get(address).context["words"] == "training"


def test_list_is_a_dataset_that_can_be_had_as_files(client):
    node = told(client, "/agreements/", "Dataset")

    addresses = [file["contentUrl"].removeprefix(SITE) for file in node["distribution"]]
    assert addresses == ["/agreements.csv", "/agreements.xlsx", "/agreements.json", "/agreements.atom"]
    assert [client.get(address)["Content-Type"] for address in addresses] == [
        file["encodingFormat"] for file in node["distribution"]
    ]
    assert "MIT" in node["license"]["name"]


def test_part_of_a_list_is_no_dataset_of_its_own(client):
    CountryFactory(iso2="VN")

    nodes = linked_data(client.get("/agreements/?country=vn"))

    assert [node["@type"] for node in nodes] == ["BreadcrumbList"]


def test_crumbs_lead_from_the_home_page_to_this_one(client):
    AgreementFactory(slug="mou", published=True)

    steps = told(client, "/agreements/mou/", "BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["item"].removeprefix(SITE)) for step in steps] == [
        (1, "/"),
        (2, "/agreements/"),
        (3, "/agreements/mou/"),
    ]


def test_hostile_text_cannot_leave_its_script(client):
    AgreementFactory(slug="mou", title=EVIL, summary=EVIL, published=True)

    page = client.get("/agreements/mou/")

    scripts = html5lib.parse(page.content, namespaceHTMLElements=False).iter("script")
    assert [script.get("type") or script.get("src") for script in scripts] == [
        "/static/js/portal.js",
        "application/ld+json",
    ]
    assert told(client, "/agreements/mou/", "CreativeWork")["name"] == EVIL


def test_draft_tells_machines_nothing(client):
    AgreementFactory(slug="draft")
    client.force_login(staff("publisher"))

    page = client.get("/agreements/draft/")

    assert (page.status_code, linked_data(page)) == (200, [])
    assert "og:title" not in page.content.decode()


def test_draft_of_a_change_is_not_told(client):
    agreement = AgreementFactory(slug="mou", title="Approved", published=True)
    agreement.title = "Changed"
    agreement.save()

    assert told(client, "/agreements/mou/", "CreativeWork")["name"] == "Approved"


def test_withdrawn_record_tells_machines_nothing(client):
    agreement = AgreementFactory(slug="mou", published=True)
    workflow.withdraw(agreement, by=staff("publisher"), reason="Entered twice.")

    page = client.get("/agreements/mou/")

    assert (page.status_code, linked_data(page)) == (410, [])
