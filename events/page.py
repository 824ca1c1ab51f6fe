"""What the pages of events, series and programmes show beyond those of any record."""

from functools import cached_property

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.attendance import Delegations, headcount, presence
from events.models import Event, EventSeries, Programme
from events.phases import Phases
from tvet_portal.records.models import Provision
from tvet_portal.records.page import RecordPage
from tvet_portal.records.page.badges import progress_badge
from tvet_portal.records.page.wording import choice, with_printed
from tvet_portal.values.partial_dates import describe, exact_days, machine_date, parse

HOST = "participations/host"  # where a record says that nobody is
MOST_ABSENT = 5  # members that are not named: as many as a glance takes in
STATE_LOOKS = {
    Event.State.ANNOUNCED: ("warn", "s-open"),
    Event.State.HELD: ("", "s-full"),
    Event.State.POSTPONED: ("warn", "s-late"),
    Event.State.CANCELLED: ("stop", "s-end"),
}


def event_badge(state, held_on, day):
    """The state of an event on a day. An announced date that has passed says so: nobody reported the outcome."""
    tone, icon = STATE_LOOKS[state]
    word = Event.State(state).label
    if state == Event.State.ANNOUNCED and held_on and parse(held_on).last < day:
        tone, icon, word = "", "s-end", _("Announced; outcome not recorded")
    return {"tone": tone, "icon": icon, "word": word}


class EventPage(RecordPage):
    """The page of one event on a day."""

    lead_kinds = ("decision", "commitment")
    own_toc = (
        {"id": "presence", "label": gettext_lazy("Countries represented")},
        {"id": "participants", "label": gettext_lazy("Who takes part")},
    )

    def holds(self, part):
        return bool(self.presence) if part == "presence" else bool(self.delegations.rows)

    @property
    def kind(self):
        return choice(Event, "form", self.content.get("form", ""))

    @property
    def series(self):
        return self.names.record(self.content["series"]) if self.content.get("series") else None

    @property
    def badge(self):
        return event_badge(self.content.get("state", "held"), self.content.get("held_on", ""), self.day)

    @property
    def head(self):
        meta = [describe(self.content.get("held_on", "")), self.place, headcount(self.figures)]
        return {
            "title": self.content["title"],
            "icon": "i-cal",
            "kind": ", ".join(
                part for part in (self.kind, choice(Event, "level", self.content.get("level", ""))) if part
            ),
            "badge": self.badge,
            "meta": [text for text in meta if text],
            "lede": self.content.get("theme") or self.content.get("summary", ""),
            "description": self.description,
            **self.tally,
        }

    @property
    def facts(self):
        series = self.series
        edition = with_printed(str(self.content.get("edition") or ""), self.content.get("edition_as_printed", ""))
        return [
            {"label": _("State"), "value": self.badge["word"]},
            self.fact(_("Dates"), "held_on", describe(self.content.get("held_on", ""))),
            self.fact(_("Place"), "city", self.place),
            {"label": _("Form"), "value": self.form},
            self.choice_fact(_("Level"), "level"),
            self.choice_fact(_("Modality"), "modality"),
            *([{"label": _("People"), "value": people}] if (people := headcount(self.figures)) else []),
            *(self.presence_facts if self.presence else []),
            *([self.fact(_("Host"), HOST, self.hosts)] if self.hosts or HOST in self.blanks else []),
            *([self.fact(_("Theme in other words"), "theme_variant")] if self.content.get("theme_variant") else []),
            *([{"label": _("Series"), "value": series.title, "url": series.get_absolute_url()}] if series else []),
            *([{"label": _("Edition"), "value": edition}] if edition else []),
            *self.coverage_facts,
            self.fact(_("Record checked"), "verified_on", describe(self.content.get("verified_on", ""))),
        ]

    @property
    def hosts(self):
        return ", ".join(row["name"] for row in self.participants("host"))

    @property
    def presence_facts(self):
        """How many members are named; by name the few that are not."""
        named, members, missing = (self.presence[key] for key in ("named", "members", "missing"))
        counted = _("%(named)d of %(members)d") % {"named": named, "members": len(members)}
        absent = {"label": capfirst(self.presence["missing_word"]), "value": ", ".join(missing)}
        return [
            {"label": _("Members represented"), "value": counted},
            *([absent] if missing and len(missing) <= MOST_ABSENT else []),
        ]

    @property
    def form(self):
        printed = self.content.get("form_as_printed")
        return _("%(form)s (“%(printed)s”)") % {"form": self.kind, "printed": printed} if printed else self.kind

    @property
    def calendar_url(self):
        """Its entry for a calendar; nothing for a draft, and for an event whose days are not stated."""
        is_listed = self.version and exact_days(self.content.get("held_on", ""))
        return f"{self.record.get_absolute_url().removesuffix('/')}.ics" if is_listed else ""

    @cached_property
    def presence(self):
        """Which members of the group that was called are named; nothing where no group was."""
        if not self.content.get("invited_group") or not self.content.get("held_on"):
            return None
        return presence(self.content, self.names.group(self.content["invited_group"]))

    @cached_property
    def delegations(self):
        return Delegations(self)


