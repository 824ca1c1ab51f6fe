"""Beside each statement of a form stands what it rests on; what is quoted stands in the text kept of its source."""

import pytest
from django.utils.html import strip_tags

from tests.admin.pages import change_address, complaints, save, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, SourceFactory
from tests.factories.records import CitationFactory, staff
from tests.reading.own_text import TEXT
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import CountryLimit
from tvet_portal.reading.models import Reading
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
