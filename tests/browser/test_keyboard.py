"""The ways through the portal by keyboard alone, with scripts and without: the focus is seen at every step."""

import pytest

from tests.browser.by_keyboard import Keyboard


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def has_scripts(request):
    return request.param


def test_from_the_search_to_a_record_and_its_pdf(visit, has_scripts):
    page = visit("/", has_scripts=has_scripts)
    keyboard = Keyboard(page)

    if has_scripts:
        page.keyboard.press("/")
    else:
        keyboard.tab_to("Search agreements")
    page.keyboard.type("KASVE")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keyboard.enter("KASVE and SEAMEO TED: cooperation")
    keyboard.tab_to("Two-page summary (PDF)")
    with page.expect_response("**/summary.pdf") as answer:
        page.keyboard.press("Enter")

    assert (answer.value.status, answer.value.headers["content-type"]) == (200, "application/pdf")


@pytest.mark.parametrize(("width", "has_scripts"), [(360, False), (1280, True)], ids=["phone", "screen"])
def test_filtering_a_list_and_taking_the_filter_away(visit, has_scripts, width):
    page = visit("/events/", width=width, has_scripts=has_scripts)
    keyboard = Keyboard(page)
    everything = page.inner_text("#count")

    if width < 960:
        keyboard.tab_to("Filter")
        page.keyboard.press("Enter")
    keyboard.tab_to("Competition")
    page.keyboard.press("Space")
    keyboard.enter("Apply filters")
    filtered = page.inner_text("#count")
    keyboard.enter("Clear all")

    assert (filtered != everything, page.inner_text("#count")) == (True, everything)


def test_comparing_two_countries(visit, has_scripts):
    page = visit("/countries/vn/", has_scripts=has_scripts)

    Keyboard(page).enter("Lao PDR")

    assert (page.inner_text("h1"), page.locator("h2#shared").count()) == ("Lao PDR and Viet Nam", 1)


def test_opening_a_folded_table(visit, has_scripts):
    page = visit("/countries/vn/", has_scripts=has_scripts)
    table = page.locator("details:has(summary:text('Show as a table')) table").first
    was_shown = table.is_visible()

    Keyboard(page).tab_to("Show as a table")
    page.keyboard.press("Enter")

    assert (was_shown, table.is_visible()) == (False, True)


def test_first_key_leads_past_the_head(visit, has_scripts):
    page = visit("/agreements/", has_scripts=has_scripts)
    keyboard = Keyboard(page)

    page.keyboard.press("Tab")
    first = keyboard.focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert (first, page.evaluate("document.activeElement.closest('main') !== null")) == ("Skip to main content", True)


def test_slash_goes_to_the_search_from_a_page_without_a_field(visit):
    page = visit("/about/")

    with page.expect_navigation():
        page.keyboard.press("/")
    page.keyboard.press("/")

    assert (page.url.endswith("/search/"), page.evaluate("document.activeElement.id")) == (True, "q")


def test_link_to_a_folded_point_opens_it(visit):
    page = visit("/agreements/two-hundred-points/")
    last = page.locator("details.more .numbered > li").last
    point = last.get_attribute("id")

    page.goto(f"{page.url}#{point}")

    assert last.is_visible()
