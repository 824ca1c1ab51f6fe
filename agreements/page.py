"""What the page of an agreement shows beyond that of any record: its state, its facts, its validity."""

from functools import cached_property

from babel.lists import format_list
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.level import Level, level_of
from agreements.models import Agreement
from agreements.signatories import signatories
from agreements.state import badge, state_on
from tvet_portal.records.page import RecordPage
from tvet_portal.records.page.standing import in_words
from tvet_portal.values.partial_dates import describe, machine_date, parse

NAMED_IN_A_CITATION = 4
ENDING_ACTS = ("denounced", "withdrew")


def has_ended(parties, day):
    """Whether parties have left by a day, and fewer than two remain bound."""
    left = [row for row in parties if any(is_over(act, day) for act in row.get("acts", []))]
    return bool(left) and sum(int(row.get("bodies") or 1) for row in parties if row not in left) < 2


def is_over(act, day):
    return act["kind"] in ENDING_ACTS and (not act.get("done_on") or parse(act["done_on"]).last <= day)


class AgreementPage(RecordPage):
    """The page of one agreement on a day."""

    own_toc = (
        {"id": "validity", "label": gettext_lazy("Validity")},
        {"id": "parties", "label": gettext_lazy("Parties")},
    )

    roles_elsewhere = ("party",)
    standings = {}  # key of a party -> what it says of the text; the page of today is given them

    @property
    def kind(self):
        kind = self.content.get("kind")
        return str(Agreement.Kind(kind).label) if kind else str(_("Agreement"))

    @cached_property
    def state(self):
        names = ("signed_on", "effective_on", "expires_on", "renewal")
        dates = {name: self.content.get(name, "") for name in names}
        return state_on(
            self.day,
            **dates,
            has_ended=has_ended(self.party_rows, self.day),
            is_superseded=any(link.role == "supersedes" for link in self.links_here),
        )

    @property
    def party_rows(self):
        return [row for row in self.content.get("participations", []) if row["role"] == "party"]

    @property
    def level(self):
        """Between whom it is, in words."""
        level = level_of(self.party_rows, lambda key: self.names.organisation(key).kind)
        return Level(level).label if level else self.why_empty("participations")

    @cached_property
    def parties(self):
        """Parties with who signed for them."""
        shown, found = [], self.participants("party")
        signed = signatories(self.appearances, found)
        for number, (party, row) in enumerate(zip(found, self.party_rows, strict=True)):
            who = [{"name": row["name"], "role": row["post"]} for row in signed[number]]
            detail = [party["acronym"], party["detail"], party["country"], party["bodies"]]
            if party["as_printed"]:
                detail.append(_("in the source: %(name)s") % {"name": party["as_printed"]})
            if party["through"]:
                detail.append(_("through %(names)s") % {"names": ", ".join(body.name for body in party["through"])})
            if party["file_number"]:
                detail.append(_("file number %(number)s") % {"number": party["file_number"]})
            if party["on_behalf_of"]:
                detail.append(_("on behalf of %(who)s") % {"who": party["on_behalf_of"]})
            detail.append(party["condition"])
            detail += [" ".join(filter(None, (act["word"], act["when"]))) for act in party["acts"]]
            shown.append(
                {
                    **party,
                    "detail": ". ".join(capfirst(str(part).rstrip(".")) for part in detail if part),
                    "signatories": who,
                    "unsigned": _("Who signed for it is not recorded: see who signed, below.")
                    if signed.get(None)
                    else _("Who signed is not recorded."),
                    "standing": in_words(self.standings.get(row["key"])),
                }
            )
        return shown

    @property
    def head(self):
        places = [name.name for name in self.coverage]
        when = " ".join(part for part in (describe(self.content.get("signed_on", "")),) if part)
        return {
            "title": self.content["title"],
            "icon": "i-doc",
            "kind": self.kind,
            "badge": badge(self.state),
            "meta": [text for text in (when, self.content.get("city"), ", ".join(places)) if text],
            "lede": self.content.get("summary", ""),
            "description": self.description,
            **self.tally,
        }

    @property
    def facts(self):
        return [
            {"label": _("State"), "value": badge(self.state)["word"]},
            *([self.choice_fact(_("Kind"), "kind")] if self.content.get("kind_as_printed") else []),
            {"label": _("Level"), "value": self.level},
            self.fact(_("Signed"), "signed_on", describe(self.content.get("signed_on", ""))),
            self.fact(_("Place"), "city", self.place),
            self.fact(_("In force from"), "effective_on", describe(self.content.get("effective_on", ""))),
            self.fact(_("Ends"), "expires_on", self.end),
            self.fact(_("Term"), "term"),
            self.choice_fact(_("Renewal"), "renewal"),
            self.fact(_("Notice period"), "notice_period"),
            self.choice_fact(_("Legal force"), "legal_force"),
            self.fact(_("Originals"), "originals"),
            self.fact(_("Languages"), "text_languages"),
            *self.coverage_facts,
            {"label": _("Areas of cooperation"), "value": len(self.provisions("area_of_cooperation"))},
            self.fact(_("Record checked"), "verified_on", describe(self.content.get("verified_on", ""))),
        ]

    @property
    def end(self):
        end = describe(self.content.get("expires_on", ""))
        return _("%(date)s (computed from the term)") % {"date": end} if self.content.get("is_expiry_computed") else end

    @cached_property
    def last_sign_of_life(self):
        """The newest linked date: it stands in where no end is stated."""
        dates = [
            progress["as_of_on"] for row in self.content.get("provisions", []) for progress in row.get("progress", [])
        ]
        return (
            describe(max(dates, key=lambda text: parse(text).last))
            if dates
            else describe(self.content.get("signed_on", ""))
        )

    @cached_property
    def validity(self):
        """The validity bar: from the signing to its end, or open where no end is stated."""
        start = parse(self.content["signed_on"]).first if self.content.get("signed_on") else None
        if start is None or start > self.day:
            return None
        expires = self.content.get("expires_on")
        end = parse(expires).last if expires else None
        span = max((end or self.day) - start, self.day - start).days or 1
        scale = 96 if end else 62
        today = round(2 + (self.day - start).days * (scale - 2) / span, 1)
        stop = round(2 + (end - start).days * (scale - 2) / span, 1) if end else 100
        signed, now = describe(self.content["signed_on"]), describe(self.day.isoformat())
        ends = describe(expires) if expires else self.why_empty("expires_on")
        return {
            "id": "validity-bar",
            "title": _("Validity of the agreement"),
            "description": _("Signed %(signed)s. Today is %(now)s. End: %(ends)s.")
            % {"signed": signed, "now": now, "ends": ends},
            "lines": [
                {"tone": "past", "x1": 1, "x2": min(today, stop)},
                {"tone": "rest" if stop > today else "gone", "x1": min(today, stop), "x2": max(today, stop)},
            ],
            "dots": [1.2],
            "today": today,
            "labels": [
                {"text": _("Signed %(date)s") % {"date": signed}, "x": 0, "anchor": "start"},
                {"text": _("End: %(date)s") % {"date": ends}, "x": 100, "anchor": "end", "soft": not expires},
                {"text": _("today, %(date)s") % {"date": now}, "x": today, "anchor": "middle", "is_below": True},
            ],
        }

    @property
    def citation(self):
        """How to cite the record: parties, year, title, place and date, portal, reference, version."""
        names = [str(party["acronym"] or party["name"]) for party in self.parties]
        if len(names) > NAMED_IN_A_CITATION:
            names = [*names[:2], _("%(count)s others") % {"count": len(names) - 2}]
        year = machine_date(self.content.get("signed_on", ""))[:4] or _("undated")
        parts = [f"{format_list(names, locale='en_GB')} ({year})".strip(), self.content["title"]]
        parts.append(", ".join(text for text in (self.kind, self.content.get("city"), self.date("signed_on")) if text))
        parts.append(
            _("%(portal)s, record %(reference)s, version %(number)s")
            % {
                "portal": settings.PORTAL_NAME,
                "reference": self.content.get("reference", ""),
                "number": self.version_number,
            }
        )
        return ". ".join(str(part) for part in parts) + "."
