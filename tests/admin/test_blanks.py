"""An empty field can say why it is empty; one tick says it of all that a source read to its end leaves out."""

import pytest

from tests.admin.pages import change_address, complaints, save
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.records import BlankFactory, CitationFactory

pytestmark = pytest.mark.django_db


def blanks(record):
    return {blank.target: blank.why for blank in record.blanks.all()}


def test_tick_says_not_stated_of_everything_left_empty(writer):
    agreement = AgreementFactory(signed_on="", city="Seoul")
    point = agreement.provisions.get()
    BlankFactory(record=agreement, target="legal_force", why="unknown")

    save(writer, change_address(agreement), {"read_to_end": "on"})

    said = blanks(agreement)
    assert said["signed_on"] == said["expires_on"] == said[f"provisions/{point.key}/due_on"] == "not_stated"
    assert said["legal_force"] == "unknown"
    assert "city" not in said
    assert {"kind_as_printed", "internal_remarks", "review_on", "slug"} & said.keys() == set()


def test_filled_field_loses_its_blank(writer):
    agreement = AgreementFactory()
    BlankFactory(record=agreement, target="city")

    save(writer, change_address(agreement), {"city": "Seoul"})

    assert blanks(agreement) == {}


def test_point_that_falls_due_loses_its_blank(writer):
    agreement = AgreementFactory()
    due_on = f"provisions/{agreement.provisions.get().key}/due_on"
    BlankFactory(record=agreement, target=due_on)
    BlankFactory(record=agreement, target=due_on.replace("due_on", "period"))

    save(writer, change_address(agreement), {"provisions-0-due_on": "2026"})

    assert list(blanks(agreement)) == [due_on.replace("due_on", "period")]


def test_blank_of_a_role_goes_when_the_page_of_a_part_fills_it(writer):
    agreement = AgreementFactory()
    point = agreement.provisions.get()
    BlankFactory(record=agreement, target=f"provisions/{point.key}/actors/by")
    BlankFactory(record=agreement, target=f"provisions/{point.key}/actors/to")

    typed = {"actors-TOTAL_FORMS": "1", "actors-0-role": "by", "actors-0-category": "trainers"}
    answer = save(writer, change_address(point), typed)

    assert answer.status_code == 302, complaints(answer)
    assert list(blanks(agreement)) == [f"provisions/{point.key}/actors/to"]


def test_dozens_of_is_not_empty(writer):
    agreement = AgreementFactory()
    party = agreement.participations.first()
    BlankFactory(record=agreement, target=f"participations/{party.key}/headcount")

    save(writer, change_address(party), {"headcount_qualifier": "dozens_of"})

    assert blanks(agreement) == {}


def test_filled_field_of_an_organisation_loses_its_blank(publisher):
    organisation = OrganisationFactory()
    BlankFactory(organisation=organisation, target="website")
    BlankFactory(organisation=organisation, target="founded_on")

    save(publisher, change_address(organisation), {"website": "https://example.org/"})

    assert list(blanks(organisation)) == ["founded_on"]


def test_organisation_is_not_said_to_be_what_it_is_not(publisher):
    organisation = OrganisationFactory()
    blank = BlankFactory(organisation=organisation, target="website")

    answer = save(publisher, change_address(organisation), {"blanks-0-target": "name"})

    assert complaints(answer) == ["“name” is said to be empty, but it is not."]
    blank.refresh_from_db()
    assert blank.target == "website"


@pytest.mark.parametrize("target", ["no_such_field", "provisions/none/text"])
def test_target_that_leads_nowhere_is_refused_and_nothing_is_saved(writer, target):
    agreement = AgreementFactory()
    citation = CitationFactory(record=agreement)

    answer = save(writer, change_address(agreement), {"citations-0-target": target, "title": "New"})

    assert target in complaints(answer)[0]
    citation.refresh_from_db()
    assert citation.target == "title"


def test_point_of_a_draft_takes_its_citations_with_it(writer):
    agreement = AgreementFactory(areas_of_cooperation=2)
    point, other = agreement.provisions.order_by("position", "key")
    CitationFactory(record=agreement, target=f"provisions/{point.key}/text")
    CitationFactory(record=agreement, target=f"provisions/{point.key}")
    CitationFactory(record=agreement, target=f"provisions/{other.key}")

    save(writer, change_address(agreement), {"provisions-0-DELETE": "on"})

    assert [row.target for row in agreement.citations.all()] == [f"provisions/{other.key}"]


def test_point_that_is_cited_in_public_cannot_be_deleted_alone(writer):
    agreement = AgreementFactory(areas_of_cooperation=2, published=True)
    point = agreement.provisions.order_by("position", "key").first()
    CitationFactory(record=agreement, target=f"provisions/{point.key}/text")

    answer = save(writer, change_address(agreement), {"provisions-0-DELETE": "on", "reason": "Too much"})

    assert "leads to no field" in complaints(answer)[0]
    assert agreement.provisions.count() == 2
