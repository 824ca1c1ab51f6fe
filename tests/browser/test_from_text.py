"""A pasted news text becomes a draft: pasted, read, its plain lines ticked and accepted, one more accepted later."""

from tests.browser.signing_in import sign_in
from tests.factories.records import staff
from tests.reading.giving import TEXT, make_directory


def test_pasted_text_becomes_a_draft_that_lacks_nothing_after_few_inputs(page):
    make_directory()
    staff("writer")
    sign_in(page, "writer")
    page.goto("/admin/agreements/agreement/add/")
    page.click("text=Begin with a news text instead")

    page.fill("[name='text']", TEXT)
    page.check("[name='not_stated']")
    page.click("button:text-is('Read the text')")
    marked = page.locator("mark").count()
    left_out = page.locator("s.left-out").all_inner_texts()
    ticked_at_first = page.locator(".line input:checked").count()
    for kind in ("date", "place", "organisation", "person", "point"):
        page.click(f"button[name='tick'][value='{kind}']")
        page.locator(f"#lines-{kind} input:checked").first.wait_for()
    page.click("button:text-is('Make a draft of what is ticked')")

    assert (marked, ticked_at_first, left_out) == (15, 0, ["Home > News", "Read 1098 times"])
    assert "Nothing is missing before publication" in page.inner_text(".standing")
    assert page.input_value("[name='signed_on']") == "2025-12-09"
    assert page.input_value("[name='participations-0-as_printed']") == "Alpha Institute"

    page.click("text=Accept more lines of its text")
    page.check("label:has-text('More than 40 teachers') input")
    page.click("button:text-is('Accept into the draft')")

    assert page.input_value("[name='figures-0-counted']") == "teachers"
    assert page.complaints == []
