"""The summary of an agreement on paper."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from agreements import summary
from agreements.page import AgreementPage
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import SourceFactory
from tests.factories.records import (
    AppearanceFactory,
    BlankFactory,
    CitationFactory,
    LinkFactory,
    ParticipationFactory,
    ProvisionFactory,
    publish,
    staff,
)
from tvet_portal.records import content as contents
from tvet_portal.records import workflow
from tvet_portal.records.page.stored import approved_content
from tvet_portal.records.pdf import MISSING, Template, as_json, template
from tvet_portal.records.views import approved_version

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def published(**values):
    """A published agreement; what is in `parts` is called with it before it is published."""
    parts = values.pop("parts", ())
    agreement = AgreementFactory(**values)
    for add in parts:
        add(agreement)
    publish(agreement, True, True)
    return agreement


def fetch(client, agreement, query="", **headers):
    return client.get(f"{agreement.get_absolute_url()}summary.pdf{query}", headers=headers)


def read(response):
    return PdfReader(io.BytesIO(response.content))


def text_of(response):
    """All text of a PDF on one line."""
    return " ".join(" ".join(page.extract_text() for page in read(response).pages).split())


def fonts_of(response):
    fonts = [font for page in read(response).pages for font in page["/Resources"]["/Font"].values()]
    return {font.get_object()["/BaseFont"].split("+")[1] for font in fonts}


def sizes_of(response):
    """Every size that letters have."""
    sizes = set()
    for page in read(response).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(size) if text.strip() else None)
    return sizes


def heading_of(response):
    """The tag of the title."""
    document = read(response).root_object["/StructTreeRoot"]["/K"]
    parts = [part.get_object() for part in document[0].get_object()["/K"]]
    return next(part for part in parts if part.get("/S") == "/H1")


# The file


def test_same_data_gives_the_same_bytes(client):
    agreement = published()

    assert fetch(client, agreement).content == fetch(client, agreement).content


def test_another_process_gives_the_same_bytes(client):
    agreement = published()
    version = approved_version("agreement", agreement.slug)
    data = as_json(summary.summarise(AgreementPage(version.record, approved_content(version), version=version)))

    assert Template(template(summary.TEMPLATE).path).compile(data) == fetch(client, agreement).content


def test_file_is_tagged_titled_and_in_english(client):
    reader = read(fetch(client, published(title="Training of welders")))

    assert reader.root_object["/MarkInfo"]["/Marked"] is not None
    assert reader.root_object["/StructTreeRoot"]["/Type"] == "/StructTreeRoot"
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.metadata.title == "Training of welders"
    assert "pdfuaid:part" in reader.root_object["/Metadata"].get_data().decode()


def test_file_opens_in_the_browser_under_its_reference(client):
    response = fetch(client, published())

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="AGR-00001-summary.pdf"'


def test_reader_who_has_these_bytes_is_told_so(client):
    agreement = published()
    first = fetch(client, agreement)

    again = fetch(client, agreement, if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == again["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("query", ["?lang=en", "?day=2031-01-01&title=x", "?%00=%ff"])
def test_other_parameters_change_nothing(client, query):
    agreement = published()

    assert fetch(client, agreement, query).content == fetch(client, agreement).content


# Who sees it


@pytest.mark.parametrize("query", ["?lang=vi", "?lang=", "?lang=../en"])
def test_other_languages_are_not_found(client, query):
    assert fetch(client, published(), query).status_code == 404


def test_draft_has_no_summary(client, admin_client):
    draft = AgreementFactory()

    assert fetch(client, draft).status_code == 404
    assert fetch(admin_client, draft).status_code == 404


def test_withdrawn_record_has_no_summary(client):
    agreement = published()
    workflow.withdraw(agreement, by=staff("publisher"), reason="Entered twice.")

    assert fetch(client, agreement).status_code == 410


def test_former_address_leads_to_the_summary(client):
    agreement = published(slug="new-address")
    agreement.slugs.create(record_type="agreement", slug="old-address")

    response = client.get("/agreements/old-address/summary.pdf")

    assert (response.status_code, response["Location"]) == (301, "/agreements/new-address/summary.pdf")


def test_what_is_not_approved_is_not_printed(client):
    agreement = published(title="The approved title")
    before = fetch(client, agreement).content
    agreement.title = "The title of a draft"
    agreement.save()
    LinkFactory(record=AgreementFactory(title="A draft that follows"), to_record=agreement)

    assert fetch(client, agreement).content == before


# What it says


def test_empty_facts_say_why(client):
    agreement = published(
        parts=[
            lambda record: BlankFactory(record=record, target="effective_on", why="not_stated"),
            lambda record: BlankFactory(record=record, target="expires_on", why="none"),
        ]
    )

    text = text_of(fetch(client, agreement))

    assert "In force from not stated Ends none Renewal not recorded here" in text
    assert "Not stated in the sources: when it takes effect." in text
    assert "There is none of these: when it ends." in text


def test_state_that_dates_decide_names_its_day(client):
    agreement = published(effective_on="2026-01-01")
    version = approved_version("agreement", agreement.slug)
    page = AgreementPage(version.record, approved_content(version), version=version, day=date(2026, 1, 2))

    assert summary.state_in_words(page) == "In force, as of 2 January 2026"


def test_every_party_stands_with_who_signed_for_it(client):
    def add(record):
        ministry = ParticipationFactory(record=record, organisation__name="Ministry of Labour").organisation
        AppearanceFactory(
            record=record, organisation=ministry, as_printed="Ministry", name_as_printed="Ms Dara", post="minister"
        )
        AppearanceFactory(record=record, category="guests", as_printed="guests", name_as_printed="Mr Sok", post="guest")

    text = text_of(fetch(client, published(parties=2, parts=[add])))

    assert "Ministry of Labour Agency" in text
    assert "Ms Dara Minister" in text
    assert text.count("Who signed is not recorded.") == 2
    assert "Signed as well Mr Sok Guest for guests" in text


def test_commitment_without_a_date_is_said_to_have_none(client):
    text = text_of(fetch(client, published()))

    assert "Commitments No dated or counted commitment is recorded." in text


def test_dated_commitment_shows_its_date(client):
    def add(record):
        ProvisionFactory(record=record, kind="commitment", heading="A joint plan", due_on="2027-05")

    text = text_of(fetch(client, published(parts=[add])))

    assert "A joint plan." in text
    assert "Due: May 2027" in text
    assert "No dated or counted commitment" not in text


def test_unverified_statements_are_counted(client):
    def add(record):
        CitationFactory(record=record, target="signed_on", source=None, certainty="unverified")

    text = text_of(fetch(client, published(parts=[add])))

    assert "One statement is unverified: it comes from the editor’s general knowledge." in text


def test_markup_is_shown_as_text(client):
    text = text_of(fetch(client, published(title="#panic() *bold* $x$ @ref \\ <end> = [a]")))

    assert "#panic() *bold* $x$ @ref \\ <end> = [a]" in text


def test_letter_without_a_font_is_a_box_and_said_so(client):
    text = text_of(fetch(client, published(title="한국 \x07\ufeff cooperation")))

    assert f"{MISSING * 2} cooperation" in text
    assert f"{MISSING} stands for a letter that this PDF has no font for." in text


# How it looks


def test_longer_record_takes_more_pages_not_smaller_letters(client):
    def add(record):
        ParticipationFactory.create_batch(20, record=record)
        ProvisionFactory.create_batch(60, record=record, heading="Workshops", text="Hold workshops for teachers. " * 6)

    short, long = fetch(client, published()), fetch(client, published(parts=[add]))

    assert len(read(short).pages) == 2
    assert len(read(long).pages) > 4
    assert sizes_of(long) <= sizes_of(short)
    assert min(sizes_of(long)) == 8


def test_pages_are_numbered(client):
    first, second = (page.extract_text() for page in read(fetch(client, published())).pages)

    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second


@pytest.mark.parametrize(
    ("title", "font", "language"),
    [
        ("Training", "SourceSans3-SemiBold", None),
        ("Đào tạo nghề", "SourceSans3-SemiBold", "vi"),
        ("การศึกษาอาชีวศึกษา", "NotoSansThai-SemiBold", "th"),
        ("ການສຶກສາອາຊີວະສຶກສາ", "NotoSansLao-SemiBold", "lo"),
        ("បណ្តុះបណ្តាលវិជ្ជាជីវៈ", "NotoSansKhmer-SemiBold", "km"),
        ("သက်မွေးဝမ်းကျောင်းပညာရေး", "NotoSansMyanmar-SemiBold", "my"),
    ],
)
def test_every_script_has_its_font_and_says_its_language(client, title, font, language):
    response = fetch(client, published(title=title))

    assert font in fonts_of(response)
    assert heading_of(response).get("/Lang") == language
    assert MISSING not in text_of(response)


@pytest.mark.parametrize("language", ["vi-VN", "zh_Hant", "", "?", "Vietnamese"])
def test_any_tag_of_a_language_can_be_set(client, language):
    source = SourceFactory(title="Một nguồn", language=language)

    assert "Một nguồn" in text_of(fetch(client, published(main_source=source)))


def test_summary_names_the_parts_of_a_point_however_deep():
    agreement = AgreementFactory(areas_of_cooperation=1)
    above = agreement.provisions.get()
    for heading in ("Course", "Lesson", "Page"):
        above = ProvisionFactory(record=agreement, kind="deliverable", heading=heading, part_of=above)

    page = AgreementPage(agreement, contents.read(agreement))

    assert summary.point(page.provisions("area_of_cooperation")[0], 1)["notes"] == ["Deliverable: Course; Lesson; Page"]
