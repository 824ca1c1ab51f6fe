"""Beside each statement of a form stands what it rests on; what is quoted stands in the text kept of its source."""

import pytest
from django.utils.html import strip_tags

from tests.admin.pages import change_address, complaints, save, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, SourceFactory
from tests.factories.qualifications import LevelFactory
from tests.factories.records import CitationFactory, ProgressFactory, staff
from tests.reading.own_text import TEXT
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import CountryLimit
from tvet_portal.reading.models import Reading
from tvet_portal.records.admin.evidence import NO_ROW
from tvet_portal.records.quotes import stands_in

pytestmark = pytest.mark.django_db
NOT_THERE = (
    "These words do not stand in the text that is kept of this source. Copy them from it; “…” may stand for what you "
    "leave out."
)


def a_source(kept="copy", **fields):
    """A source with its text: as an archived copy, as it was read from something else, or without."""
    text = store("text.txt", TEXT.encode()) if kept else None
    source = SourceFactory(title="News", archived_copy=text if kept == "copy" else None, **fields)
    if kept == "reading":
        Reading.objects.create(source=source, text=text)
    return source


def cite(client, agreement, quote, source):
    row = {"TOTAL_FORMS": "1", "0-target": "city", "0-quote": quote, "0-source": source.pk}
    row |= {"0-certainty": "stated", "0-rank": "normal"}
    return save(client, change_address(agreement), {f"citations-{name}": value for name, value in row.items()})


@pytest.mark.parametrize(
    ("kept", "quote", "told"),
    [
        ("copy", "in Seoul City, South\nKorea", []),
        ("reading", "On December 09 … Memorandum of Understanding", []),
        ("copy", "in Busan City", [NOT_THERE]),
        ("reading", "Memorandum … On December 09", [NOT_THERE]),
        ("", "in Busan City", []),
    ],
)
def test_quote_stands_in_the_kept_text(writer, kept, quote, told):
    agreement = AgreementFactory(city="Seoul")

    answer = cite(writer, agreement, quote, a_source(kept))

    assert (complaints(answer) if told else answer.status_code) == (told or 302)
    assert agreement.citations.count() == (0 if told else 1)


def quoted_new_point(client, agreement, target):
    """The form saved with a point that is new, marked "k2", and a quote for something."""
    point = {"kind": "purpose", "text": "To train.", "mark": "k2"}
    quote = {"target": target, "quote": "in Seoul City", "source": agreement.main_source_id, "certainty": "stated"}
    typed = {f"provisions-1-{name}": value for name, value in point.items()}
    typed |= {f"citations-0-{name}": value for name, value in {**quote, "rank": "normal"}.items()}
    return save(client, change_address(agreement), {"provisions-TOTAL_FORMS": 2, "citations-TOTAL_FORMS": 1, **typed})


@pytest.mark.parametrize("field", ["", "/text"])
def test_row_that_is_not_saved_yet_is_quoted_for(writer, field):
    agreement = AgreementFactory(main_source=a_source())

    answer = quoted_new_point(writer, agreement, f"#k2{field}")

    assert answer.status_code == 302, complaints(answer)
    new = agreement.provisions.get(text="To train.")
    assert agreement.citations.get().target == f"provisions/{new.key}{field}"


def test_quote_for_a_row_that_was_taken_off_the_form_is_refused_and_stays(writer):
    agreement = AgreementFactory(main_source=a_source())

    answer = quoted_new_point(writer, agreement, "#other/text")

    rows = {each.formset.prefix: each.formset for each in answer.context["inline_admin_formsets"]}
    assert complaints(answer) == [str(NO_ROW)]
    assert (agreement.provisions.count(), agreement.citations.count()) == (1, 0)
    assert [rows[name][number][field].value() for name, number, field in (("citations", 0, "target"),)] == [
        "#other/text"
    ]
    assert rows["provisions"][1]["mark"].value() == "k2"


