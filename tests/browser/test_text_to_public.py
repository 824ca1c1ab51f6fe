"""The KASVE memorandum goes from its pasted text to the public, by a writer and a second person."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser import guide
from tests.browser.portal import ROOT
from tests.browser.walking import Walk
from tests.factories.directory import CountryFactory, OrganisationFactory
from tests.factories.records import staff
from tests.seeds.originals import original_as_kept

PICTURES = re.compile(r"\]\(pictures/editing/(\w+)\.webp\)")  # of the guide, which shows every step


@pytest.fixture
def walk(page, settings):
    settings.TWO_PERSON_RULE = True
    for name in ("writer", "publisher"):
        staff(name)
    korea = CountryFactory(iso2="KR", iso3="KOR", name="Republic of Korea")
    OrganisationFactory(name="Korea Association of Secondary Vocational Education", acronym="KASVE", country=korea)
    OrganisationFactory(
        name="SEAMEO Regional Centre for Technical Education Development", acronym="SEAMEO TED", country=None
    )
    seen = []
    walk = Walk(page, seen.append)
    walk.seen = seen
    return walk


def test_pasted_memorandum_is_public_after_few_inputs(walk):
    walk.begin()
    walk.read(original_as_kept("000"))
    walk.draft()
    is_whole = "Nothing is missing before publication" in walk.page.inner_text(".standing")
    walk.save(summary="Two bodies agree to exchange knowledge and to cooperate in six areas.")
    address = walk.hand_to_review()
    offered_to_writer = walk.page.locator(".steps button").count()
    walk.sign_in("publisher")
    walk.publish(address)
    reference = walk.public()
    title, signed = walk.page.inner_text("h1"), walk.page.inner_text(".record")
    summary = PdfReader(BytesIO(walk.page.request.get(f"{walk.page.url}summary.pdf").body()))

    assert (is_whole, offered_to_writer, reference) == (True, 0, "AGR-00001")
    assert "KASVE" in title
    assert "9 December 2025" in signed
    assert "(6)" in "".join(page.extract_text() for page in summary.pages)
    assert (walk.inputs, walk.clicks) == (3, 12)
    assert walk.page.complaints == []
    assert PICTURES.findall((ROOT / "docs/editing.md").read_text()) == walk.seen
    assert {f"{name}.webp" for name in walk.seen} == {path.name for path in guide.PICTURES.iterdir()}
