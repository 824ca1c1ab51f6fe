"""The page of a record shows its documents and photos, and says what is not held, not stated or not checked."""

import re

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import PersonFactory
from tests.factories.records import BlankFactory, DocumentFactory, PhotoFactory, ProvisionFactory, staff
from tests.pictures import pdf, picture
from tvet_portal.directory.files.storing import store
from tvet_portal.records import workflow
from tvet_portal.records.page.kept import kept_rows

pytestmark = pytest.mark.django_db


def section(client, record):
    """The documents and photos on the page of a record, once it is public."""
    workflow.publish(record, by=staff("publisher"))
    page = html5lib.parse(client.get(record.get_absolute_url()).content, namespaceHTMLElements=False)
    return page.find(".//section[@aria-labelledby='documents']")


def words(element):
    return " ".join("".join(element.itertext()).split())


def lines(section_):
    """What is said of the first document, piece by piece."""
    return [words(line) for line in section_.findall(".//ul[@class='files']/li//li")]


def caption(section_):
    """What stands under the first photo, its folded part aside."""
    return [words(line) for line in section_.findall(".//figcaption/p")]


def test_document_that_is_held_says_all_that_is_known(client):
    record, upload = AgreementFactory(), store("a.pdf", pdf(12))
    DocumentFactory(
        record=record, kind="translation", title="The text", language="vi", dated_on="2025-12-09", upload=upload,
        availability="held", address="https://example.org/a", note="Page 3 is missing.",
    )  # fmt: skip

    shown = section(client, record)

    assert lines(shown) == [
        "Translation", "9 December 2025", "Vietnamese (Tiếng Việt)", f"PDF, 12 pages, {upload.size / 1024:.1f} KB",
        "Held", "Also at example.org",
    ]  # fmt: skip
    assert shown.find(".//li/div/a").attrib == {"href": f"/files/{upload.sha256}"}
    assert words(shown.find(".//details/summary")) == f"SHA-256 {upload.sha256[:8]}…"
    assert words(shown.find(".//details/p/code")) == upload.sha256
    assert words(shown.find(".//span[@lang='vi']")) == "Tiếng Việt"


def test_document_says_what_is_not_known(client):
    record = AgreementFactory()
    DocumentFactory(
        record=record, key="text", kind="annex", availability="held", upload=store("a.pdf", b"%PDF-1.7 empty")
    )
    BlankFactory(record=record, target="documents/text/language")

    shown = section(client, record)

    assert lines(shown) == ["Annex", "Language: not stated", "PDF, number of pages not known, 14 bytes", "Held"]


def test_document_that_is_not_held_says_where_it_can_be_read(client):
    record = AgreementFactory()
    point = ProvisionFactory(record=record, heading="The second point")
    DocumentFactory(
        record=record, title="Elsewhere", dated_on="2024", language="tet", address="https://example.org/a.pdf", pages=2,
        provision=point,
    )  # fmt: skip

    shown = section(client, record)

    assert lines(shown) == [
        "Report", "2024", "tet", "2 pages", "Not held", "To be read at example.org", "About: The second point",
    ]  # fmt: skip
    assert shown.find(".//li/div/a").attrib == {"href": "https://example.org/a.pdf", "rel": "external"}


def test_document_that_nobody_has_says_so(client):
    record = AgreementFactory()
    DocumentFactory(record=record, kind="signed_text", title="The text")

    shown = section(client, record)

    assert lines(shown) == ["Signed text", "Not held"]
    assert shown.findall(".//li/div/a") == []


def test_photo_can_be_chosen_in_its_sizes_and_keeps_its_place(client):
    record, upload = AgreementFactory(), store("a.jpg", picture(size=(900, 600)))
    PhotoFactory(record=record, upload=upload, alt_text="Two people sign.", alt_text_by="person")

    shown = section(client, record).find(".//img")

    address = f"/files/{upload.sha256}"
    assert {name: value for name, value in shown.attrib.items() if name != "sizes"} == {
        "src": f"{address}/720.webp",
        "srcset": f"{address}/320.webp 320w, {address}/720.webp 720w, {address}/900.webp 900w",
        "alt": "Two people sign.",
        "width": "900",
        "height": "600",
        "loading": "lazy",
        "decoding": "async",
    }
    assert shown.attrib["sizes"].startswith("auto, (min-width")


