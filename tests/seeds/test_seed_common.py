"""What all five source texts have in common: one test a line of the list of facts, X-01 to X-20."""

from datetime import date

import pytest
from django.db.models import Count, Q

from agreements.models import Agreement
from events.models import Event, Programme
from tests.seeds.originals import copied, original, original_as_kept, quotes
from tests.seeds.reading import keys, why_empty
from tvet_portal.directory.models import Country, CountryGroup, Organisation, Person, Source, TargetGroup
from tvet_portal.records import content as contents
from tvet_portal.records.models import (
    Appearance,
    Citation,
    Figure,
    Participation,
    Photo,
    Provision,
    ProvisionActor,
    Record,
    RecordLink,
)
from tvet_portal.records.quotes import find_spans

SEEDS = ["seed-000", "seed-001", "seed-002", "seed-003", "seed-004"]
# Names, not sentences: the theme of a meeting, as printed.
PRINTED_NAMES = (
    "advancing tvet towards internationalization of vocational education qualification and standards for sustainable"
    " development; advancing tvet towards internationalization of vocational education qualifications and standards"
)
FURNITURE = ["1098", "Follow Us", "spambots", "JavaScript", "Read 1", "Online: 3", "E-Publication:"]


@pytest.fixture
def records():
    """The records that rest on one of the five texts."""
    return Record.objects.published().filter(main_source__key__in=SEEDS)


@pytest.mark.parametrize("key", SEEDS)
@pytest.mark.parametrize(
    "field", ["title", "publisher", "author", "published_on", "modified_on", "address", "rights", "language"]
)
def test_x_01_source_states_a_fact_or_says_that_it_is_missing(key, field):
    source = Source.objects.get(key=key)

    assert bool(getattr(source, field)) != (why_empty(source, field) == "not_stated")


@pytest.mark.parametrize("key", SEEDS)
def test_x_01_source_names_its_copy(key):
    source = Source.objects.get(key=key)

    assert source.copy_name.startswith(f"{key.removeprefix('seed-')}_")
    assert len(source.copy_sha256) == 64
    assert source.accessed_on == date(2026, 11, 21)
    assert not source.is_copy_public


def test_x_01_source_posted_again_names_whom_it_comes_from():
    assert Source.objects.get(key="seed-002").original_publisher == "International Labour Organization"


@pytest.mark.parametrize("number", ["000", "001", "003"])
def test_x_02_quotes_stand_in_the_text(records, number):
    found = quotes(records.filter(main_source__key=f"seed-{number}"))

    assert found
    assert [quote for quote in found if not find_spans(quote, original_as_kept(number))] == []
    assert [quote for quote in found if len(quote.split()) > 25] == []


def test_x_02_a_quote_has_offsets_in_the_text():
    text = "One  paragraph,\nprinted twice. One paragraph, printed twice."

    spans = find_spans("One paragraph, printed", text)

    assert [text[start:end] for start, end in spans] == ["One  paragraph,\nprinted", "One paragraph, printed"]


def test_x_03_somebody_quoted_in_a_source_asserts_with_a_certainty():
    hedged = Citation.objects.filter(source__key="seed-004", certainty="hedged", asserted_by__key="gdvt")

    assert "obstacles/information" in keys(hedged, "target")


def test_x_04_organisation_with_acronym_variants_typos_parent_and_contact():
    kasve, nivt = Organisation.objects.get(key="kasve"), Organisation.objects.get(key="nivt")
    molisa = Organisation.objects.get(key="molisa")

    assert keys(kasve.names.filter(kind="typo"), "text") == ["KSAVE"]
    assert keys(nivt.ties.filter(role="part_of"), "other__key") == ["gdvt"]
    assert (nivt.telephone, nivt.fax) == ("(+84) 2439745020", "(+84) 2439745020")
    assert keys(molisa.successions.filter(successor__key="moet"), "happened_on") == ["2025-02-28"]
    assert keys(molisa.names.filter(kind="official"), "language") == ["vi"]


def test_x_05_person_as_printed_with_honorific_post_and_capacity():
    acting = Appearance.objects.get(capacity="in Charge as Director General")

    assert (acting.honorific, acting.name_as_printed) == ("H.E.", "Hing SIDETH")
    assert acting.post == "Delegate of Royal Government"
    assert acting.person == Person.objects.get(printed_name="Hing SIDETH")


@pytest.mark.parametrize(("alias", "iso2"), [("South Korea", "KR"), ("Korea", "KR"), ("Laos", "LA"), ("Vietnam", "VN")])
def test_x_06_country_is_found_by_the_names_of_the_sources(alias, iso2):
    assert keys(Country.objects.filter(aliases__text=alias), "iso2") == [iso2]


def test_x_06_place_has_city_province_and_country():
    assert keys(ProvisionActor.objects.filter(as_printed="Nghe An").exclude(subdivision=""), "subdivision") == ["VN-22"]
    assert Event.objects.get(reference="EVT-00002").city == "Chiang Mai"


