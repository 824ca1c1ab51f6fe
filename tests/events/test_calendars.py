"""Events as calendars: which have an entry, what it says, and who may ask."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from events.models import Event
from tests.factories.directory import CountryFactory
from tests.factories.events import EventFactory
from tests.factories.records import ParticipationFactory, publish, staff
from tvet_portal.records import workflow
from tvet_portal.records.models import RecordVersion

pytestmark = pytest.mark.django_db


def calendar(response):
    return Calendar.from_ical(response.content)


def only_entry(response):
    (entry,) = calendar(response).events
    return entry


def titles(response):
    return [str(entry["SUMMARY"]) for entry in calendar(response).events]


def test_calendar_of_an_event_says_what_when_and_where(client):
    lao = CountryFactory(iso2="LA", name="Lao PDR")
    event = EventFactory(
        slug="round",
        title="Round table, on skills; 1",
        summary="They met.",
        form="round_table",
        held_on="2024-05-30/2024-06-01",
        venue="Hall 1",
        city="Vientiane",
        country=lao,
        published=True,
    )
    approved_at = RecordVersion.objects.get(record=event).approved_at.replace(microsecond=0)

    response = client.get("/events/round.ics")

    entry = only_entry(response)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert {name: str(entry[name]) for name in ("UID", "SUMMARY", "LOCATION", "STATUS", "URL", "SEQUENCE")} == {
        "UID": f"{event.reference}@regional-tvet-cooperation-portal",
        "SUMMARY": "Round table, on skills; 1",
        "LOCATION": "Hall 1, Vientiane, Lao PDR",
        "STATUS": "CONFIRMED",
        "URL": "http://127.0.0.1:8000/events/round/",
        "SEQUENCE": "1",
    }
    assert (entry.start, entry.end) == (date(2024, 5, 30), date(2024, 6, 2))  # the first day outside
    assert (entry.stamp, entry.last_modified) == (approved_at, approved_at)
    assert entry.categories == ["Round table"]
    assert str(entry["DESCRIPTION"]) == "They met.\n\nhttp://127.0.0.1:8000/events/round/"


def test_entry_counts_the_versions_of_its_record(client):
    event = EventFactory(slug="round", held_on="2024-05-30", published=True)
    workflow.publish(event, by=staff("publisher"), reason="The city was missing.")

    entry = only_entry(client.get("/events/round.ics"))

    assert entry.sequence == 2


@pytest.mark.parametrize(
    ("state", "status"),
    [("held", "CONFIRMED"), ("announced", "TENTATIVE"), ("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")],
)
def test_entry_says_whether_the_event_takes_place(client, state, status):
    EventFactory(slug="round", held_on="2024-05-30", state=state, published=True)

    assert only_entry(client.get("/events/round.ics")).status == status


def test_times_of_a_single_day_stand_in_its_zone(client):
    EventFactory(
        slug="round",
        held_on="2024-05-30",
        starts_at="09:00",
        ends_at="12:30",
        time_zone="Asia/Vientiane",
        published=True,
    )

    response = client.get("/events/round.ics")

    entry, zone = only_entry(response), ZoneInfo("Asia/Vientiane")
    assert entry.start == datetime(2024, 5, 30, 9, tzinfo=zone)
    assert entry.end == datetime(2024, 5, 30, 12, 30, tzinfo=zone)
    assert [str(zone.tz_name) for zone in calendar(response).timezones] == ["Asia/Vientiane"]


@pytest.mark.parametrize(
    "given",
    [
        {"held_on": "2024-05-30", "starts_at": "09:00"},
        {"held_on": "2024-05-30", "starts_at": "09:00", "time_zone": "Bangkok time"},
        {"held_on": "2024-05-30", "starts_at": "09:00", "time_zone": "../../etc/passwd"},
        {"held_on": "2024-05-30", "time_zone": "Asia/Vientiane"},
    ],
)
def test_day_whose_hours_nobody_could_tell_is_a_whole_day(client, given):
    EventFactory(slug="round", published=True, **given)

    entry = only_entry(client.get("/events/round.ics"))

    assert (entry.start, entry.end) == (date(2024, 5, 30), date(2024, 5, 31))


def test_last_day_there_is_has_an_entry(client):
    EventFactory(slug="round", held_on="9999-12-31", published=True)

    assert only_entry(client.get("/events/round.ics")).start == date(9999, 12, 31)


@pytest.mark.parametrize("held_on", ["2024", "2024-05", "2024-05-30~", "?2024-05-30", "XXXX-05-30", "[..2024-05-30]"])
def test_event_without_a_stated_day_has_no_entry(client, held_on):
    EventFactory(slug="vague", held_on=held_on, published=True)

    own, everything, page = client.get("/events/vague.ics"), client.get("/events.ics"), client.get("/events/vague/")

    assert (own.status_code, own.content.decode()) == (
        404,
        "The days of this event are not stated, so no calendar can hold it.",
    )
    assert titles(everything) == []
    assert "vague.ics" not in page.content.decode()


def test_texts_cannot_break_out_of_their_line(client):
    evil = "Talk\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Forged\x07\x0b \u2028 ;,\\n"
    EventFactory(slug="round", title=evil, summary=evil, city=evil, held_on="2024-05-30", published=True)

    response = client.get("/events/round.ics")

    assert titles(response) == ["Talk\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Forged \u2028 ;,\\n"]
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75


def test_calendar_of_all_events_has_a_name_and_is_asked_for_again(client):
    EventFactory(title="Earlier", held_on="2024-05-30", published=True)
    EventFactory(title="Later", held_on="2025-01-01/2025-01-03", published=True)
    EventFactory(title="Draft", held_on="2025-01-01")

    response = client.get("/events.ics")

    head = calendar(response)
    assert titles(response) == ["Later", "Earlier"]
    assert (str(head["X-WR-CALNAME"]), str(head["SOURCE"])) == (
        "TVET meetings in Southeast Asia",
        "http://127.0.0.1:8000/events.ics",
    )
    assert head["REFRESH-INTERVAL"].to_ical() == b"P1D"


def test_calendar_takes_the_filters_of_the_list(client):
    lao = EventFactory(title="In Lao PDR", held_on="2024-05-30", form="workshop")
    ParticipationFactory(record=lao, role="host", organisation=None, country=CountryFactory(iso2="LA", name="Lao PDR"))
    publish(lao, True, True)
    EventFactory(title="Elsewhere", held_on="2024-05-30", form="workshop", published=True)

    response = client.get("/events.ics?country=la&kind=workshop&nonsense=1&sort=title")

    head = calendar(response)
    assert titles(response) == ["In Lao PDR"]
    assert str(head["X-WR-CALNAME"]) == "TVET meetings in Southeast Asia: Workshop, Lao PDR"
    assert str(head["SOURCE"]) == "http://127.0.0.1:8000/events.ics?kind=workshop&country=la"


def test_unchanged_calendar_is_not_sent_again(client):
    EventFactory(held_on="2024-05-30", published=True)
    first = client.get("/events.ics")

    again = client.get("/events.ics", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("rows", [1, 3])
def test_calendar_queries_stay_constant(client, django_assert_num_queries, rows):
    for _number in range(rows):
        EventFactory(held_on="2024-05-30", country=CountryFactory(), published=True)

    with django_assert_num_queries(2):
        response = client.get("/events.ics")

    assert len(titles(response)) == rows


def test_calendar_of_a_draft_is_not_found_even_by_staff(client):
    EventFactory(slug="draft", held_on="2024-05-30")
    client.force_login(staff("publisher"))

    assert client.get("/events/draft.ics").status_code == 404


def test_calendar_of_a_withdrawn_event_is_gone(client):
    event = EventFactory(slug="round", held_on="2024-05-30", published=True)
    workflow.withdraw(event, by=staff("publisher"), reason="Entered twice.")

    assert client.get("/events/round.ics").status_code == 410


def test_old_address_of_a_calendar_redirects(client):
    event = EventFactory(slug="first", held_on="2024-05-30", published=True)
    Event.objects.filter(pk=event.pk).update(slug="second")
    event.refresh_from_db()
    workflow.publish(event, by=staff("publisher"), reason="Address corrected")

    response = client.get("/events/first.ics")

    assert (response.status_code, response["Location"]) == (301, "/events/second.ics")