def test_photo_says_who_is_shown_and_who_took_it(client):
    record = AgreementFactory()
    photo = PhotoFactory(record=record, caption="The signing", credit="An agency", upload=store("a.jpg", picture()))
    photo.people.add(PersonFactory(printed_name="A. Person"), PersonFactory(printed_name="B. Person"))

    shown = section(client, record)

    assert caption(shown) == ["The signing", "Shown: A. Person, B. Person", "Photo: An agency", "Larger picture"]


def test_photo_can_be_taken_along_as_it_was_given(client):
    record, upload = AgreementFactory(), store("a.jpg", picture(size=(900, 600)))
    PhotoFactory(record=record, upload=upload)

    shown = section(client, record).find(".//figcaption/details")

    size = f"{upload.size / 1024:.1f} KB"
    assert [words(line) for line in shown.findall("p")] == [
        "Nobody has described this picture yet for those who cannot see it.",
        f"Original (JPEG, 900 × 600 pixels, {size})",
        f"SHA-256 {upload.sha256}",
    ]
    assert shown.find(".//a").attrib["href"] == f"/files/{upload.sha256}"


def test_photo_that_a_machine_described_says_so(client):
    record = AgreementFactory()
    PhotoFactory(record=record, caption="x", upload=store("a.jpg", picture()), alt_text="People", alt_text_by="machine")

    shown = section(client, record)

    assert caption(shown) == [
        "x", "Photo: not recorded here", "Described by a machine, not yet checked", "Larger picture",
    ]  # fmt: skip


def test_photo_that_is_not_held_keeps_its_place_and_its_words(client):
    record = AgreementFactory()
    PhotoFactory(record=record, key="one", caption="The signing", alt_text="Two people", alt_text_by="person")
    BlankFactory(record=record, target="photos/one/credit")

    shown = section(client, record)

    assert words(shown.find(".//div[@class='shot-box missing']")) == "The picture itself is not held."
    assert caption(shown) == ["The signing", "Photo: not stated"]
    assert words(shown.find(".//figcaption/details")) == "Description Two people"
    assert shown.findall(".//img") == []


def test_photo_without_a_caption_says_so(client):
    record = AgreementFactory()
    PhotoFactory(record=record, key="one", caption="", upload=store("a.jpg", picture()))
    BlankFactory(record=record, target="photos/one/caption")

    assert caption(section(client, record))[0] == "Caption: not stated"


def test_name_that_is_withheld_is_not_shown_under_a_photo(client):
    record = AgreementFactory()
    PhotoFactory(record=record, caption="x").people.add(PersonFactory(withheld_at="2026-01-01T00:00Z"))

    assert caption(section(client, record))[1] == "Shown: name withheld"


@pytest.mark.parametrize("count", [1, 3])
def test_photos_and_documents_take_one_query_whatever_their_number(client, count):
    with_files, without = AgreementFactory(), AgreementFactory()
    for number in range(count):
        DocumentFactory(record=with_files, availability="held", upload=store("a.pdf", pdf(number + 1)))
        PhotoFactory(record=with_files, upload=store("a.png", picture("PNG", size=(10 + number, 10))))
    section(client, with_files)
    section(client, without)

    assert queries(client, with_files) - queries(client, without) == 1


def queries(client, record):
    kept_rows.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(record.get_absolute_url())
    return len(asked)


def test_ids_of_the_page_are_unique(client):
    record = AgreementFactory()
    DocumentFactory(record=record, key="one", availability="held", upload=store("a.pdf", pdf()))
    PhotoFactory(record=record, key="one", upload=store("a.png", picture("PNG")))
    workflow.publish(record, by=staff("publisher"))

    ids = re.findall(r' id="([^"]+)"', client.get(record.get_absolute_url()).content.decode())

    assert len(ids) == len(set(ids))
