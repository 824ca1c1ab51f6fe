"""What the pages of events, series and programmes say to machines."""

from events.models import Event, Programme
from tvet_portal.records import linked_data
from tvet_portal.records.linked_data import absolute, actors, date, linked_record, node, place, stated
from tvet_portal.records.models import Participation

STATUS = {
    Event.State.ANNOUNCED: "EventScheduled",
    Event.State.HELD: "EventScheduled",  # of an event that is over, too: schema.org has no word for it
    Event.State.POSTPONED: "EventPostponed",
    Event.State.CANCELLED: "EventCancelled",
}
ATTENDANCE = {
    Event.Modality.IN_PERSON: "OfflineEventAttendanceMode",
    Event.Modality.ONLINE: "OnlineEventAttendanceMode",
    Event.Modality.HYBRID: "MixedEventAttendanceMode",
}

MEMBERS = sorted(set(Participation.Role.values) - {"funder", "beneficiary", "observer"})


def event(page):
    """An event: when and where, as precisely as the source says, and who organised it."""
    start, end = date(page, "held_on")
    mode = ATTENDANCE.get(stated(page, "modality"))
    return linked_data.record(
        page,
        "Event",
        url=absolute(page.record.get_absolute_url()),
        startDate=start,
        endDate=end,
        eventStatus=f"https://schema.org/{STATUS[page.content.get('state', Event.State.HELD)]}",
        eventAttendanceMode=f"https://schema.org/{mode}" if mode else "",
        location=place(page),
        organizer=actors(page, "organiser", "co_organiser"),
        funder=actors(page, "funder"),
        superEvent=linked_record(page.series, "EventSeries"),
    )


def series(page):
    """A series with its public editions."""
    body = page.names.organisation(page.content["body"]) if stated(page, "body") else None
    editions = [
        node("Event", name=edition["title"], url=absolute(edition["url"]), startDate=edition["datetime"])
        for edition in page.editions
    ]
    return linked_data.record(
        page,
        "EventSeries",
        url=absolute(page.record.get_absolute_url()),
        organizer=linked_data.organisation(body) if body else None,
        subEvent=editions,
    )


def programme(page):
    """A programme as a Project: for schema.org an undertaking of several, with a beginning, an end and funders.

    Its members are all who take part, except those who only watch, pay or profit.
    """
    start, end = date(page, "period")
    kind = "ResearchProject" if stated(page, "kind") == Programme.Kind.STUDY else "Project"
    return linked_data.record(
        page,
        kind,
        foundingDate=start,
        dissolutionDate=end,
        funder=actors(page, "funder"),
        member=actors(page, *MEMBERS),
    )