def test_part_is_quoted_for_on_its_own_page(writer):
    level = LevelFactory(version__framework__main_source=a_source())
    framework = level.version.framework
    path = f"versions/{level.version.key}/levels/{level.key}"
    CitationFactory(record=framework, target=f"{path}/code", source=framework.main_source, quote="in Seoul City")
    CitationFactory(record=framework, target="title", source=framework.main_source)
    descriptor = {"text": "Can train.", "mark": "k2"}
    quote = {"target": "#k2/text", "quote": "in Seoul City", "source": framework.main_source_id}
    typed = {f"descriptors-0-{name}": value for name, value in descriptor.items()}
    typed |= {
        f"citations-1-{name}": value for name, value in {**quote, "certainty": "stated", "rank": "normal"}.items()
    }

    page = undrawn(writer.get, change_address(level))
    counts = {"descriptors-TOTAL_FORMS": 1, "citations-TOTAL_FORMS": 2}
    answer = save(writer, change_address(level), {**counts, **typed})

    assert answer.status_code == 302, complaints(answer)
    assert [kept.text for kept in page.context["kept_texts"]] == [TEXT]
    assert strip_tags(page.context["adminform"].form.fields["code"].footnote) == "News: “in Seoul City”"
    assert (f"{path}/label", "label") in page.context["offered_targets"]
    assert {row.target for row in framework.citations.all()} == {
        "title", f"{path}/code", f"{path}/descriptors/{level.descriptors.get().key}/text",
    }  # fmt: skip


def test_progress_rests_on_its_own_source(writer):
    progress = ProgressFactory(provision=AgreementFactory().provisions.get(), source=a_source())

    page = undrawn(writer.get, change_address(progress))

    assert [kept.source for kept in page.context["kept_texts"]] == [progress.source]
    assert strip_tags(page.context["adminform"].form.fields["status"].footnote) == "Rests on its own source"


@pytest.mark.parametrize(
    ("quote", "stands"),
    [("b c", True), ("a … c", True), ("a ... c", True), ("a […] c", True), ("c … a", False), ("…", True), ("B", False)],
)
def test_words_left_out_of_a_quote_may_be_anything(quote, stands):
    assert stands_in(quote, "a b c") is stands


def test_statement_says_what_it_rests_on(writer):
    agreement = AgreementFactory(city="Seoul", main_source=a_source())
    point = agreement.provisions.get()
    CitationFactory(record=agreement, target="city", source=agreement.main_source, quote="in Seoul <City>")
    CitationFactory(record=agreement, target=f"provisions/{point.key}/text", source=agreement.main_source)

    page = undrawn(writer.get, change_address(agreement))

    fields = page.context["adminform"].form.fields
    rows = {each.formset.prefix: each.formset for each in page.context["inline_admin_formsets"]}
    assert fields["city"].footnote == (
        '<div class="rests"><a href="#citations-0">News</a>: “in Seoul &lt;City&gt;”</div>'
    )
    assert fields["signed_on"].footnote == (
        '<div class="rests"><a href="#kept-text" data-quote-for="signed_on">Rests on the main source</a></div>'
    )
    assert [name for name in ("summary", "venue", "main_source") if hasattr(fields[name], "footnote")] == []
    assert strip_tags(rows["provisions"].forms[0].evidence) == "1 citation"
    assert strip_tags(rows["participations"].forms[0].evidence) == "Rests on the main source"


def test_statement_without_any_source_rests_on_none(writer):
    agreement = AgreementFactory(main_source=None)

    page = undrawn(writer.get, change_address(agreement))

    assert page.context["adminform"].form.fields["signed_on"].footnote == ""


def test_texts_of_all_its_sources_can_be_quoted_the_main_one_first(writer):
    main, other = a_source("reading"), a_source(key="other")
    agreement = AgreementFactory(main_source=main)
    CitationFactory(record=agreement, source=other)
    CitationFactory(record=agreement, source=a_source("", key="third"))

    page = undrawn(writer.get, change_address(agreement))

    assert [(kept.source, kept.text, kept.is_whole) for kept in page.context["kept_texts"]] == [
        (main, TEXT, True), (other, TEXT, True),
    ]  # fmt: skip


@pytest.mark.parametrize("approved", [False, True])
def test_text_of_other_countries_is_neither_shown_nor_guessed(client, approved):
    user, lao = staff("writer"), CountryFactory(iso2="LA")
    agreement = AgreementFactory(main_source=a_source(approved=approved), created_by=user, city="Seoul")
    CountryLimit.objects.create(user=user).countries.add(lao)
    client.force_login(user)

    page = undrawn(client.get, change_address(agreement))
    guessed = approved and cite(client, agreement, "in Busan City", agreement.main_source)

    assert page.status_code == 200
    assert page.context["kept_texts"] == []
    assert not guessed or guessed.status_code == 302


def test_lost_text_is_no_failure(writer):
    agreement = AgreementFactory(main_source=a_source())
    agreement.main_source.archived_copy.file.storage.delete(agreement.main_source.archived_copy.file.name)

    page = undrawn(writer.get, change_address(agreement))

    assert page.context["kept_texts"] == []
