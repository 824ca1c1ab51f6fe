"""What a page is held to in a real browser. Each check takes a page and gives what is wrong with it."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python

WIDTHS = (360, 1280)
SCHEMES = ("dark", "light")
NARROWEST = 320  # a page of 1280 pixels at 400 %
TABLET = 768
BUDGET = 60_000  # bytes of a first visit, as it is compressed
CONTROL = 44  # the least height of fields and buttons
NAME = "Regional TVET Cooperation Portal"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
APART = re.compile("/files/|/static/fonts/noto-sans-")  # photos, and letters that only some devices lack
OWN_STYLES = {  # what readers set for themselves -> from which width on nothing may be pushed aside by it
    "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}": NARROWEST,
    "html {font-size: 200% !important}": WIDTHS[0],
}


@cache
def scripts():
    """axe-core, and what else is asked of a page."""
    axe = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    return f"{axe.read_text()}\n{Path(__file__).with_name('looking.js').read_text()}"


def complaints(page):
    """What the browser said, requests to other hosts among it; that the page itself is an error is no complaint."""
    return [text for text in page.complaints if page.answer.ok or "Failed to load resource" not in text]


def title(page):
    """A title that does not say where the reader is."""
    said, is_home = page.title(), urlsplit(page.url).path == "/"
    is_right = said == NAME if is_home else said.endswith(f" – {NAME}") and len(said) > len(NAME) + 3
    return [] if is_right else [said]


def weight(page):
    """What a first visit fetches, photos and fonts of other scripts apart, where it is over the budget."""
    sizes = {urlsplit(request.url).path: size(request) for request in page.fetched}
    total = sum(bytes_ for path, bytes_ in sizes.items() if not APART.match(path))
    return [f"{total} bytes: {sizes}"] if total > BUDGET else []


def size(request):
    """The bytes of an answer with its headers; static texts as the portal sends them, compressed."""
    sizes = request.sizes()
    if request.resource_type in ("stylesheet", "script", "image"):
        return len(gzip.compress(request.response().body(), 9)) + sizes["responseHeadersSize"]
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def shift(page):
    """How much the page jumped while it was loading, to a hundredth; where the device lacked a font, words may move."""
    if any("noto-sans" in request.url for request in page.fetched):
        return []
    page.evaluate("document.fonts.ready")
    total = round(page.evaluate("looking.shift()"), 2)
    return [total] if total else []


def sideways(page, width):
    """The styles with which the page is wider than its window; an empty one is the portal's own."""
    styles = ["", *(css for css, narrowest in OWN_STYLES.items() if width >= narrowest)]
    return page.evaluate("styles => looking.sideways(styles)", styles)


def axe(page, schemes):
    """What axe-core finds, with the colours of these schemes."""
    found = page.evaluate("tags => looking.rules(tags)", RULES)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme} {finding}" for finding in page.evaluate("looking.contrast()")]
    return found


def findings(page, widths, schemes):
    """Check -> what it found, of those that found something, with everything unfolded; axe-core at these widths."""
    page.evaluate(scripts())
    found = {check.__name__: check(page) for check in (complaints, title, weight, shift)}
    page.evaluate("looking.unfold()")
    for width in sorted({NARROWEST, TABLET, *WIDTHS}, reverse=True):
        page.set_viewport_size({"width": width, "height": 900})
        found[f"sideways at {width}"] = sideways(page, width)
        found[f"words broken at {width}"] = page.evaluate("looking.brokenWords()")
        found[f"axe at {width}"] = axe(page, schemes) if width in widths else []
    found["low controls"] = page.evaluate("least => looking.lowControls(least)", CONTROL)
    return {name: wrong for name, wrong in found.items() if wrong}
