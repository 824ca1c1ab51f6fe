"""Somebody without a mouse: what has the focus is seen at every step, and nothing holds it."""

FOCUSED = """() => {
    const element = document.activeElement;
    if (element === document.body) return ["", true, true]; // after the last thing on the page, before the first
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const label = element.labels?.[0]?.innerText || element.getAttribute("aria-label") || element.innerText ||
        (element.type === "submit" ? element.value : "");
    const places = [[.5, .5], [.02, .1], [.98, .9], [.02, .9], [.98, .1]];
    const isThere = ([x, y]) => {
        const found = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
        return found && [element, ...element.labels ?? []].some((each) => each.contains(found) || found.contains(each));
    };
    return [label || "", style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, places.some(isThere)];
}"""


class Keyboard:
    def __init__(self, page, most_tabs=120, *, is_still=False):
        """On a page that is still, one that does not glide to what has the focus, nothing may lie above that."""
        self.page, self.most_tabs, self.is_still = page, most_tabs, is_still

    def focused(self):
        """The words of what has the focus, which must be seen."""
        words, is_seen, is_there = self.page.evaluate(FOCUSED)
        assert is_seen, f"The focus on “{words}” is not seen."
        assert is_there or not self.is_still, f"“{words}” has the focus below something else."
        return " ".join(words.split())

    def tab_to(self, words, key="Tab"):
        for _ in range(self.most_tabs):
            self.page.keyboard.press(key)
            if self.focused().startswith(words):
                return
        raise AssertionError(f"“{words}” was not reached.")

    def back_to(self, words):
        self.tab_to(words, "Shift+Tab")

    def enter(self, words, key="Tab"):
        """Go to what says this and open it."""
        self.tab_to(words, key)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, words, text):
        """Go to a field and fill it."""
        self.tab_to(words)
        self.page.keyboard.type(text)

    def find(self, words, typed, name):
        """Go to a field that searches the directory, and choose."""
        self.tab_to(words)
        with self.page.expect_response("**/autocomplete/**"):
            self.page.keyboard.press("Enter")
        with self.page.expect_response(lambda response: "term=" + typed[:2] in response.url):
            self.page.keyboard.type(typed)
        self.page.locator(".select2-results__option--highlighted", has_text=name).wait_for()
        self.page.keyboard.press("Enter")
