"""Pages about the register: they say what is configured, and that something is missing where it is not."""

import html5lib
import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory, SourceFactory
from tests.factories.records import CitationFactory, ProgressFactory, ProvisionFactory, publish
from tvet_portal.settings import checked_contact

pytestmark = pytest.mark.django_db
PAGES = ("/about/", "/about/accessibility/")


def section(page, name):
    """The text of one section of a page."""
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    [found] = [part for part in tree.iter("section") if part.get("aria-labelledby") == name]
    return " ".join("".join(found.itertext()).split())


def links(page):
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    return {link.get("href") for link in tree.iter("a")}


def test_portal_without_operator_says_so(client):
    page = client.get("/about/")

    assert "No operator has been named yet." in section(page, "who")
    assert "no licence has been named yet" in section(page, "data")


def test_operator_and_licence_are_named_as_configured(client, settings):
    settings.OPERATOR, settings.DATA_LICENCE = "Example Council", "CC BY 4.0"

    page = client.get("/about/")

    assert "This register is run by Example Council." in section(page, "who")
    assert "under this licence: CC BY 4.0." in section(page, "data")


@pytest.mark.parametrize("address", PAGES)
def test_page_invents_no_contact(client, address):
    page = client.get(address)

    assert [link for link in links(page) if link.startswith("mailto:")] == []
    assert "No contact has been named yet" in page.content.decode()


@pytest.mark.parametrize(
    ("contact", "link"),
    [("desk@example.org", "mailto:desk@example.org"), ("https://example.org/form", "https://example.org/form")],
)
@pytest.mark.parametrize("address", PAGES)
def test_page_leads_to_the_configured_contact(client, settings, address, contact, link):
    settings.CONTACT = contact

    page = client.get(address)

    assert link in links(page)
    assert "No contact has been named yet" not in page.content.decode()


@pytest.mark.parametrize("contact", ["desk", "http://example.org/", "javascript:alert(1)", "a b@example.org"])
def test_contact_that_is_none_stops_the_portal(contact):
    with pytest.raises(ImproperlyConfigured, match="CONTACT is an e-mail address"):
        checked_contact(contact)


@pytest.mark.parametrize(("rule", "said"), [(True, "another person than"), (False, "may be the person who wrote it")])
def test_about_says_whether_two_people_publish(client, settings, rule, said):
    settings.TWO_PERSON_RULE = rule

    assert said in section(client.get("/about/"), "how")


def test_about_counts_what_is_public(client):
    AgreementFactory(published=True)
    AgreementFactory()

    counts = client.get("/about/").context["counts"]

    assert [(str(count["label"]), count["value"]) for count in counts] == [
        ("Agreements", 1),
        ("Meetings and competitions", 0),
        ("Programmes", 0),
        ("Qualifications frameworks", 0),
        ("Sources", 1),
    ]


def test_source_names_each_thing_that_rests_on_it_once(client):
    source = SourceFactory(title="Minutes", approved=True)
    record = AgreementFactory(title="Their agreement", main_source=source)
    CitationFactory(record=record, source=source)
    ProgressFactory(provision=ProvisionFactory(record=record, kind="commitment"), source=source)
    publish(record, True, True)
    CitationFactory(organisation=OrganisationFactory(name="Their body", approved=True), source=source)
    CitationFactory(organisation=OrganisationFactory(name="Hidden body"), source=source)
    CitationFactory(record=AgreementFactory(title="A draft"), source=source)

    items = client.get("/about/sources/").context["items"]

    assert [(item["title"], [one["title"] for one in item["resting"]]) for item in items] == [
        ("Minutes", ["Their agreement", "Their body"])
    ]


def test_sources_say_what_is_not_known_of_them(client):
    SourceFactory(title="", description="A flyer", approved=True)

    [item] = client.get("/about/sources/").context["items"]

    assert (item["title"], item["publisher"], item["published"], item["language"]) == (
        ("A flyer", *["not recorded here"] * 3)
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_source_list_queries_stay_constant(client, django_assert_num_queries, rows):
    for record in AgreementFactory.create_batch(rows, published=True):
        CitationFactory(organisation=OrganisationFactory(approved=True), source=record.main_source)

    with django_assert_num_queries(7):
        page = client.get("/about/sources/")

    assert len(page.context["items"]) == rows


def test_odd_page_of_sources_is_the_nearest_one(client):
    SourceFactory(approved=True)

    for page in ("0", "99", "-1", "abc", "9" * 40):
        assert client.get("/about/sources/", {"page": page}).context["page_obj"].number == 1
