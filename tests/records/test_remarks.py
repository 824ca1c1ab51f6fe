"""Remarks warn at every door - form, load, check - and never stand in the way."""

from datetime import date
from itertools import combinations

import pytest
from django.core.management import call_command

from agreements.models import Agreement
from events.models import Event
from tests.admin.pages import change_address
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.events import EventFactory, EventSeriesFactory
from tests.factories.records import (
    CitationFactory,
    LinkFactory,
    ParticipationFactory,
    PhotoFactory,
    ProvisionFactory,
    staff,
)
from tests.pictures import picture
from tests.records.test_loading import DIRECTORY, RECORD, write
from tvet_portal.directory.files.storing import store
from tvet_portal.records import content as contents
from tvet_portal.records import workflow
from tvet_portal.records.dataset.loading import load
from tvet_portal.records.remarks import find_remarks, find_twins, near, reach

pytestmark = pytest.mark.django_db
RETROACTIVE = "It takes effect before it was signed. There are such texts: is it one?"
SAME_PARTIES = "“{} (draft)” has the same parties and was signed within three days of it: is it the same?"
SAME_EDITION = "“{} (draft)” is the same edition of the same series: is it the same?"
SAME_PLACE = "“{} (draft)” was held in the same city on the same days: is it the same?"


def remarks(record):
    return [sentence for _target, sentence in find_remarks(contents.read(record))]


def twins(record):
    return [sentence for _id, sentence, _other in find_twins(type(record), [record.pk])]


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "directory.yaml", DIRECTORY)
    write(tmp_path / "pact.yaml", RECORD | {"effective_on": "2018"})
    return tmp_path


# What a content shows by itself


@pytest.mark.parametrize(
    ("effective_on", "expected"),
    [("2025-12-08", [RETROACTIVE]), ("2025-12-09", []), ("2025-12", []), ("2024", [RETROACTIVE]), ("[2020..]", [])],
)
def test_agreement_in_force_before_it_was_signed_is_remarked_if_that_is_certain(effective_on, expected):
    agreement = AgreementFactory(signed_on="2025-12-09", effective_on=effective_on)

    assert remarks(agreement) == expected


@pytest.mark.parametrize("cited", ["held_on", ""])
def test_date_with_an_inferred_part_needs_a_citation_of_its_own(cited):
    event = EventFactory(held_on="?2022-11-20")
    CitationFactory(record=event, target=cited)

    expected = [] if cited else ["The editor inferred a part of “held_on”: cite what it was inferred from."]
    assert remarks(event) == expected


@pytest.mark.parametrize("cited", ["provisions/p/due_on", "provisions/p", "provisions/p/text"])
def test_citation_of_a_row_is_one_of_its_dates(cited):
    agreement = AgreementFactory(areas_of_cooperation=0)
    ProvisionFactory(record=agreement, key="p", due_on="2022-?11")
    CitationFactory(record=agreement, target=cited)

    expected = ["The editor inferred a part of “provisions/p/due_on”: cite what it was inferred from."]
    assert remarks(agreement) == (expected if cited.endswith("text") else [])


def test_end_computed_from_a_term_needs_a_citation_of_the_term():
    agreement = AgreementFactory(term_length=2, term_unit="years", expires_on="2027-12-09", is_expiry_computed=True)

    before = remarks(agreement)
    CitationFactory(record=agreement, target="term")

    assert before == ["The end is computed from the term: cite the source that states the term."]
    assert remarks(agreement) == []


@pytest.mark.parametrize("cited", ["provisions/p/text", "provisions/whole", "title"])
def test_spoken_point_needs_a_citation_of_its_own_or_of_what_it_is_part_of(cited):
    event = EventFactory()
    whole = ProvisionFactory(record=event, key="whole")
    ProvisionFactory(record=event, key="p", part_of=whole, form="spoken")
    CitationFactory(record=event, target=cited)

    expected = ["“provisions/p” was spoken: cite the source that says so."] if cited == "title" else []
    assert remarks(event) == expected


@pytest.mark.parametrize(
    ("city", "rank", "count"), [("Seoul", "normal", 1), ("Seoul", "preferred", 0), ("", "normal", 0)]
)
def test_sources_that_differ_need_a_rank_if_the_record_follows_one(city, rank, count):
    event = EventFactory(city=city)
    CitationFactory(record=event, target="city", statement="In Seoul.", rank=rank)
    CitationFactory(record=event, target="city", statement="In Busan.")

    expected = ["Sources differ on “city”: mark the one the record follows as preferred."]
    assert remarks(event) == expected * count


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        ({}, ["Photo 2 has no description for those who cannot see it."]),
        (
            {"alt_text": "A group of men", "alt_text_by": "machine"},
            ["A machine described photo 2. Write who is in the picture and what they do."],
        ),
        ({"alt_text": "The two ministers sign", "alt_text_by": "person"}, []),
    ],
)
def test_picture_that_nobody_has_described_is_told(described, expected):
    event, file = EventFactory(), store("photo.jpg", picture())
    PhotoFactory(record=event, position=1)
    PhotoFactory(record=event, position=2, upload=file, **({"alt_text": "", "alt_text_by": ""} | described))

    assert remarks(event) == expected


# Records that may be one


def agreement_of(*parties, **more):
    record = AgreementFactory(parties=0, **more)
    for organisation in parties:
        ParticipationFactory(record=record, organisation=organisation)
    return record


