"""Addresses last: references lead to records for ever, former slugs to present ones, in every form."""

import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.factories.events import EventFactory, EventSeriesFactory, ProgrammeFactory
from tests.factories.qualifications import FrameworkFactory, QualificationFactory, RecognitionArrangementFactory
from tests.factories.records import staff
from tvet_portal.records import workflow
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db
WITH_PAGES = {
    AgreementFactory: ("/", ".json", "/summary.pdf"),
    EventFactory: ("/", ".json", ".ics"),
    EventSeriesFactory: ("/", ".json"),
    ProgrammeFactory: ("/", ".json"),
    FrameworkFactory: ("/", ".json"),
}
ENTRIES = {OrganisationFactory: ("/", ".json"), AreaFactory: ("/", ".json")}


def given(factory, **more):
    return factory(**{"held_on": "2024-05-30"} | more) if factory is EventFactory else factory(**more)


def forms(thing, endings):
    return [thing.get_absolute_url().removesuffix("/") + ending for ending in endings]


@pytest.mark.parametrize("factory", [*WITH_PAGES, QualificationFactory, RecognitionArrangementFactory])
def test_reference_leads_to_every_type_of_record(client, factory):
    record = given(factory, published=True)

    response = client.get(f"/id/{record.reference}")

    assert (response.status_code, response["Location"]) == (303, record.get_absolute_url())


@pytest.mark.parametrize("factory", WITH_PAGES)
def test_reference_of_a_withdrawn_record_says_that_it_is_gone(client, factory):
    record = given(factory, published=True)
    workflow.withdraw(record, by=staff("publisher"), reason="Entered twice.")

    response = client.get(f"/id/{record.reference}")

    assert (response.status_code, response.context["reason"]) == (410, "Entered twice.")


@pytest.mark.parametrize("factory", WITH_PAGES)
def test_draft_has_no_permanent_address(client, factory):
    record = given(factory)
    Record.objects.filter(pk=record.pk).update(reference="XXX-00001")

    assert client.get("/id/XXX-00001").status_code == 404


@pytest.mark.parametrize("factory", WITH_PAGES)
def test_former_address_of_a_record_leads_on_in_every_form(client, factory):
    record = given(factory, slug="former", published=True)
    before = forms(record, WITH_PAGES[factory])
    record.slug = "present"
    record.save()
    workflow.publish(record, by=staff("publisher"), reason="Address corrected.")

    answers = [client.get(address) for address in before]

    assert [answer.status_code for answer in answers] == [301] * len(before)
    assert [answer["Location"] for answer in answers] == forms(record, WITH_PAGES[factory])


@pytest.mark.parametrize("factory", WITH_PAGES)
def test_withdrawn_record_is_gone_in_every_form(client, factory):
    record = given(factory, published=True)
    workflow.withdraw(record, by=staff("publisher"), reason="Entered twice.")

    assert {client.get(address).status_code for address in forms(record, WITH_PAGES[factory])} == {410}


@pytest.mark.parametrize("factory", WITH_PAGES)
def test_record_answers_for_its_head_in_every_form(client, factory):
    record = given(factory, published=True)

    assert {client.head(address).status_code for address in forms(record, WITH_PAGES[factory])} == {200}


@pytest.mark.parametrize("factory", ENTRIES)
def test_former_address_of_an_entry_leads_on_as_data_too(client, factory):
    entry = factory(slug="present", approved=True)
    entry.slugs.create(slug="former")

    answers = [client.get(address.replace("present", "former")) for address in forms(entry, ENTRIES[factory])]

    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [
        (301, address) for address in forms(entry, ENTRIES[factory])
    ]


@pytest.mark.parametrize("factory", ENTRIES)
def test_merged_entry_leads_on_as_data_too(client, factory):
    kept = factory(slug="kept", approved=True)
    merged = factory(slug="merged", approved=True, merged_into=kept)

    answer = client.get(merged.get_absolute_url().removesuffix("/") + ".json")

    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url().removesuffix("/") + ".json")


@pytest.mark.parametrize("factory", ENTRIES)
def test_former_address_of_an_unapproved_entry_is_not_found(client, factory):
    entry = factory(slug="present")
    entry.slugs.create(slug="former")

    assert client.get(entry.get_absolute_url().replace("present/", "former.json")).status_code == 404


def test_country_has_one_address_for_its_data(client):
    CountryFactory(iso2="VN")

    answer = client.get("/countries/VN.json")

    assert (answer.status_code, answer["Location"]) == (301, "/countries/vn.json")
