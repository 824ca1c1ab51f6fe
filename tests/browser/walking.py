"""From a pasted text to a published memorandum, as two people of the staff do it in a browser."""

import re

from tests.browser.signing_in import sign_in


class Walk:
    """A field filled or ticked counts as one input, a button or link as one click. `show` is told of each page."""

    def __init__(self, page, show=lambda name: None):
        self.page, self.show = page, show
        self.inputs = self.clicks = 0

    def fill(self, where, text):
        self.page.fill(where, text)
        self.inputs += 1

    def tick(self, where):
        self.page.check(where)
        self.inputs += 1

    def click(self, where):
        self.page.click(where)
        self.clicks += 1

    def sign_in(self, name):
        """What comes before the work: it is not counted."""
        self.page.context.clear_cookies()
        sign_in(self.page, name)
        self.page.wait_for_url("**/admin/")

    def begin(self):
        """The first person comes."""
        self.page.goto("/admin/")
        self.page.locator("[name='login']").wait_for()
        self.show("sign_in")
        self.sign_in("writer")
        self.show("first_page")

    def read(self, text):
        """A text is pasted, and its lines are shown."""
        self.click("text=Begin with a news text")
        self.fill("[name='text']", text)
        self.tick("[name='not_stated']")
        self.show("paste")
        self.click("button:text-is('Read the text')")
        self.page.locator("mark").first.wait_for()
        self.show("lines")

    def draft(self):
        """What is plain is ticked, part by part, and becomes a draft. What it lacks is said above its form."""
        for kind in self.page.locator("button[name='tick']").evaluate_all("found => found.map((one) => one.value)"):
            self.click(f"button[name='tick'][value='{kind}']")
            self.page.locator(f"#lines-{kind} input:checked").first.wait_for()
        self.click("button:text-is('Make a draft of what is ticked')")
        self.page.locator(".standing").first.wait_for()
        self.show("draft")

    def save(self, **typed):
        """More is typed into the form."""
        for name, text in typed.items():
            self.fill(f"[name='{name}']", text)
        self.click("[name='_continue']")
        self.page.get_by_text("was changed successfully").wait_for()

    def hand_to_review(self):
        self.click("button:has-text('Hand to review')")
        self.page.get_by_text("It is now in review").wait_for()
        self.show("review")
        return self.page.url

    def publish(self, address):
        """A second person looks at it, and makes it public."""
        self.page.goto(address)
        self.show("second")
        self.click("button:text-is('Publish')")
        self.page.get_by_text("It is now public").wait_for()

    def public(self):
        """What everybody reads; gives the reference."""
        with self.page.expect_navigation():
            self.click("text=View on site")
        self.show("public")
        return re.search(r"AGR-\d+", self.page.inner_text("main"))[0]