@pytest.mark.parametrize(
    ("signed_on", "is_near"),
    [("2025-12-12", True), ("2025-12-13", False), ("2025-12-06", True), ("2025", True), ("2024", False), ("", False)],
)
def test_same_parties_within_three_days_are_remarked(signed_on, is_near):
    kasve, ted = OrganisationFactory.create_batch(2)
    first = agreement_of(kasve, ted, signed_on="2025-12-09")
    second = agreement_of(ted, kasve, signed_on=signed_on)
    agreement_of(ted, OrganisationFactory(), signed_on="2025-12-09")

    assert twins(first) == ([SAME_PARTIES.format(second.title)] if is_near else [])
    assert twins(second) == ([SAME_PARTIES.format(first.title)] if is_near else [])


def test_agreements_whose_parties_nobody_named_are_not_alike():
    first, _second = AgreementFactory.create_batch(2, parties=0)

    assert twins(first) == []


def test_same_edition_of_a_series_is_remarked():
    series = EventSeriesFactory()
    first, second = EventFactory.create_batch(2, series=series, edition=3, held_on="")
    EventFactory(series=series, edition=4)
    EventFactory(series=EventSeriesFactory(), edition=3)

    assert twins(first) == [SAME_EDITION.format(second.title)]


@pytest.mark.parametrize(
    ("city", "held_on", "is_near"),
    [
        ("Seoul", "2019-08-04/2019-08-06", True),
        ("Seoul", "2019-08", True),
        ("Seoul", "2019", False),
        ("Seoul", "2019-08-05", False),
        ("Busan", "2019-08-03", False),
    ],
)
def test_same_city_on_the_same_days_is_remarked(city, held_on, is_near):
    first = EventFactory(city="Seoul", held_on="2019-08-01/2019-08-04")
    second = EventFactory(city=city, held_on=held_on)

    assert twins(first) == ([SAME_PLACE.format(second.title)] if is_near else [])


def test_records_linked_to_one_another_are_known_to_be_two():
    first, second = EventFactory.create_batch(2, city="Seoul", held_on="2019-08-01")
    LinkFactory(record=second, to_record=first)

    assert (twins(first), twins(second)) == ([], [])


def test_withdrawn_record_is_like_no_other():
    first, second = EventFactory.create_batch(2, city="Seoul", held_on="2019-08-01", published=True)
    workflow.withdraw(first, by=staff("publisher"), reason="Entered twice.")

    assert twins(second) == []


def test_pair_is_remarked_once_among_many():
    events = EventFactory.create_batch(3, city="Seoul", held_on="2019-08-01")

    found = find_twins(Event, [event.pk for event in events])

    assert {frozenset((pk, other.pk)) for pk, _sentence, other in found} == {
        frozenset((one.pk, other.pk)) for one, other in combinations(events, 2)
    }
    assert len(found) == 3


@pytest.mark.parametrize("model", [Agreement, Event])
@pytest.mark.parametrize("rows", [1, 3])
def test_twins_are_found_in_constant_queries(django_assert_max_num_queries, model, rows):
    parties = OrganisationFactory.create_batch(2)
    for _row in range(rows + 1):
        agreement_of(*parties)
        EventFactory(city="Seoul", held_on="2019-08-01", series=None)
    ids = list(model.objects.values_list("pk", flat=True))

    with django_assert_max_num_queries(6):
        assert len(find_twins(model, ids[:1])) == rows


def test_reach_ends_where_days_end():
    assert reach([(date.min, date.max, 1)], days=3) == (date.min, date.max)
    assert list(near([(date.min, date.max, 1), (date.max, date.max, 2)], days=3)) == [(1, 2)]


# The doors


def test_form_shows_remarks_with_the_way_to_what_they_are_about(client):
    first, second = EventFactory.create_batch(2, city="Seoul", held_on="?2019-08-01", published=True)
    client.force_login(staff("publisher"))

    page = client.get(change_address(first))

    assert page.context["remarks"] == [
        ("The editor inferred a part of “held_on”: cite what it was inferred from.", "#id_held_on"),
        (f"“{second.title} ({second.reference})” was held in the same city on the same days: is it the same?",
         change_address(second)),
    ]  # fmt: skip
    assert "Look at again" in page.content.decode()


def test_remarks_do_not_stop_a_publication():
    agreement = AgreementFactory(effective_on="2019")

    workflow.publish(agreement, by=staff("publisher"))

    assert Agreement.objects.published().exists()


def test_load_says_what_to_look_at_again_and_loads_it(folder, capsys):
    twin = {"key": "agreement/twin", "slug": "twin", "reference": "AGR-00008", "title": "Two and One"}
    write(folder / "twin.yaml", RECORD | twin)

    call_command("load_dataset", folder)

    assert Agreement.objects.published().count() == 2
    assert capsys.readouterr().err.replace(f"{folder}/", "").splitlines() == [
        f"Look at again: pact.yaml:33: agreement/pact: effective_on: {RETROACTIVE}",
        "Look at again: twin.yaml:1: agreement/twin: (whole): “One and Two (AGR-00007)” has the same parties and was "
        "signed within three days of it: is it the same?",
    ]


def test_unchanged_records_are_not_remarked_again(folder):
    load(folder)

    assert load(folder).remarks == []


def test_check_remarks_and_passes(folder, capsys):
    load(folder)

    call_command("check_records")

    out, err = capsys.readouterr()
    assert out == "1 published records keep the rules.\n"
    assert err == f"Look at again: agreement/pact: {RETROACTIVE}\n"


def test_curated_records_leave_no_remark(settings):
    assert load(settings.DATASET_DIR).remarks == []
