"""Events as calendars (RFC 5545): one entry for every event whose days are stated.

A calendar knows days and nothing vaguer. "Some time in 2019", "about 3 May" and a day the editor inferred would stand
in it as if they were certain: such events have no entry, and their pages say when they were. Times of day are given
only for a single day whose time zone is known; without one nobody could tell when it begins.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEvent

from events.models import Event
from tvet_portal.records.lists import filled
from tvet_portal.values.partial_dates import exact_days

STATUS = {
    Event.State.ANNOUNCED: "TENTATIVE",
    Event.State.HELD: "CONFIRMED",
    Event.State.POSTPONED: "TENTATIVE",
    Event.State.CANCELLED: "CANCELLED",
}
ASK_AGAIN = timedelta(days=1)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # no text of a calendar may hold them
END = b"END:VCALENDAR\r\n"


class Entry(NamedTuple):
    """What a calendar says of one event."""

    reference: str
    version: int
    approved_at: datetime
    first: date
    last: date
    starts_at: time | None
    ends_at: time | None
    zone: str
    title: str
    summary: str
    form: str
    place: str
    state: str
    url: str


def address(query):
    """Where the events are that these filters leave."""
    return "?".join(filled("/events.ics", query.urlencode()))


def entries(events):
    """The entries of public events, those without stated days left out. Needs `for_calendar`."""
    forms = {value: str(label) for value, label in Event.Form.choices}  # get_form_display would take most of the time
    for event in events:
        days = exact_days(event.held_on)
        if days:
            starts_at, ends_at, zone = hours(event, *days)
            yield Entry(
                reference=event.reference,
                version=event.version_number,
                approved_at=event.approved_at,
                first=days[0],
                last=days[1],
                starts_at=starts_at,
                ends_at=ends_at,
                zone=zone,
                title=event.title,
                summary=event.summary,
                form=forms[event.form],
                place=place(event),
                state=event.state,
                url=event.get_absolute_url(),
            )


def hours(event, first, last):
    """Begin, end and zone of a single day; nothing where one cannot tell when that is."""
    is_known = event.starts_at and first == last and event.time_zone in available_timezones()
    return (event.starts_at, event.ends_at, event.time_zone) if is_known else (None, None, "")


def place(event):
    return ", ".join(dict.fromkeys(map(str, filled(event.venue, event.city, event.country))))


def write(entries, *, name, address):
    """The bytes of a calendar with this name, to be had at this address; the same entries give the same bytes."""
    entries = list(entries)
    head = Calendar.new(
        prodid=f"-//{settings.PORTAL_NAME}//Events//EN", calscale="GREGORIAN", method="PUBLISH",
        name=" ".join(clean(name).split()), uid=f"{address}@{UID_SPACE}", source=f"{settings.SITE_URL}{address}",
        refresh_interval=ASK_AGAIN,
    )  # fmt: skip
    zones = sorted({entry.zone for entry in entries} - {""})
    return b"".join([head.to_ical().removesuffix(END), *map(zone_lines, zones), *map(entry_lines, entries), END])


UID_SPACE = "regional-tvet-cooperation-portal"  # no host name: that may change, and a UID must not


@lru_cache(maxsize=100)
def zone_lines(zone):
    return Timezone.from_tzid(zone).to_ical()


@lru_cache(maxsize=20_000)  # icalendar takes a millisecond for each, and subscribers ask again every day
def entry_lines(entry):
    """The lines of one entry."""
    url = f"{settings.SITE_URL}{entry.url}"
    event = CalendarEvent.new(
        uid=f"{entry.reference}@{UID_SPACE}",
        sequence=entry.version,
        stamp=entry.approved_at,
        last_modified=entry.approved_at,
        summary=clean(entry.title),
        description=clean("\n\n".join(filled(entry.summary, url))),
        location=clean(entry.place) or None,
        categories=[clean(entry.form)],
        status=STATUS[entry.state],
        transparency="TRANSPARENT",
        url=url,
        **span(entry),
    )
    return event.to_ical()


def span(entry):
    """From when until when: whole days, of which a calendar names the first one outside, or times of one day."""
    if entry.starts_at:
        zone = ZoneInfo(entry.zone)
        start = datetime.combine(entry.first, entry.starts_at, zone)
        end = datetime.combine(entry.first, entry.ends_at, zone) if entry.ends_at else None
        return {"start": start, "end": end if end and end > start else None}
    after = entry.last + timedelta(days=1) if entry.last < date.max else None
    return {"start": entry.first, "end": after}


def clean(text):
    return CONTROLS.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))
