"""Sitemaps: every public page is in one, and nothing else."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.factories.events import EventFactory, EventSeriesFactory, ProgrammeFactory
from tests.factories.qualifications import FrameworkFactory
from tests.factories.records import staff
from tvet_portal.opendata.sitemaps import PublicSitemap
from tvet_portal.records import workflow
from tvet_portal.records.models import RecordVersion

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
MADE = (AgreementFactory, EventFactory, EventSeriesFactory, ProgrammeFactory, FrameworkFactory)


def locations(client, address):
    """Address -> date of the last change, or nothing, of a map or of the index."""
    found = ElementTree.fromstring(client.get(address).content)
    return {entry.findtext("{*}loc").removeprefix(SITE): entry.findtext("{*}lastmod") for entry in found}


def everything(client):
    maps = list(locations(client, "/sitemap.xml"))
    return [address for each in maps for address in locations(client, each)]


def test_maps_hold_every_public_page(client):
    records = [factory(published=True) for factory in MADE]
    entries = [OrganisationFactory(approved=True), AreaFactory(approved=True), CountryFactory(iso2="VN")]

    listed = everything(client)

    assert {thing.get_absolute_url() for thing in (*records, *entries)} - set(listed) == set()
    assert {"/", "/agreements/", "/search/", "/areas/"} - set(listed) == set()
    assert len(listed) == len(set(listed))


def test_every_page_of_the_maps_is_there(client):
    for factory in MADE:
        factory(published=True)
    OrganisationFactory(approved=True)
    AreaFactory(approved=True)

    statuses = {address: client.get(address).status_code for address in everything(client)}

    assert set(statuses.values()) == {200}


def test_maps_hold_nothing_that_is_not_public(client):
    for factory in MADE:
        factory(slug="draft")
        workflow.withdraw(factory(slug="gone", published=True), by=staff("publisher"), reason="Entered twice.")
    OrganisationFactory(slug="unapproved")
    merged_into = AreaFactory(slug="kept", approved=True)
    AreaFactory(slug="merged", approved=True, merged_into=merged_into)

    slugs = {address.rstrip("/").split("/")[-1] for address in everything(client)}

    assert slugs & {"draft", "gone", "unapproved", "merged", "admin"} == set()


def test_map_says_when_a_record_was_last_approved(client):
    agreement = AgreementFactory(published=True)
    workflow.publish(agreement, by=staff("publisher"), reason="A title was wrong.")
    approved_at = RecordVersion.objects.get(record=agreement, number=2).approved_at

    response = client.get("/sitemap-agreements.xml")

    said = locations(client, "/sitemap-agreements.xml")[agreement.get_absolute_url()]
    assert said == timezone.localdate(approved_at).isoformat()
    assert response["Last-Modified"] == approved_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert locations(client, "/sitemap.xml")["/sitemap-agreements.xml"][:10] == said


def test_long_map_has_several_parts(client, monkeypatch):
    monkeypatch.setattr(PublicSitemap, "limit", 2)
    AgreementFactory.create_batch(3, published=True)

    parts = [address for address in locations(client, "/sitemap.xml") if "agreements" in address]

    assert parts == ["/sitemap-agreements.xml", "/sitemap-agreements.xml?p=2"]
    assert [len(locations(client, part)) for part in parts] == [2, 1]


def test_kinds_without_a_page_have_no_map(client):
    assert list(locations(client, "/sitemap.xml")) == ["/sitemap-pages.xml"]


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-x.xml",
        "/sitemap-%00.xml",
        "/sitemap-agreements.xml?p=99",
        "/sitemap-agreements.xml?p=-1",
        "/sitemap-events.xml?p=x",
    ],
)
def test_map_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_sitemap_queries_stay_constant(client, django_assert_num_queries, rows):
    AgreementFactory.create_batch(rows, published=True)

    with django_assert_num_queries(8):
        client.get("/sitemap.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-agreements.xml")


def test_map_gives_the_public_address_whatever_it_was_asked_by(client):
    response = client.get("/sitemap-pages.xml", headers={"host": "localhost"})

    assert "http://localhost" not in response.content.decode()
