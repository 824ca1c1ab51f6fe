"""The public pages of the records that come with the portal: correct HTML, nothing inline, everything shown."""

import re
from itertools import islice

import html5lib
import pytest
from django.test import Client
from html5lib.html5parser import ParseError

from tests.public.crawling import lists
from tests.public.reading import plain, shown_words, texts
from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.records.content import read, record_models
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db
MOST_ENTRIES = 15  # of each kind: their pages have one form
WITH_PAGES = ("agreement", "event_series", "event", "programme", "framework")


@pytest.fixture(scope="module")
def pages(curated):
    """Address -> page, of every record and list, of some entries, of searches and of errors."""
    return {address: Client().get(address) for address in addresses()}


def addresses():
    yield from lists()
    yield from ("/search/?q=training", "/search/?q=nothing-like-this", "/agreements/?country=kr&sort=title")
    yield from ("/nothing/", "/countries/la/vn/", "/events/?page=2")
    yield from (record.get_absolute_url() for record in records())
    for model in (Country, Organisation, CooperationArea):
        yield from (entry.get_absolute_url() for entry in islice(model.objects.order_by("pk"), MOST_ENTRIES))


def records():
    return [record for record in Record.objects.published().order_by("pk") if record.record_type in WITH_PAGES]


def tree(page):
    return html5lib.parse(page.content, namespaceHTMLElements=False)


def test_pages_are_correct_html(pages):
    wrong = {}
    for address, page in pages.items():
        try:
            html5lib.HTMLParser(strict=True).parse(page.content)
        except ParseError as error:
            wrong[address] = str(error)

    assert wrong == {}


def test_pages_hold_no_style_and_no_script_of_their_own(pages):
    inline = {address: found for address, page in pages.items() if (found := set(inline_of(tree(page))))}

    assert inline == {}


def inline_of(page):
    """What the content policy would stop."""
    for element in page.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield element.tag
        yield from (name for name in element.attrib if name == "style" or name.startswith("on"))


def test_no_two_elements_of_a_page_have_the_same_id(pages):
    twice = {}
    for address, page in pages.items():
        ids = [element.get("id") for element in tree(page).iter() if element.get("id")]
        if len(ids) != len(set(ids)):
            twice[address] = {one for one in ids if ids.count(one) > 1}

    assert twice == {}


def test_links_within_a_page_lead_to_something(pages):
    nowhere = {}
    for address, page in pages.items():
        root = tree(page)
        ids = {element.get("id") for element in root.iter()}
        links = {link.get("href")[1:] for link in root.iter("a") if re.match("#.", link.get("href") or "")}
        if links - ids:
            nowhere[address] = links - ids

    assert nowhere == {}


def test_pages_are_there(pages):
    statuses = {page.status_code for address, page in pages.items() if address != "/nothing/"}

    assert statuses == {200}


@pytest.mark.parametrize("record_type", WITH_PAGES)
def test_record_pages_show_every_text_of_their_content(pages, record_type):
    unshown = {}
    for record in record_models()[record_type].objects.published():
        words = shown_words(pages[record.get_absolute_url()])
        left_out = {path: text for path, text in texts(read(record)) if plain(text) not in words}
        if left_out:
            unshown[record.slug] = left_out

    assert unshown == {}
