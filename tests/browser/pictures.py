"""Pictures of the ten main pages, for people to look at: `make pictures` writes them to .state/pictures."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.addresses import TEN
from tests.browser.portal import ROOT, running

WIDTHS, SCHEMES = (360, 1280), ("light", "dark")


def main(folder):
    if not chromium.is_ready():
        sys.exit("There is no browser: apt-get install chromium libatomic1")
    folder.mkdir(parents=True, exist_ok=True)
    with running() as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
        for name, address in TEN.items():
            for width in WIDTHS:
                page = browser.new_page(base_url=portal, viewport={"width": width, "height": 900})
                page.goto(address)
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                page.close()
        browser.close()
    print(f"{len(TEN) * len(WIDTHS) * len(SCHEMES)} pictures are in {folder}")


if __name__ == "__main__":
    main(Path(*sys.argv[1:]) if sys.argv[1:] else ROOT / ".state" / "pictures")
