"""From a text to a draft: given once, read, accepted line by line, gone on with later. Nothing of it is public."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from events.models import Event
from tests.factories.directory import CountryFactory, PersonFactory, SourceFactory
from tests.factories.records import BlankFactory, staff
from tests.reading.giving import GIVE, TEXT, address, give, lines, ticked
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.files import kinds
from tvet_portal.directory.models import CountryLimit, Organisation, Source, Upload
from tvet_portal.reading.models import Reading
from tvet_portal.records.admin import RecordAdmin
from tvet_portal.records.models import Record


def read(client, **query):
    give(client)
    reading = Reading.objects.get()
    return reading, client.get(address(reading, **query))


def bytes_of(upload):
    with upload.file.open("rb") as file:
        return file.read()


def test_pasted_text_is_kept_as_a_source_with_its_hash(writer):
    answer = give(writer, TEXT.replace("\n", "\r\n"), publisher="Alpha News", published_on="2025-12-10")

    reading = Reading.objects.get()
    source = reading.source
    assert answer.url == address(reading, **{"as": "agreement"})
    assert source.title == "Alpha Institute and Beta Centre agree to cooperate"
    assert (source.publisher, source.published_on, source.language) == ("Alpha News", "2025-12-10", "en")
    assert source.copy_sha256 == source.archived_copy.sha256 == reading.text.sha256
    assert bytes_of(source.archived_copy).decode() == TEXT
    assert (source.approved_at, source.is_copy_public) == (None, False)
    assert list(source.blanks.values_list("target", "why")) == [("address", "not_stated")]


def test_what_is_plain_becomes_a_draft_once_it_is_ticked(writer):
    reading, page = read(writer)

    answer = writer.post(address(reading, **{"as": "agreement"}), ticked(page))

    draft = Agreement.objects.get()
    assert answer.url == reverse("admin:agreements_agreement_change", args=[draft.pk])
    assert (draft.status, draft.kind, draft.main_source) == ("draft", "memorandum_of_understanding", reading.source)
    assert (draft.signed_on, draft.signed_as_printed) == ("2025-12-09", "December 09, 2025")
    assert (draft.city, draft.country.iso2) == ("Seoul", "KR")
    assert list(draft.participations.values_list("role", "organisation__key")) == [
        ("party", "alpha"),
        ("party", "beta"),
    ]
    assert list(
        draft.appearances.values_list("role", "person__printed_name", "honorific", "post", "organisation__key")
    ) == [
        ("signatory", "Ana Ai", "Dr.", "director", "beta"),
        ("signatory", "Bo Kim", "Mr.", "chairman", "alpha"),
    ]
    acts = draft.participations.values_list("organisation__key", "acts__kind", "acts__done_on")
    assert list(acts) == [("alpha", "signed", "2025-12-09"), ("beta", "signed", "2025-12-09")]
    assert list(draft.provisions.values_list("kind", "label", "text", "is_quotation")) == [
        ("purpose", "", "The purpose of the MoU is to share what both know", True),
        ("area_of_cooperation", "(1)", "sharing plans", True),
        ("area_of_cooperation", "(2)", "training teachers", True),
        ("area_of_cooperation", "(3)", "exchanging staff", True),
    ]
    assert draft.figures.count() == 0


def test_every_accepted_statement_quotes_the_text(writer):
    reading, page = read(writer)

    writer.post(address(reading), ticked(page))

    cited = Agreement.objects.get().citations.all()
    assert {citation.source for citation in cited} == {reading.source}
    assert [citation.quote for citation in cited if citation.quote not in TEXT] == []
    assert max(len(citation.quote.split()) for citation in cited) <= 25
    assert {citation.target.split("/")[0] for citation in cited} == {
        "signed_on", "city", "participations", "appearances", "provisions",
    }  # fmt: skip


def test_more_lines_are_accepted_into_the_same_draft_later(writer):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))
    draft = Agreement.objects.get()
    for target in ("figures", "venue", "country", "participations/party", "appearances/signatory"):
        BlankFactory(record=draft, target=target)

    again = writer.get(address(reading, draft=draft.pk))
    line = lines(again)["More than 40 teachers"]
    writer.post(address(reading, draft=draft.pk), {f"take-{line.key}": "on"})

    assert lines(again)["December 09, 2025"].target == "signed_on"
    assert list(draft.figures.values_list("value", "value_qualifier", "counted")) == [(40, "more_than", "teachers")]
    assert draft.provisions.count() == 4
    assert [blank.target for blank in draft.blanks.all()] == ["venue"]


def test_line_whose_part_was_deleted_can_be_accepted_again(writer):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))
    draft = Agreement.objects.get()
    draft.provisions.filter(label="(2)").delete()

    again = writer.get(address(reading, draft=draft.pk))

    assert [line.words for line in lines(again).values() if line.section == "point" and not line.target] == [
        "training teachers"
    ]


def test_text_read_as_an_event_offers_what_an_event_has(writer):
    reading, page = read(writer, **{"as": "event"})

    writer.post(address(reading, **{"as": "event"}), ticked(page) | {"form": "ceremony"})

    event = Event.objects.get()
    assert (event.form, event.main_source) == ("ceremony", reading.source)
    assert "Memorandum" not in str(page.context["form"].fields["form"].choices)


def test_text_is_marked_and_its_furniture_is_shown_as_left_out(writer):
    _reading, page = read(writer)

    words = page.context["text"]
    assert '<s class="left-out">Home &gt; News</s>' in words
    assert '<s class="left-out">Read 1098 times</s>' in words
    number = lines(page)["December 09, 2025"].number
    assert f'<mark class="find date">December 09, 2025<sup><a href="#line-{number}">{number}</a></sup></mark>' in words


def test_same_text_is_not_kept_twice_and_leads_to_what_rests_on_it(writer):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))

    again = give(writer)

    (known,) = again.context["known"]
    draft = Agreement.objects.get()
    assert known["reading"] == address(reading)
    assert known["records"] == [[reverse("admin:agreements_agreement_change", args=[draft.pk]), draft.title, "draft"]]
    assert again.context["form"]["text"].value() == TEXT
    assert Source.objects.count() == 1


def test_source_that_has_the_text_already_can_be_read(writer):
    give(writer)
    sha256 = Reading.objects.get().text.sha256
    Source.objects.all().delete()
    known = SourceFactory(copy_sha256=sha256)

    first = give(writer)
    give(writer, read_again="1")

    assert first.context["known"][0]["source"] == known
    assert Reading.objects.get().source == known


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": " "}, "Paste a text or choose a file, one of the two."),
        ({"text": "a" * (2**20 + 1)}, "The text is too long: a megabyte at most."),
        ({"text": "%PDF-1.4 in words"}, "The content of this file is not what its name says."),
        ({"text": "a", "published_on": "yesterday"}, "“yesterday” is not a date this field can hold."),
        ({"text": "a", "not_stated": ""}, "Give the address of the page, or tick below that it is not stated."),
        ({"text": "", "file": SimpleUploadedFile("a.docx", b"a")}, "content of this file is not what its name says."),
        ({"text": "", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 damaged")}, "The file cannot be read."),
        ({"text": "", "file": SimpleUploadedFile("a.png", b"\x89PNG")}, "not taken. Taken are: txt, docx, pdf."),
        ({"text": "", "file": SimpleUploadedFile("a.txt", bytes(kinds.LARGEST + 1))}, "The file is too large: 20 MB"),
    ],
)  # fmt: skip
def test_text_that_cannot_be_read_is_refused_with_a_reason_and_nothing_typed_is_lost(writer, given, sentence):
    for file in given.values():
        if hasattr(file, "seek"):
            file.seek(0)

    answer = give(writer, publisher="Alpha News", **given)

    said = " ".join(error for errors in answer.context["form"].errors.values() for error in errors)
    assert sentence in said
    assert answer.context["form"]["publisher"].value() == "Alpha News"
    assert Source.objects.count() == 0


def docx(*paragraphs):
    name, words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", BytesIO()
    rows = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    with zipfile.ZipFile(words, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{rows}</w:body></w:document>')
    return words.getvalue()


def test_word_document_is_read_and_kept_as_it_came(writer):
    data = docx("Alpha Institute meets", "It was on 9 December 2025.")

    give(writer, "", file=SimpleUploadedFile("news.docx", data))

    reading = Reading.objects.get()
    assert bytes_of(reading.text).decode() == "Alpha Institute meets\nIt was on 9 December 2025.\n"
    assert bytes_of(reading.source.archived_copy) == data
    assert reading.source.copy_name == "news.docx"


def test_refused_lines_say_why_and_keep_what_was_chosen(writer):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))
    draft = Agreement.objects.get()
    Agreement.objects.filter(pk=draft.pk).update(city="Busan")
    line = lines(page)["Seoul"]
    again = address(reading, draft=draft.pk)
    draft.citations.filter(target="city").delete()
    reading.lines.filter(target="city").delete()

    answer = writer.post(again, {f"take-{line.key}": "on"})

    assert lines(answer)["Seoul"].error == "There is already: Busan. Leave this line out, or change it in the draft."
    assert answer.context["form"][f"take-{line.key}"].value() is True
    assert reading.lines.filter(kind="place").count() == 0


def test_no_draft_is_left_behind_when_a_line_is_refused(writer):
    give(writer, f"{TEXT}\nThey met in Busan.")
    reading = Reading.objects.get()
    page = writer.get(address(reading))
    both = {f"take-{lines(page)[town].key}": "on" for town in ("Seoul", "Busan")}

    answer = writer.post(address(reading), ticked(page) | both | {"title": "Our own title"})

    assert lines(answer)["Busan"].error.startswith("There is already: Seoul.")
    assert answer.context["form"]["title"].value() == "Our own title"
    assert Record.objects.count() == 0


def test_draft_that_would_break_a_rule_is_refused_in_words(writer):
    give(writer, f"{TEXT}\nThe MoU expires on 1 May 2020.")
    reading = Reading.objects.get()
    page = writer.get(address(reading))

    answer = writer.post(address(reading), ticked(page))

    assert answer.context["form"].non_field_errors() == ["It cannot end before it was signed."]
    assert Record.objects.count() == 0


def test_name_that_is_withheld_is_not_entered_again(writer):
    PersonFactory(printed_name="Bo Kim", withheld_at=timezone.now())
    reading, page = read(writer)

    answer = writer.post(address(reading), ticked(page))

    assert lines(answer)["Mr. Bo Kim"].error == "This name is withheld on request."
    assert Record.objects.count() == 0


def test_work_limited_to_countries_does_not_see_texts_of_others(writer, client):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))
    other = CountryLimit.objects.create(user=staff("writer", "other"))
    other.countries.add(CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR"))
    client.force_login(other.user)

    again = give(client)

    (known,) = again.context["known"]
    assert known == {"source": "", "reading": "", "records": []}
    assert client.get(address(reading)).status_code == 302
    assert AuditLine.objects.filter(what="refuse", who="other").count() == 1


def test_draft_in_review_takes_no_more_lines(writer):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))
    Agreement.objects.update(status="in_review")

    assert writer.get(address(reading, draft=Agreement.objects.get().pk)).status_code == 404


def test_staff_without_the_right_to_add_a_record_read_no_texts(client, directory):
    user = staff("writer")
    user.groups.clear()
    client.force_login(user)

    assert client.get(GIVE).status_code == 403


def test_number_of_queries_does_not_grow_with_the_lines(writer, django_assert_max_num_queries):
    short, _page = read(writer)
    give(
        writer,
        TEXT
        + "".join(f"\nOn {day} May 2025 in Hanoi, Dr. Ab C{'d' * day} met 4{day} experts." for day in range(1, 12)),
    )
    long = Reading.objects.exclude(pk=short.pk).get()

    with django_assert_max_num_queries(30) as few:
        writer.get(address(short))
    with django_assert_max_num_queries(30) as many:
        writer.get(address(long))

    assert len(few) == len(many)


def test_pages_of_agreements_lead_to_the_text(writer):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))
    draft = Agreement.objects.get()

    assert RecordAdmin.address_of_text(Agreement, None) == f"{GIVE}?as=agreement"
    assert RecordAdmin.address_of_text(Agreement, draft) == address(reading, draft=draft.pk)


def test_bodies_the_directory_does_not_know_become_entries_with_the_draft(writer):
    text = (
        "Gamma Association of Schools (GAS) and Delta Training Agency (DTA) work together.\n\n"
        "GAS and DTA signed a memorandum of understanding on 9 May 2025. "
        "Ms. Eva Om, head of DTA, praised the National Qualifications Framework (NQF)."
    )
    give(writer, text)
    reading = Reading.objects.get()

    page = writer.get(address(reading))
    writer.post(
        address(reading), ticked(page) | {"title": "GAS and DTA", f"take-{lines(page)['Ms. Eva Om'].key}": "on"}
    )

    draft = Agreement.objects.get()
    bodies = Organisation.objects.filter(participations__record=draft)
    assert list(bodies.order_by("key").values_list("key", "name", "acronym", "kind", "approved_at")) == [
        ("dta", "Delta Training Agency", "DTA", "agency", None),
        ("gas", "Gamma Association of Schools", "GAS", "association", None),
    ]
    assert list(draft.appearances.values_list("post", "organisation__key")) == [("head", "dta")]
    again = lines(writer.get(address(reading, draft=draft.pk)))
    assert [again[words].target.split("/")[0] for words in ("Ms. Eva Om", "Gamma Association of Schools")] == [
        "appearances",
        "participations",
    ]


def test_text_that_was_read_is_not_swept(writer):
    give(writer, "", file=SimpleUploadedFile("news.docx", docx("It was on 9 December 2025.")))
    Upload.objects.update(uploaded_at=timezone.now() - timedelta(days=31))

    call_command("sweep_uploads", verbosity=0)

    assert Upload.objects.count() == 2
    assert bytes_of(Reading.objects.get().text) == b"It was on 9 December 2025.\n"


def test_text_goes_with_its_source_and_a_draft_without_it(writer):
    reading, page = read(writer)
    writer.post(address(reading), ticked(page))
    draft = Agreement.objects.get()

    writer.post(reverse("admin:agreements_agreement_delete", args=[draft.pk]), {"post": "yes"})
    alone = writer.post(reverse("admin:reading_reading_delete", args=[reading.pk]), {"post": "yes"})
    writer.post(reverse("admin:directory_source_delete", args=[reading.source_id]), {"post": "yes"})

    assert alone.status_code == 403
    assert (Record.objects.count(), Reading.objects.count(), Source.objects.count()) == (0, 0, 0)
