"""An agreement is entered, quoted for and handed to review by keyboard alone; nothing hides what has the focus."""

import pytest

from agreements.models import Agreement
from tests.browser.by_keyboard import Keyboard
from tests.browser.signing_in import sign_in
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory, SourceFactory
from tests.factories.records import staff
from tests.reading.own_text import TEXT
from tvet_portal.directory.files.storing import store


@pytest.fixture
def writer(page):
    staff("writer")
    sign_in(page, "writer")
    page.wait_for_url("**/admin/")
    return page


def test_agreement_is_entered_with_the_keyboard_alone(writer):
    CountryFactory(iso2="KR", iso3="KOR", name="Republic of Korea")
    for name in ("Alpha Institute", "Beta Centre"):
        OrganisationFactory(name=name)
    SourceFactory(title="News of an agreement", archived_copy=store("text.txt", TEXT.encode()))
    writer.goto("/admin/agreements/agreement/add/")
    keyboard = Keyboard(writer, is_still=True)

    assert keyboard.focused().startswith("Title")
    writer.keyboard.type("Alpha and Beta")
    keyboard.type("Signed on", "2025-12-09")
    keyboard.type("City", "Seoul")
    offered = [writer.locator(f"select[name='why-{name}']").is_visible() for name in ("signed_on", "country")]
    keyboard.find("Country of the place", "Repub", "Republic of Korea")
    keyboard.find("Main source", "News", "News of an agreement")
    keyboard.find("Organisation", "Alpha", "Alpha Institute")
    keyboard.tab_to("More")
    keyboard.find("Organisation", "Beta", "Beta Centre")
    keyboard.type("Text", "To share what both know.")
    keyboard.tab_to("Add another Point")
    writer.keyboard.press("Enter")
    keyboard.back_to("Text")
    writer.keyboard.type("Teachers are trained.")
    keyboard.tab_to("I read the source to its end")
    writer.keyboard.press("Space")
    keyboard.enter("Save and continue editing")

    keyboard.tab_to("Skip to the fields")
    writer.keyboard.press("Enter")
    keyboard.tab_to("Signed on")
    keyboard.tab_to("Rests on the main source")
    writer.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Home", "Shift+ArrowDown", "Shift+End"):
        writer.keyboard.press(key)
    keyboard.tab_to("Quote for: Signed on")
    writer.keyboard.press("Enter")
    assert keyboard.focused().startswith("Signed on")
    writer.click("#provisions-group .add-row a")
    writer.fill("#id_provisions-2-text", "Schools meet.")
    writer.click("button:has-text('Quote for: Text, #3')")
    writer.focus("#id_signed_on")
    keyboard.back_to("Save and preview")
    keyboard.enter("Save", "Shift+Tab")
    keyboard.enter("Hand to review", "Shift+Tab")

    agreement = Agreement.objects.get()
    of_new, citation = agreement.citations.order_by("target")
    points = [point.text for point in agreement.provisions.all()]
    assert (agreement.title, agreement.status, agreement.signed_on) == ("Alpha and Beta", "in_review", "2025-12-09")
    assert [row.as_printed for row in agreement.participations.all()] == ["Alpha Institute", "Beta Centre"]
    assert offered == [False, True]  # a word on why a field is empty, where it is
    assert points == ["To share what both know.", "Teachers are trained.", "Schools meet."]
    assert of_new.target == f"provisions/{agreement.provisions.get(text='Schools meet.').key}/text"
    assert (citation.target, citation.source.title) == ("signed_on", "News of an agreement")
    assert citation.quote.startswith("Seoul: On December 09, 2025")
    assert agreement.blanks.filter(target="expires_on", why="not_stated").exists()
    assert [each for each in writer.complaints if "/autocomplete/" not in each] == []  # whose answer came too late


def test_nothing_hides_what_has_the_focus_on_a_phone(writer):
    agreement = AgreementFactory(city="Seoul")
    writer.set_viewport_size({"width": 360, "height": 640})
    writer.goto(f"/admin/agreements/agreement/{agreement.pk}/change/")
    keyboard = Keyboard(writer, is_still=True)

    keyboard.tab_to("Save")
    writer.keyboard.press("Tab")
    writer.keyboard.press("Enter")
    keyboard.tab_to("Points")
    writer.keyboard.press("Enter")
    keyboard.tab_to("Short heading")
    keyboard.back_to("City")