class SeriesPage(RecordPage):
    """The page of a series: its editions, and all decisions of them."""

    own_toc = (
        {"id": "editions", "label": gettext_lazy("Editions")},
        {"id": "participants", "label": gettext_lazy("Who takes part")},
    )

    @property
    def head(self):
        return {
            "title": self.content["title"],
            "icon": "i-cal",
            "kind": self.kind,
            "meta": [choice(EventSeries, "periodicity", self.content.get("periodicity", ""))],
            "lede": self.content.get("summary", ""),
            "description": self.description,
            **self.tally,
        }

    @property
    def facts(self):
        body = self.names.organisation(self.content["body"]) if self.content.get("body") else None
        return [
            self.choice_fact(_("Held"), "periodicity"),
            self.fact(_("Body behind it"), "body", body and body.name, url=body and body.get_absolute_url()),
            *([self.fact(_("Age limit"), "age_limit")] if self.content.get("age_limit") else []),
            {"label": _("Editions on record"), "value": len(self.editions)},
            *self.coverage_facts,
            self.fact(_("Record checked"), "verified_on", describe(self.content.get("verified_on", ""))),
        ]

    @cached_property
    def editions(self):
        """Published editions, newest first."""
        events = Event.objects.published().filter(series=self.record.pk).select_related("country")
        return [
            {
                "when": describe(event.held_on) or _("date not recorded"),
                "datetime": machine_date(event.held_on),
                "title": event.title,
                "url": event.get_absolute_url(),
                "meta": [text for text in (event.city, event.country.name if event.country else "") if text],
            }
            for event in events.order_by("-held_last", "-edition")
        ]

    @cached_property
    def decisions(self):
        """What the editions decided, the latest edition first, each with the last report on it."""
        editions = Event.objects.published().filter(series=self.record.pk)
        decisions = Provision.objects.filter(kind__in=["decision", "commitment"], part_of=None)
        decisions = decisions.filter(record__in=editions.values("pk")).select_related("record__event")
        newest = F("record__event__held_last").desc(nulls_last=True)
        decisions = decisions.prefetch_related("progress").order_by(newest, "record", "position", "key")
        return [decision_item(decision) for decision in decisions]


def decision_item(decision):
    """A decision or commitment of an edition as a line of a list. Old news says how old it is."""
    event, report = decision.record.event, next(iter(decision.progress.all()), None)
    return {
        "when": describe(event.held_on) or _("no date recorded"),
        "datetime": machine_date(event.held_on),
        "title": decision.heading or decision.text,
        "url": f"{decision.record.get_absolute_url()}#provisions-{decision.key}",
        "badge": progress_badge(report.status) if report else None,
        "meta": [
            _("as of %(date)s") % {"date": describe(report.as_of_on)} if report else _("no follow-up on record"),
            decision.record.title,
        ],
    }


class ProgrammePage(RecordPage):
    """The page of a network, project, study, work plan or bilateral cooperation."""

    own_toc = (
        {"id": "progress", "label": gettext_lazy("Phases and progress")},
        {"id": "time", "label": gettext_lazy("What was done, over time")},
        {"id": "participants", "label": gettext_lazy("Who takes part")},
    )

    def holds(self, part):
        shown = {"progress": self.phases.points, "time": self.phases.timeline}
        return bool(shown[part]) if part in shown else super().holds(part)

    @cached_property
    def phases(self):
        return Phases(self)

    @property
    def kind(self):
        return choice(Programme, "kind", self.content.get("kind", ""))

    @property
    def head(self):
        places = ", ".join(name.name for name in self.coverage)
        return {
            "title": self.content["title"],
            "icon": "i-people",
            "kind": self.kind,
            "meta": [text for text in (describe(self.content.get("period", "")), places) if text],
            "lede": self.content.get("summary", ""),
            "description": self.description,
            **self.tally,
        }

    @property
    def facts(self):
        body = self.names.organisation(self.content["acts_through"]) if self.content.get("acts_through") else None
        return [
            self.choice_fact(_("Kind"), "kind"),
            self.fact(_("Period"), "period", describe(self.content.get("period", ""))),
            self.fact(_("Acts through"), "acts_through", body and body.name, url=body and body.get_absolute_url()),
            *self.coverage_facts,
            self.fact(_("Record checked"), "verified_on", describe(self.content.get("verified_on", ""))),
        ]
