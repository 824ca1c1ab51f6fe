"""The KASVE memorandum is entered by a writer, published by a second person, found, taken away."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.signing_in import sign_in
from tests.factories.directory import CountryFactory
from tests.factories.records import staff

LIST = """(1) establishing a framework of cooperation between KSAVE and SEAMEO TED; (2) promoting collaboration and \
partnership to foster the advancement of technical and vocational education in the Southeast Asian region; (3) sharing \
Korea’s experiences, best practices, and expertise in TVET to support the development of vocational education systems \
in Southeast Asian countries; (4) identifying key challenges in TVET within the region and jointly proposing relevant \
policies, strategies, and programs to address them; (5) organizing and supporting workshops, seminars, and training \
programs for teachers, education administrators, and policy makers; and (6) facilitating the exchange of human and \
material resources between Korea and Southeast Asian countries in support of vocational and technical education \
development."""


class Hand:
    """A person at the form: every field they fill or choose counts as one input."""

    def __init__(self, page):
        self.page, self.inputs = page, 0

    def type(self, name, text):
        self.page.fill(f"[name='{name}']", text)
        self.inputs += 1

    def choose(self, name, value):
        self.page.select_option(f"[name='{name}']", value)
        self.inputs += 1

    def tick(self, name):
        self.page.check(f"[name='{name}']")
        self.inputs += 1

    def find(self, name, words):
        """Search for a row of the directory and choose it."""
        with self.page.expect_response("**/autocomplete/**"):
            self.page.click(f"select[name='{name}'] + .select2")
        with self.page.expect_response("**/autocomplete/**"):
            self.page.fill(".select2-container--open .select2-search__field", words)
        self.page.click(f".select2-results__option:has-text('{words}')")
        self.inputs += 1

    def create(self, into, /, **fields):
        """Create a row of the directory in place, in the window that the plus opens."""
        with self.page.expect_popup() as opened:
            self.page.click(f"#add_id_{into}")
        window = opened.value
        other = Hand(window)
        for field, value in fields.items():
            if field == "country":
                other.find(field, value)
            elif window.locator(f"select[name='{field}']").count():
                other.choose(field, value)
            else:
                other.type(field, value)
        with window.expect_event("close"):
            window.click("[name='_save']")
        self.inputs += other.inputs


@pytest.fixture
def writer(page, settings):
    """A writer, signed in; what any window of theirs complains about is among the page's complaints."""
    settings.TWO_PERSON_RULE = True
    page.context.on("console", lambda said: said.type in ("error", "warning") and page.complaints.append(said.text))
    staff("writer")
    staff("publisher")
    sign_in(page, "writer")
    return page


INPUTS = "input:visible:not(.select2-search__field), select:visible:not(.select2-hidden-accessible), textarea:visible"
WHY = "select.why:visible"  # beside a field that is still empty


def test_kasve_memorandum_is_entered_published_by_another_found_and_taken_away(writer):
    CountryFactory(iso2="KR", iso3="KOR", name="Republic of Korea")
    page, hand = writer, Hand(writer)
    page.goto("/admin/agreements/agreement/add/")
    shown = page.locator("#agreement_form").locator(f"{INPUTS}, .select2:visible").count()
    beside = page.locator("#agreement_form").locator(WHY).count()

    enter(hand)
    page.click("[name='_continue']")
    nothing_missing = "Nothing is missing" in page.inner_text(".standing")
    page.click("button:has-text('Hand to review')")
    draft, offered = page.url, page.locator(".steps button").count()
    page.context.clear_cookies()
    sign_in(page, "publisher")
    page.goto(draft)
    page.click("button:text-is('Publish')")
    reference = page.inner_text(".standing .quiet")
    with page.expect_navigation():
        page.click("text=View on site")
    page_title = page.inner_text("h1")
    summary = page.request.get(f"{page.url}summary.pdf")
    page.goto("/search/?q=KASVE")
    found = page.inner_text("main")

    assert (nothing_missing, offered) == (True, 0)
    assert reference == "AGR-00001"
    assert page_title == TITLE
    assert "(6)" in PdfReader(BytesIO(summary.body())).pages[0].extract_text()
    assert TITLE in found
    assert (hand.inputs, shown - beside, beside) == (24, 30, 5)
    assert page.complaints == []


def enter(hand):
    """The memorandum as its text tells it."""
    hand.type("title", TITLE)
    hand.type("signed_on", "2025-12-09")
    hand.type("city", "Seoul")
    hand.find("country", "Republic of Korea")
    hand.create("main_source", title="MoU Signing between KASVE and SEAMEO TED")
    hand.type("summary", "Two bodies agree to exchange knowledge and to cooperate in six areas.")
    hand.create("participations-0-organisation", **KASVE)
    hand.create("participations-1-organisation", **SEAMEO_TED)
    hand.create("appearances-0-person", printed_name="Songheang Ai", honorific="Dr.")
    hand.type("appearances-0-post", "director")
    hand.find("appearances-0-organisation", "SEAMEO TED")
    hand.create("appearances-1-person", printed_name="Chongkwan Kim", honorific="Mr.")
    hand.type("appearances-1-post", "chairman")
    hand.find("appearances-1-organisation", "KASVE")
    hand.type("provisions-0-text", "To exchange knowledge, resources and expertise for the benefit of both sides.")
    hand.page.click("text=Paste a numbered list of points")
    hand.type("pasted_list", LIST)
    hand.tick("read_to_end")


TITLE = "KASVE and SEAMEO TED: cooperation in vocational education and training"
KASVE = {
    "name": "Korea Association of Secondary Vocational Education",
    "acronym": "KASVE",
    "kind": "association",
    "country": "Republic of Korea",
}
SEAMEO_TED = {
    "name": "SEAMEO Regional Centre for Technical Education Development",
    "acronym": "SEAMEO TED",
    "kind": "regional_body",
}
