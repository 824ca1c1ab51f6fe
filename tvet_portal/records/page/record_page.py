"""RecordPage: what the template of any record needs, built from its content without further queries."""

from collections import defaultdict
from functools import cached_property

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.content.shape import record_models
from tvet_portal.records.models import Appearance, Obstacle, Participation, RecordLink, Translation
from tvet_portal.records.models.records import RecordType, Status
from tvet_portal.records.page import files, wording
from tvet_portal.records.page.evidence import Evidence
from tvet_portal.records.page.folds import folded
from tvet_portal.records.page.names import Names
from tvet_portal.records.page.outcomes import newest_report, silence, tally
from tvet_portal.records.page.points import Points
from tvet_portal.records.page.ties import BACKWARDS

PROVISION_ORDER = (
    "purpose", "objective", "recital", "area_of_cooperation", "decision", "commitment", "phase", "activity",
    "deliverable", "proposal",
)  # fmt: skip
PROVISION_HEADINGS = {
    "purpose": _("Purpose"),
    "objective": _("Objectives"),
    "recital": _("Background"),
    "area_of_cooperation": _("Areas of cooperation"),
    "decision": _("What was agreed"),
    "commitment": _("Commitments"),
    "phase": _("Phases"),
    "activity": _("What was done"),
    "deliverable": _("Deliverables"),
    "proposal": _("Proposals"),
}


