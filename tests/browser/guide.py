"""The pictures of docs/editing.md: `python -m tests.browser.guide` takes them anew, after a change of the pages."""

import sys
from io import BytesIO

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.portal import ROOT, running
from tests.browser.walking import Walk
from tests.reading.own_text import TEXT  # the words of others do not belong into a picture of ours

PICTURES = ROOT / "docs/pictures/editing"
WIDTH, HEIGHT = 1000, 760


def main():
    if not chromium.is_ready():
        sys.exit("There is no browser: apt-get install chromium libatomic1")
    with running("staff", TWO_PERSON_RULE="1") as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.program(), args=chromium.FLAGS)
        page = browser.new_page(base_url=portal, viewport={"width": WIDTH, "height": HEIGHT})

        def shoot(name):
            Image.open(BytesIO(page.screenshot())).save(PICTURES / f"{name}.webp", quality=80, method=6)

        walk = Walk(page, shoot)
        walk.begin()
        walk.read(TEXT)
        walk.draft()
        walk.save(summary="Two bodies share what they know, in three areas.")
        address = walk.hand_to_review()
        walk.sign_in("publisher")
        walk.publish(address)
        walk.public()
        browser.close()


if __name__ == "__main__":
    main()
