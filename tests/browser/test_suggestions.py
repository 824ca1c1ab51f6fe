"""What the search field offers while somebody types: by keyboard, to screen readers, in every script."""

import pytest

from tests.browser.checks import SCHEMES, axe, scripts

FIELD = "main [data-suggest]"


@pytest.fixture
def search(visit):
    """The search page with words typed into its field, and offers below it."""

    def type_words(words):
        page = visit("/search/")
        page.locator(FIELD).press_sequentially(words)
        page.locator("[role=option]").first.wait_for()
        return page

    return type_words


def said_of(page):
    """What a screen reader is told: whether the list is open, and the words of the chosen offer."""
    field = page.locator(FIELD)
    chosen = field.get_attribute("aria-activedescendant")
    return field.get_attribute("aria-expanded"), page.inner_text(f"#{chosen}") if chosen else ""


def test_offer_is_chosen_and_opened_by_keyboard(search):
    page = search("asean qualif")

    page.keyboard.press("ArrowDown")
    offers = page.locator("[role=option]").all_inner_texts()  # from now on no answer changes them
    page.keyboard.press("ArrowDown")
    second = said_of(page)
    page.keyboard.press("ArrowUp")
    first = said_of(page)
    page.keyboard.press("ArrowUp")
    none = said_of(page)
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert (first, second, none) == (("true", offers[0]), ("true", offers[1]), ("true", ""))
    assert page.inner_text("h1") in offers[0]


def test_escape_closes_the_offers_and_keeps_what_was_typed(search):
    page = search("training")

    page.keyboard.press("Escape")

    assert (said_of(page), page.input_value(FIELD)) == (("false", ""), "training")


def test_enter_without_a_choice_searches_for_what_was_typed(search):
    page = search("training")

    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url.endswith("/search/?q=training")


@pytest.mark.parametrize("words", ["ປະເທດລາວ", "កម្ពុជា", "อาชีวศึกษา", "မြန်မာ", "giao duc"])
def test_offers_are_made_in_every_script(search, words):
    page = search(words)

    assert said_of(page)[0] == "true"


def test_open_offers_have_no_accessibility_findings(search):
    page = search("training")
    page.evaluate(scripts())

    found = axe(page, SCHEMES)

    assert (found, page.complaints) == ([], [])


def test_offer_is_opened_by_a_click(search):
    page = search("asean qualif")
    offer = page.locator("[role=option]").first
    words = offer.inner_text()

    with page.expect_navigation():
        offer.click()

    assert page.inner_text("h1") in words
