"""The lists of events and programmes as tables and as files."""

from operator import attrgetter

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event, Programme
from events.page import event_badge
from tvet_portal.opendata import joined
from tvet_portal.opendata.records import COUNTRIES, EVERYTHING_ELSE, REFERENCE, TITLE, permanent_address, whole
from tvet_portal.opendata.tables import Column, Table, announce, choice, on_page, partial_date
from tvet_portal.records.lists import filled
from tvet_portal.records.models.records import Status


def place(event):
    """The town and the country of an event, or the one there is."""
    return ", ".join(dict.fromkeys(map(str, filled(event.city, event.country))))


def state_in_words(event):
    """The state of an event today."""
    return badge(event)["word"]


def state(event):
    """The same as a cell; that it was held needs no badge."""
    return {} if event.state == Event.State.HELD else {"badge": badge(event)}


def badge(event):
    return event_badge(event.state, event.held_on, timezone.localdate())


def series(event):
    """The public series that an event is one of."""
    return event.series if event.series and event.series.status == Status.PUBLISHED else None


EVENTS = announce(
    Table(
        "events",
        _("Meetings and competitions"),
        whole=lambda events: whole(events).select_related("country", "series"),
        read=joined.read,
        entry_id=permanent_address,
        columns=(
            TITLE,
            REFERENCE,
            partial_date("held_on", _("Held"), is_on_page=True, orders=("newest", "oldest")),
            choice("form", _("Kind"), Event.Form, is_on_page=True),
            choice("level", _("Level"), Event.Level),
            choice("modality", _("Modality"), Event.Modality),
            Column("place", _("Place"), place, is_on_page=True),
            Column("place_country", _("Country of the place"), lambda event: getattr(event.country, "iso2", "")),
            on_page(COUNTRIES),
            Column("state", _("State"), attrgetter("state"), words=state_in_words, cell=state, is_on_page=True),
            Column("series", _("Series"), lambda event: getattr(series(event), "reference", "")),
            Column("series_title", _("Title of the series"), lambda event: getattr(series(event), "title", "")),
            Column("edition", _("Edition"), attrgetter("edition")),
            Column("theme", _("Theme"), attrgetter("theme")),
            *EVERYTHING_ELSE,
        ),
    )
)
PROGRAMMES = announce(
    Table(
        "programmes",
        _("Programmes"),
        whole=whole,
        read=joined.read,
        entry_id=permanent_address,
        columns=(
            TITLE,
            REFERENCE,
            partial_date("period", _("Period"), is_on_page=True, orders=("newest", "oldest")),
            choice("kind", _("Kind"), Programme.Kind, is_on_page=True),
            on_page(COUNTRIES),
            *EVERYTHING_ELSE,
        ),
    )
)