def test_x_07_dates_of_every_precision_can_be_sorted():
    references = ["EVT-00001", "EVT-00002", "EVT-00003", "EVT-00004"]
    events = Event.objects.filter(reference__in=references).order_by("held_last")

    assert keys(events, "held_on") == [
        "2015-10-08/2015-10-09",
        "2019-08-01/2019-08-04",
        "[..2022-11-21]",
        "2025-12-09",
    ]
    cooperation = Programme.objects.get(reference="PRG-00002")
    assert cooperation.period_as_printed == "over the past decade"
    assert cooperation.provisions.get(key="teachers-event").period == "{2009,2012}"


def test_x_08_numbers_keep_how_exact_they_are():
    exactness = dict(Figure.objects.filter(record__main_source__key__in=SEEDS).values_list("value_qualifier", "value"))

    assert {"", "nearly", "more_than", "dozens_of"} <= exactness.keys()
    assert exactness["dozens_of"] is None


def test_x_09_money_has_a_currency_and_says_that_it_meets_the_target():
    money = Figure.objects.get(currency="VND")

    assert (money.value, money.value_qualifier, money.role) == (4_000_000_000, "nearly", "meeting_target")


@pytest.mark.parametrize("label", ["(1)", "(i)", "Firstly", "1."])
def test_x_10_lists_keep_their_printed_labels(records, label):
    assert Provision.objects.filter(record__in=records, label=label).count() == 1


def test_x_11_open_lists_stay_open(records):
    assert set(keys(Participation.objects.filter(record__in=records, is_others=True), "as_printed")) == {"..."}
    assert Provision.objects.filter(record__in=records, is_list_open=True).exists()
    assert Figure.objects.filter(record__in=records, is_list_open=True).exists()


def test_x_12_several_areas_and_the_printed_words_beside_them(records):
    several = Provision.objects.filter(record__in=records).annotate(count=Count("areas")).filter(count__gte=2)

    assert several.filter(kind="area_of_cooperation", actors__as_printed="Southeast Asian countries").exists()


def test_x_13_direction_or_mutual(records):
    points = Provision.objects.filter(record__in=records)

    assert points.filter(actors__role="by", is_mutual=False).filter(actors__role="to").exists()
    assert points.filter(is_mutual=True, kind="area_of_cooperation").exists()


def test_x_14_target_groups_are_a_list_of_their_own(records):
    assert set(keys(TargetGroup.objects.all())) == {
        *("teachers", "trainers", "administrators", "policy-makers", "officials", "learners"),
        *("apprentices", "workers", "experts", "competitors", "employers", "institutions"),
    }
    used = TargetGroup.objects.filter(
        Q(provisions_for__record__in=records) | Q(provisions_with__record__in=records) | Q(figures__record__in=records)
    )
    assert used.distinct().count() == 12


def test_x_15_picture_without_a_file_keeps_caption_people_and_who_described_it():
    photos = Photo.objects.filter(record__reference="AGR-00001")

    assert keys(photos, "position") == [1, 2, 3]
    assert keys(photos, "alt_text_by") == ["", "machine", ""]
    assert keys(photos, "upload") == [None, None, None]
    assert why_empty(Agreement.objects.get(reference="AGR-00001"), "photos/photo-1/credit") == "not_stated"


def test_x_16_records_are_published_and_a_machine_translation_says_so(records):
    assert set(keys(records, "version_number")) == {1}
    assert keys(Source.objects.filter(key__in=SEEDS, translation="machine")) == ["seed-004"]


@pytest.mark.parametrize("number", ["000", "001", "003"])
def test_x_16_records_are_in_our_own_words(records, number):
    own = list(records.filter(main_source__key=f"seed-{number}"))

    assert [run for run in copied(own, original(number)) if run not in PRINTED_NAMES] == []


@pytest.mark.parametrize(("day", "members"), [(date(2025, 10, 25), 10), (date(2025, 10, 26), 11)])
def test_x_17_asean_has_ten_members_until_timor_leste_joins(day, members):
    assert CountryGroup.objects.get(key="asean-members").memberships.on(day).count() == members


def test_x_18_site_furniture_is_no_fact(records):
    texts = [contents.canonical(contents.read(record)) for record in records]
    for rows in (Source.objects.filter(key__in=SEEDS), Organisation.objects.all()):
        texts += map(contents.canonical, contents.read_many(rows.model, keys(rows, "pk")))

    assert [words for text in texts for words in FURNITURE if words in text] == []


def test_x_19_passage_printed_twice_is_one_fact_with_two_citations():
    spans = Citation.objects.filter(source__key="seed-004", target="provisions/nqf-project")

    assert spans.count() == 2
    quoted = set(keys(spans, "quote"))
    assert len(quoted) == 1
    assert len(set(keys(spans, "locator"))) == 2
    assert len(find_spans(quoted.pop(), original_as_kept("004"))) == 2


def test_x_20_links_have_a_role(records):
    roles = set(keys(RecordLink.objects.filter(record__in=records), "role"))

    assert {"signed_at", "part_of", "depends_on", "implements", "reports_on", "reviewed_at"} <= roles
    assert ProvisionActor.objects.filter(provision__record__in=records, role="adopted_by").exists()
    assert ProvisionActor.objects.filter(provision__record__in=records, role="funded_by").exists()
