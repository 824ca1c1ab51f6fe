"""Fonts: the portal's own letters come with every page, those of another script only where the device has none."""

import pytest

from tests.browser import chromium
from tvet_portal.settings import BASE_DIR

OWN = BASE_DIR / "tvet_portal" / "fonts"  # as good as those of a telephone: they have the names and the letters
LATIN = OWN / "SourceSans3-Regular.ttf"  # a browser needs one font at least
MIXED = "/agreements/mixed-scripts/"


@pytest.fixture
def device(tmp_path, browser, portal):
    """Opens a page on a device with only these fonts, and gives the names of the fonts that it fetched."""
    started = []

    def fonts_fetched(address, fonts):
        folder = tmp_path / f"fonts-{len(started)}"
        folder.mkdir()
        for font in fonts:
            (folder / font.name).symlink_to(font)
        settings = tmp_path / f"{len(started)}.conf"
        settings.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
        alone = browser.browser_type.launch(
            executable_path=chromium.program(), args=chromium.FLAGS, env={"FONTCONFIG_FILE": str(settings)}
        )
        started.append(alone)
        page, fetched = alone.new_page(base_url=portal), set()
        page.on("request", lambda request: fetched.add(request.url.rpartition("/")[2]))
        page.goto(address, wait_until="networkidle")
        return sorted(name for name in fetched if name.endswith(".woff2"))

    yield fonts_fetched
    for each in started:
        each.close()


def test_device_with_fonts_fetches_only_the_letters_of_the_portal(device):
    assert device(MIXED, OWN.glob("*.ttf")) == ["portal-sans-latin.woff2", "portal-sans-vietnamese.woff2"]


def test_device_without_fonts_fetches_those_of_the_scripts_on_the_page(device):
    assert device("/agreements/kasve-seameo-ted-2025/", [LATIN]) == ["portal-sans-latin.woff2"]
    assert device(MIXED, [LATIN]) == [
        "noto-sans-khmer.woff2",
        "noto-sans-lao.woff2",
        "noto-sans-myanmar-400.woff2",
        "noto-sans-myanmar-700.woff2",
        "noto-sans-thai.woff2",
        "portal-sans-latin.woff2",
        "portal-sans-vietnamese.woff2",
    ]
