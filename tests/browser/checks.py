"""What a page is held to in a real browser. Each check takes a page and gives what is wrong with it."""

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python

WIDTHS = (360, 768, 1280)
NARROWEST = 320  # a page of 1280 pixels at 400 %
BUDGET = 60_000  # bytes of a first visit, as it is compressed
CONTROL = 44  # the least height of fields and buttons
NAME = "Regional TVET Cooperation Portal"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
APART = re.compile("/files/|/static/fonts/(?!.*-latin-)")  # photos, and the fonts of scripts the device may have
OTHER_STYLES = {  # a reader's own, each with the widths it is tried at
    "wide spacing": (  # WCAG 1.4.12
        "* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}",
        (NARROWEST, 1280),
    ),
    "text of 200 %": ("html {font-size: 200% !important}", (768, 1280)),  # WCAG 1.4.4
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
    """How much the page jumped while it was loading, to a hundredth."""
    page.evaluate("document.fonts.ready")
    total = round(page.evaluate("looking.shift()"), 2)
    return [total] if total else []


def sideways(page):
    """The widths at which the page is wider than its window."""
    found = [width for width in (NARROWEST, *WIDTHS) if is_wider(page, width)]
    for name, (css, widths) in OTHER_STYLES.items():
        page.evaluate("css => looking.restyle(css)", css)
        found += [f"{width} with {name}" for width in widths if is_wider(page, width)]
    page.evaluate("looking.restyle('')")
    return found


def is_wider(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    return page.evaluate("looking.isWider()")


def targets(page):
    """Fields and buttons that are hard to hit on a phone."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return page.evaluate("least => looking.lowControls(least)", CONTROL)


def axe(page, widths):
    """What axe-core finds at these widths, in light and in dark, with everything unfolded."""
    page.evaluate("looking.unfold()")
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} {finding}" for finding in page.evaluate("tags => looking.rules(tags)", RULES)]
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {finding}" for finding in page.evaluate("looking.contrast()")]
    return found


CHECKS = (complaints, title, weight, shift, sideways, targets)


def findings(page, *, widths=WIDTHS):
    """Check -> what it found, of those that found something. axe-core looks at the page at these widths."""
    page.evaluate(scripts())
    found = {check.__name__: check(page) for check in CHECKS} | {"axe": axe(page, widths)}
    return {name: wrong for name, wrong in found.items() if wrong}
