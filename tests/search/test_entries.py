"""Entries follow what changes, in its transaction, and hold nothing that is not public."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.search import rows
from tvet_portal.directory import followers
from tvet_portal.directory.models import OrganisationName, OrganisationTie, Person, PersonName
from tvet_portal.search import entries
from tvet_portal.search.models import SearchCounter, SearchEntry
from tvet_portal.search.sources import Particulars, source, sources

pytestmark = pytest.mark.django_db


def entry(key):
    return SearchEntry.objects.get(key=key)


def test_entry_holds_what_a_list_shows():
    rows.country("VN", "VNM", "Viet Nam")
    rows.publish(
        "mou",
        "Cooperation",
        kind="memorandum_of_understanding",
        signed_on="2025-12",
        participations=[rows.party("one", country="VN")],
    )

    made = entry("agreement/mou")

    assert (made.title, made.reference, made.url) == ("Cooperation", "AGR-00001", "/agreements/mou/")
    assert (made.kind, made.date, str(made.first_day)) == ("Memorandum of understanding", "2025-12", "2025-12-01")
    assert (made.countries, made.years) == (["VN"], [2025])


@pytest.mark.parametrize(
    ("date", "first_day", "years"),
    [
        ("2019-08-01/2019-08-04", "2019-08-01", [2019]),
        ("2009/2012", "2009-01-01", [2009, 2010, 2011, 2012]),
        ("[..2022-11-21]", "2022-11-21", [2022]),
        ("2014/..", "2014-01-01", [2014]),
        ("XXXX-11-20", "None", []),
        ("1000/2000", "1000-01-01", [1000, 2000]),
        ("", "None", []),
    ],
)
def test_date_gives_a_day_to_sort_by_and_years(date, first_day, years):
    rows.publish("mou", "Cooperation", signed_on=date)

    assert (str(entry("agreement/mou").first_day), entry("agreement/mou").years) == (first_day, years)


def test_town_of_signing_is_no_country_of_the_record():
    rows.country("KR", "KOR", "Republic of Korea")
    rows.publish("mou", "Cooperation", city="Seoul", country="KR")

    assert entry("agreement/mou").countries == []


def test_app_says_what_only_it_knows(monkeypatch):
    monkeypatch.setitem(sources, "agreement", None)

    @source("agreement")
    def agreement(content):
        return Particulars(date="2001", kind="Treaty", countries=("VN",), texts=("hydroponics",))

    rows.publish("mou", "Cooperation")

    made = entry("agreement/mou")
    assert (made.date, made.kind, made.countries) == ("2001", "Treaty", ["VN"])
    assert "hydroponics" in made.body_words.split()


def test_new_name_reaches_the_records_that_name_the_body():
    kasve = rows.organisation("kasve", "Korea Association", "KASVE")
    rows.publish("mou", "Cooperation", participations=[rows.party("one", organisation="kasve")])
    OrganisationName.objects.create(organisation=kasve, key="typo", kind="typo", text="KSAVE")

    followers.tell([(kasve.path, {})])

    assert "ksave" in entry("agreement/mou").name_words.split()


def test_new_tie_reaches_the_records_of_the_parts_of_a_part():
    molisa = rows.organisation("molisa", "Ministry of Labour", "MOLISA")
    gdvet = rows.organisation("gdvet", "General Department", "GDVET")
    rows.organisation("nivet", "National Institute", "NIVET", part_of=gdvet)
    rows.publish("mou", "Cooperation", participations=[rows.party("one", organisation="nivet")])
    OrganisationTie.objects.create(organisation=gdvet, other=molisa, role="part_of", key="part")

    followers.tell([(gdvet.path, {})])

    assert "molisa" in entry("agreement/mou").kin_words.split()
    assert "molisa" in entry("organisation/nivet").kin_words.split()


def test_unchanged_name_leaves_the_records_alone():
    kasve = rows.organisation("kasve", "Korea Association", "KASVE")
    rows.publish("mou", "Cooperation", participations=[rows.party("one", organisation="kasve")])
    before = entry("agreement/mou").stamp

    followers.tell([(kasve.path, {})])

    assert entry("agreement/mou").stamp == before


def test_ring_of_successors_ends():
    first = rows.organisation("first", "First body")
    rows.organisation("second", "Second body", succeeds=first, part_of=first)

    assert entry("organisation/second").organisations == ["second", "first"]


def test_body_that_is_not_approved_lends_no_names():
    whole = rows.organisation("whole", "Secret ministry", approved_at=None)
    rows.organisation("part", "Department", part_of=whole)
    rows.publish("mou", "Cooperation", participations=[rows.party("one", organisation="part")])

    assert "secret" not in entry("agreement/mou").kin_words
    whole.approved_at = timezone.now()
    whole.save()
    followers.tell([(whole.path, {})])
    assert "secret" in entry("agreement/mou").kin_words


class TestPeople:
    @pytest.fixture(autouse=True)
    def record(self):
        self.person = Person.objects.create(key="ai", printed_name="Songheang Ai", approved_at=timezone.now())
        PersonName.objects.create(person=self.person, key="short", text="Dr. Ai")
        printed = {"name_as_printed": "Songheang Ai", "honorific": "Madam", "as_printed": "KASVE"}
        self.appearance = {"key": "one", "role": "signatory", "person": "ai", **printed}
        rows.publish("mou", "Cooperation", appearances=[self.appearance])

    def test_person_is_found_through_the_record_only(self):
        assert list(SearchEntry.objects.values_list("key", flat=True)) == ["agreement/mou"]
        assert {"songheang", "dr"} <= set(entry("agreement/mou").name_words.split())

    def test_withheld_name_is_gone(self):
        Person.objects.update(withheld_at=timezone.now())

        followers.tell([(self.person.path, None)])

        made = entry("agreement/mou")
        assert [word in f"{made.name_words} {made.body_words}" for word in ("songheang", "madam")] == [False, False]
        assert "songheang" not in made.text.lower()


def test_withdrawn_record_leaves_nothing_but_its_key():
    rows.publish("mou", "Cooperation", summary="Something long enough to be shown in a list")

    followers.tell([("agreement/mou", None)])

    made = entry("agreement/mou")
    assert made.is_public is False
    assert [made.title, made.text, made.title_words, made.body_words, made.countries] == ["", "", "", "", []]


def test_change_undone_leaves_no_trace():
    before = SearchCounter.now().value

    with transaction.atomic():
        rows.publish("mou", "Cooperation")
        transaction.set_rollback(True)

    assert (SearchEntry.objects.count(), SearchCounter.now().value) == (0, before)


@pytest.mark.parametrize("key", ["source/x", "country_group/asean-members", "target_group/teachers", "trade/welding"])
def test_what_has_no_page_has_no_entry(key):
    followers.tell([(key, {}), (key, None)])

    assert SearchEntry.objects.count() == 0


def test_queries_do_not_grow_with_the_batch():
    rows.country("VN", "VNM", "Viet Nam")
    numbers = []
    for size in (1, 20):
        changes = []
        for number in range(size):
            body = rows.organisation(f"body-{size}-{number}", f"Body {number}")
            parties = [rows.party("one", organisation=body.key), rows.party("two", country="VN")]
            record, content = rows.save(f"r-{size}-{number}", "Cooperation", participations=parties)
            changes.append((record.key, content))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            entries.write_many(changes)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
