"""The head of pages: their one address, what other sites show of them, and where else the same is to be had."""

import html5lib
import pytest
from PIL import Image

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.factories.events import EventFactory
from tests.factories.records import staff

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def head(page):
    return html5lib.parse(page.content, namespaceHTMLElements=False).find("head")


def link(page, rel):
    return [one.get("href") for one in head(page).iter("link") if one.get("rel") == rel]


def graph(page):
    """Property -> content of Open Graph."""
    return {one.get("property"): one.get("content") for one in head(page).iter("meta") if one.get("property")}


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/", "/"),
        ("/?utm_source=letter", "/"),
        ("/agreements/mou/?from=mail", "/agreements/mou/"),
        ("/agreements/?sort=title&view=table&nothing=1&kind=nonsense", "/agreements/"),
        ("/agreements/?country=vn&sort=title", "/agreements/?country=vn"),
        ("/agreements/?page=1", "/agreements/"),
        ("/agreements/?page=2&country=vn", "/agreements/?country=vn"),  # there is no second page
        ("/countries/vn/?x=1", "/countries/vn/"),
        ("/search/?q=mou&nothing=1", "/search/?q=mou"),
    ],
)
def test_page_has_one_address(client, asked, canonical):
    AgreementFactory(slug="mou", published=True)
    CountryFactory(iso2="VN")

    page = client.get(asked)

    assert link(page, "canonical") == [f"{SITE}{canonical}"]
    assert graph(page)["og:url"] == f"{SITE}{canonical}"


def test_later_page_of_a_list_has_an_address_of_its_own(client):
    AgreementFactory.create_batch(21, published=True, parties=2)

    page = client.get("/agreements/?page=2&sort=title")

    assert link(page, "canonical") == [f"{SITE}/agreements/?page=2"]


def test_other_sites_show_what_the_record_is(client):
    AgreementFactory(slug="mou", title='Teachers & "trainers"', summary="They train <teachers>.", published=True)

    page = client.get("/agreements/mou/")

    assert graph(page) == {
        "og:title": 'Teachers & "trainers"',
        "og:description": "They train <teachers>.",
        "og:type": "article",
        "og:url": f"{SITE}/agreements/mou/",
        "og:site_name": "Regional TVET Cooperation Portal",
        "og:locale": "en_GB",
        "og:image": f"{SITE}/static/img/share.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Stepped squares: half of a table of who works with whom",
    }


def test_home_page_is_called_like_the_portal(client):
    page = client.get("/")

    said = graph(page)
    assert (said["og:title"], said["og:type"]) == ("Regional TVET Cooperation Portal", "website")
    assert "<span>Regional TVET Cooperation Portal <small>" in page.content.decode()


@pytest.mark.parametrize("address", ["/agreements/bare/", "/organisations/bare/", "/areas/bare/"])
def test_page_without_a_summary_has_a_description_too(client, address):
    AgreementFactory(slug="bare", title="Bare", published=True)
    OrganisationFactory(slug="bare", name="Bare", approved=True)
    AreaFactory(slug="bare", label="Bare", approved=True)

    page = client.get(address)

    (described,) = (one.get("content") for one in head(page).iter("meta") if one.get("name") == "description")
    assert (described, graph(page)["og:description"]) == ("Bare", "Bare")


def test_picture_is_as_large_as_is_said():
    with Image.open("static/img/share.png") as picture:
        assert (picture.size, picture.format) == ((1200, 630), "PNG")


@pytest.mark.parametrize("address", ["/nothing/", "/agreements/draft/"])
def test_page_of_an_error_or_a_draft_offers_no_address(client, address):
    AgreementFactory(slug="draft")
    client.force_login(staff("publisher"))

    page = client.get(address)

    assert (link(page, "canonical"), graph(page)) == ([], {})


def test_page_names_its_other_forms(client):
    EventFactory(slug="round", held_on="2024-05-30", published=True)
    OrganisationFactory(slug="body", approved=True)
    AreaFactory(slug="skills", approved=True)
    CountryFactory(iso2="VN")
    addresses = ("/events/round/", "/organisations/body/", "/areas/skills/", "/countries/vn/")

    forms = {address: link(client.get(address), "alternate") for address in addresses}

    assert forms == {
        "/events/round/": ["/events/round.json", "/events/round.ics"],
        "/organisations/body/": ["/organisations/body.json"],
        "/areas/skills/": ["/areas/skills.json"],
        "/countries/vn/": ["/countries/vn.json"],
    }


def test_record_shows_its_permanent_address(client):
    agreement = AgreementFactory(slug="mou", published=True)

    page = client.get("/agreements/mou/")

    links = {one.get("href"): one.text for one in html5lib.parse(page.content, namespaceHTMLElements=False).iter("a")}
    assert links[f"/id/{agreement.reference}"] == f"{SITE}/id/{agreement.reference}"
