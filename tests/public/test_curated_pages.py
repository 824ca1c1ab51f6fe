"""The public pages of the records that come with the portal: correct HTML, nothing inline, everything shown."""

import re
from itertools import islice

import pytest
from django.test import Client

from tests.public import crawling
from tests.public.reading import linked_data, plain, shown_words, texts, tree, unmarked, words_of
from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.opendata.tables import tables
from tvet_portal.records.content import read, record_models
from tvet_portal.records.models import Record

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MOST_ENTRIES = 4  # of each kind: their pages have one form
MOST_PARSED = 4  # records of each kind, the longest: strict parsing takes longer than making a page
WITH_PAGES = ("agreement", "event_series", "event", "programme", "framework")


@pytest.fixture(scope="module")
def pages(curated):
    """Address -> page, of every record and list, of some entries, of searches and of errors."""
    return {address: Client().get(address) for address in addresses()}


def addresses():
    yield from crawling.pages()
    yield from (f"/{name}/?view=table" for name in tables)
    yield from ("/search/?q=training", "/search/?q=nothing-like-this", "/agreements/?country=kr&sort=title")
    yield from ("/nothing/", "/countries/la/vn/", "/events/?page=2")
    yield from (record.get_absolute_url() for record in records())
    for model in (Country, Organisation, CooperationArea):
        yield from (entry.get_absolute_url() for entry in islice(model.objects.order_by("pk"), MOST_ENTRIES))


def records():
    return [record for record in Record.objects.published().order_by("pk") if record.record_type in WITH_PAGES]


@pytest.fixture(scope="module")
def parsed(pages):
    """Address -> tree of the page, and the errors a strict parser finds in it."""
    left_out = set(shorter_records(pages))
    return {address: (tree(page), page.html_errors) for address, page in pages.items() if address not in left_out}


def shorter_records(pages):
    for record_type in WITH_PAGES:
        own = [record.get_absolute_url() for record in records() if record.record_type == record_type]
        yield from sorted(own, key=lambda address: len(pages[address].content), reverse=True)[MOST_PARSED:]


def test_pages_are_correct_html(parsed):
    wrong = {address: errors for address, (_tree, errors) in parsed.items() if errors}

    assert wrong == {}


def test_pages_hold_no_style_and_no_script_of_their_own(parsed):
    inline = {address: found for address, (root, _errors) in parsed.items() if (found := set(inline_of(root)))}

    assert inline == {}


def inline_of(page):
    """What the content policy would stop."""
    for element in page.iter():
        is_data = element.get("type") == "application/ld+json"
        if element.tag == "style" or (element.tag == "script" and not element.get("src") and not is_data):
            yield element.tag
        yield from (name for name in element.attrib if name == "style" or name.startswith("on"))


def test_words_of_other_scripts_say_their_language(parsed):
    silent = {address: words for address, (root, _errors) in parsed.items() if (words := unmarked(root.find("body")))}

    assert silent == {}


def test_no_two_elements_of_a_page_have_the_same_id(parsed):
    twice = {}
    for address, (root, _errors) in parsed.items():
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        if len(ids) != len(set(ids)):
            twice[address] = {one for one in ids if ids.count(one) > 1}

    assert twice == {}


def test_links_within_a_page_lead_to_something(parsed):
    nowhere = {}
    for address, (root, _errors) in parsed.items():
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


def test_machines_are_told_nothing_that_readers_are_not(pages):
    more = {}
    for address, page in pages.items():
        told = {plain(word) for node in linked_data(page) for word in words_of(node)}
        shown = shown_words(page)
        if untold := {word for word in told if word not in shown}:
            more[address] = untold

    assert more == {}


def test_machines_are_told_something_on_every_page_but_those_of_the_search(pages):
    silent = {address for address, page in pages.items() if page.status_code == 200 and not linked_data(page)}

    assert silent == {address for address in pages if address.startswith("/search/")}