class RecordPage:
    """One record on a day, from a content: the approved one, an earlier one, or a draft that staff look at."""

    def __init__(self, record, content, *, version=None, links_here=(), names=None, day=None):
        self.record, self.content, self.version = record, content, version
        self.day = day or timezone.localdate()
        self.model = record_models()[content["record_type"]]
        self.names = names or Names(self.model, content, is_public=version is not None)
        self.links_here = links_here
        self.blanks = {blank["target"]: blank["why"] for blank in content.get("blanks", [])}
        self.evidence = Evidence(self.model, content, self.names)

    # Head and facts --------------------------------------------------------------------------------------------------

    @property
    def kind(self):
        return str(RecordType(self.content["record_type"]).label)

    @property
    def description(self):
        """Its summary in the length that search engines and messengers show."""
        return wording.in_short(self.content.get("summary", ""))

    @property
    def version_number(self):
        return self.version.number if self.version else self.record.version_number

    @property
    def is_current(self):
        """Whether it is what the record says today, on a page of today."""
        is_newest = bool(self.version) and self.version.number == self.record.version_number
        return is_newest and self.is_of_today

    @property
    def is_of_today(self):
        return self.day == timezone.localdate()

    @property
    def permanent_address(self):
        return f"{settings.SITE_URL}/id/{self.content['reference']}"

    @property
    def place(self):
        return wording.place(self.content, self.names)

    def date(self, field):
        """A date of the record in words, or why it is empty."""
        return wording.describe(self.content.get(field, "")) or self.why_empty(field)

    def why_empty(self, target):
        return wording.why_empty(self.blanks, target)

    def fact(self, label, field, value=None, **more):
        """One line of the card of facts. Empty values say why they are empty."""
        value = value if value is not None else self.content.get(field)
        value = wording.with_printed(value, self.content.get(f"{field.removesuffix('_on')}_as_printed", ""))
        if not value:
            return {"label": label, "value": self.why_empty(field), "soft": True}
        return {"label": label, "value": value, **more}

    def choice_fact(self, label, field):
        return self.fact(label, field, wording.choice(self.model, field, self.content.get(field, "")))

    @property
    def alternative_titles(self):
        kinds = self.model._meta.get_field("alternative_titles").related_model
        return [
            {
                **row,
                "kind_label": wording.choice(kinds, "kind", row["kind"]),
                "is_unverified": row.get("is_verified") is False,
            }
            for row in self.content.get("alternative_titles", [])
        ]

    @property
    def citation(self):
        """How to cite the record."""
        return _("%(title)s. %(portal)s, record %(reference)s, version %(number)s.") % {
            "portal": settings.PORTAL_NAME,
            "title": self.content["title"],
            "reference": self.content.get("reference", ""),
            "number": self.version_number,
        }

    @property
    def coverage_facts(self):
        """What the record covers, where it says so."""
        said = ", ".join(row.name for row in self.coverage)
        if self.content.get("is_coverage_open"):
            said = _("%(names)s and others: the source leaves the list open") % {"names": said}
        said = wording.with_printed(said, self.content.get("coverage_as_printed", ""))
        return [{"label": _("Covers"), "value": said}] if said else []

    @property
    def translations(self):
        """Texts of the record in other languages."""
        return [
            {
                **row,
                "label": wording.field_label(self.model, row["target"]),
                "language_name": wording.language_name(row["language"]),
                "is_by_machine": row["translated_by"] == Translation.By.MACHINE,
            }
            for row in self.content.get("translations", [])
        ]

    @property
    def areas(self):
        return [self.names.area(key) for key in self.content.get("areas", [])]

    @property
    def coverage(self):
        names = [self.names.country(key) for key in self.content.get("coverage_countries", [])]
        return names + [self.names.group(key) for key in self.content.get("coverage_groups", [])]

    @cached_property
    def toc(self):
        """The parts of the page that hold something, for the list beside it."""
        leading, others = (
            [{"id": group["kind"], "label": group["heading"]} for group in groups]
            for groups in (self.lead_groups, self.other_groups)
        )
        here = [part for part in self.own_toc if self.holds(part["id"])]
        later = [
            ("obstacles", _("Obstacles"), self.obstacles),
            ("figures", _("Figures"), self.figures),
            ("related", _("Related"), True),
            ("documents", _("Documents and photos"), True),
            ("not-stated", _("What the source does not say"), self.blank_lines),
            ("sources", _("Sources"), True),
            ("changes", _("Changes"), self.is_current),
            ("cite", _("Cite"), self.version),
        ]
        return [
            *leading,
            *here,
            *others,
            *({"id": part, "label": label} for part, label, shown in later if shown),
        ]

    own_toc = ()  # what a kind of record shows before its points

    def holds(self, part):
        """Whether a section of `own_toc` stands on the page."""
        return bool(self.roles) if part == "participants" else True

    # Who ------------------------------------------------------------------------------------------------------------

    def participants(self, *roles):
        """Participations with these roles, as actors with their details."""
        return [self._participant(row) for row in self.content.get("participations", []) if row["role"] in roles]

    roles_elsewhere = ()  # what stands in a section of its own

    @cached_property
    def roles(self):
        """Every role that has no place of its own, in the order of the choices: (label, participants)."""
        return [
            (label, found)
            for role, label in Participation.Role.choices
            if role not in self.roles_elsewhere and (found := self.participants(role))
        ]

    def _participant(self, row):
        actor = self.points.actor(row)
        actor["headcount"] = wording.quantity(row, "headcount")
        actor["is_expected"] = row.get("is_expected", False)
        actor["condition"] = row.get("condition", "")
        actor["on_behalf_of"] = row.get("on_behalf_of", "")
        actor["is_others"] = row.get("is_others", False)
        actor["file_number"] = row.get("file_number", "")
        actor["through"] = [self.names.organisation(key) for key in row.get("through", [])]
        actor["acts"] = [
            {
                "word": wording.choice(self._act_model, "kind", act["kind"]),
                "when": wording.describe(act.get("done_on", "")),
            }
            for act in row.get("acts", [])
        ]
        actor["evidence"] = self.evidence.under(f"participations/{row['key']}")
        actor["is_unverified"] = self.evidence.is_unverified(f"participations/{row['key']}")
        return actor

    @property
    def _act_model(self):
        return Participation._meta.get_field("acts").related_model

    @cached_property
    def appearances(self):
        """Who signed, spoke, chaired, in order."""
        shown = []
        for row in self.content.get("appearances", []):
            actor = self.points.actor(row) if row.get("as_printed") else None
            shown.append(
                {
                    "role": row["role"],
                    "role_label": wording.choice(Appearance, "role", row["role"]),
                    "person": self.names.printed_person(row),
                    "post": row.get("post", ""),
                    "capacity": row.get("capacity", ""),
                    "topic": row.get("topic", ""),
                    "starts_at": row.get("starts_at", ""),
                    "actor": actor,
                    "evidence": self.evidence.under(f"appearances/{row['key']}"),
                }
            )
        return shown

    # What -----------------------------------------------------------------------------------------------------------

    @cached_property
    def points(self):
        return Points(self.content, self.names, self.evidence, self.blanks, self.links_here)

    @property
    def tally(self):
        """What became of the points, counted, for the head of the page."""
        return {"tally": tally(self.points.top_level), "tally_label": _("What became of the points, by state")}

    lead_kinds = ()  # kinds of points that stand before everything else

    @property
    def lead_groups(self):
        return [group for group in self.provision_groups if group["kind"] in self.lead_kinds]

    @property
    def other_groups(self):
        return [group for group in self.provision_groups if group["kind"] not in self.lead_kinds]

    @cached_property
    def provision_groups(self):
        """Kind, heading and points for every kind the record holds; sub-points stand under their point."""
        grouped = defaultdict(list)
        for point in self.points.top_level:
            grouped[point["kind"]].append(point)
        return [self._group(kind, grouped[kind]) for kind in PROVISION_ORDER if grouped[kind]]

    def _group(self, kind, points):
        """Points of a kind. Old news is said once above all, or above each point if another one is fresh."""
        of_all = silence(newest_report(points), self.day)
        for point in points:
            point["silence"] = None if of_all else silence(newest_report([point]), self.day)
        heading = PROVISION_HEADINGS[kind]
        return {"kind": kind, "heading": heading, "points": points, "silence": of_all, **folded(points)}

    def provisions(self, kind):
        return next((group["points"] for group in self.provision_groups if group["kind"] == kind), [])

    @cached_property
    def obstacles(self):
        """What stood in the way. What stands in full at a commitment needs only a link to there."""
        commitments = {point["anchor"] for point in self.provisions("commitment")}
        shown = []
        for row in self.content.get("obstacles", []):
            points = [point for path in row.get("provisions", []) if (point := self.points.title(path))]
            shown.append(
                {
                    "kind_label": wording.choice(Obstacle, "kind", row["kind"]),
                    "text": row["text"],
                    "is_main": row.get("is_main", False),
                    "effect": wording.choice(Obstacle, "effect", row.get("effect", "")),
                    "points": points,
                    "is_told_above": any(point["anchor"] in commitments for point in points),
                    "evidence": self.evidence.under(f"obstacles/{row['key']}"),
                }
            )
        return shown

    @cached_property
    def figures(self):
        """All figures of the record; those of a point stand there too."""
        return list(self.points.figures.values())

    # Ties, files, sources -------------------------------------------------------------------------------------------

    @cached_property
    def links(self):
        """Linked records, each once with its ties, both ways; one that was withdrawn says so."""
        shown = {}
        for target, role, note, point in self._ties():
            link = {
                "title": target.title,
                "url": target.get_absolute_url(),
                "reference": target.reference,
                "kind": RecordType(target.record_type).label,
                "is_withdrawn": target.status == Status.WITHDRAWN,
                "ties": [],
            }
            tie = {"role": role, "note": note, "point": self.points.title(point) if point else None}
            shown.setdefault(target.key, link)["ties"].append(tie)
        return list(shown.values())

    def _ties(self):
        """(record, role, note, path of the point here) of every link to another record and from one."""
        for row in self.content.get("links", []):
            target = self.names.record(row["to_record"])
            if row["to_record"] != self.content["key"] and target:
                yield target, RecordLink.Role(row["role"]).label, row.get("note", ""), row.get("provision")
        for link in self.links_here:
            if link.record_id != self.record.pk:  # a tie between two points of this record stands at the point
                point = f"provisions/{link.to_provision.key}" if link.to_provision else None
                yield link.record, BACKWARDS[link.role], link.note, point

    @cached_property
    def documents(self):
        return files.documents(self)

    @cached_property
    def photos(self):
        return files.photos(self)

    @property
    def sources(self):
        return self.evidence.sources

    @cached_property
    def blank_lines(self):
        """Every field of the record itself that says why it is empty: (label, word)."""
        return [
            {"label": wording.field_label(self.model, target), "value": self.why_empty(target), "soft": True}
            for target in self.blanks
            if not target.startswith("provisions/")
        ]

    @property
    def is_unverified(self):
        return self.evidence.is_unverified("")

    @property
    def contradictions(self):
        return self.evidence.contradictions
