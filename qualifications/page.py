"""What the page of a framework shows beyond that of any record: levels, types, referencing, quality assurance."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qualifications.ladder import LOOKS, beside, marks, remarks
from qualifications.models import (
    CriterionResponse,
    Framework,
    FrameworkVersion,
    Level,
    LevelReference,
    QualificationType,
    QualityAssurance,
    Referencing,
)
from tvet_portal.records.page import RecordPage
from tvet_portal.records.page.wording import choice, quantity
from tvet_portal.values.partial_dates import describe

STATE_LOOKS = {
    Referencing.State.UNKNOWN: ("", "s-open"),
    Referencing.State.NOT_STARTED: ("", "s-open"),
    Referencing.State.IN_PREPARATION: ("warn", "s-half"),
    Referencing.State.SUBMITTED: ("warn", "s-half"),
    Referencing.State.UNDER_REVIEW: ("warn", "s-half"),
    Referencing.State.ENDORSED: ("ok", "s-full"),
    Referencing.State.SUPERSEDED: ("", "s-end"),
}


def referencing_badge(state):
    tone, icon = STATE_LOOKS[state]
    return {"tone": tone, "icon": icon, "word": Referencing.State(state).label}


def aqrf_badge(state):
    """How far the referencing has come, where it stands without its heading."""
    badge = referencing_badge(state)
    return badge | {"word": _("AQRF: %(state)s") % {"state": str(badge["word"]).lower()}}


class FrameworkPage(RecordPage):
    """The page of one qualifications framework."""

    own_toc = (
        {"id": "levels", "label": gettext_lazy("Levels")},
        {"id": "referencing", "label": gettext_lazy("Referencing")},
        {"id": "quality", "label": gettext_lazy("Quality assurance")},
        {"id": "participants", "label": gettext_lazy("Who takes part")},
    )

    def holds(self, part):
        if part == "referencing":
            return self.content.get("kind") != Framework.Kind.REGIONAL
        return bool(self.quality_assurances) if part == "quality" else super().holds(part)

    @property
    def kind(self):
        return choice(Framework, "kind", self.content.get("kind", ""))

    @property
    def head(self):
        native = next(
            (row for row in self.content.get("alternative_titles", []) if row["kind"] == "official_translation"), {}
        )
        states = [row["state"] for row in self.referencings]
        return {
            "title": self.content["title"],
            "icon": "i-level",
            "kind": self.kind,
            "original": native.get("text", ""),
            "original_lang": native.get("language", ""),
            "badge": aqrf_badge(states[0]) if states else None,
            "meta": [
                name for name in (self.content.get("acronym"), *(str(name.name) for name in self.coverage)) if name
            ],
            "lede": self.content.get("summary", ""),
            "description": self.description,
        }

    @property
    def facts(self):
        version = self.versions[0] if self.versions else {"level_count": "", "path": "versions"}
        state = self.referencings[0]["badge"]["word"] if self.referencings else None
        return [
            self.choice_fact(_("Kind"), "kind"),
            self.fact(_("Levels"), f"{version['path']}/level_count", version["level_count"]),
            self.fact(_("Scope"), "scope"),
            *self.coverage_facts,
            self.fact(_("Sectors"), "sectors", self.sectors),
            *([{"label": _("Referencing"), "value": state}] if state else []),
            self.fact(_("Record checked"), "verified_on", describe(self.content.get("verified_on", ""))),
        ]

    @property
    def sectors(self):
        words = {"general": _("general education"), "tvet": _("TVET"), "higher_education": _("higher education")}
        listed = [name.strip() for name in self.content.get("sectors", "").split(",") if name.strip()]
        return ", ".join(str(words.get(name, name)) for name in listed)

    @cached_property
    def versions(self):
        """Versions with their levels, highest first, each with its qualification types."""
        return [self._version(row) for row in self.content.get("versions", [])]

    def _version(self, row):
        path = f"versions/{row['key']}"
        domains = {f"{path}/domains/{domain['key']}": domain["name"] for domain in row.get("domains", [])}
        levels = [self._level(path, level, domains) for level in row.get("levels", [])][::-1]
        return {
            "path": path,
            "label": row["label"],
            "period": self._period(row),
            "level_count": row.get("level_count") or "",
            "level_count_empty": self.why_empty(f"{path}/level_count"),
            "is_count_unverified": self.evidence.is_unverified(f"{path}/level_count"),
            "planned_level_count": row.get("planned_level_count"),
            "instruments": [
                {**instrument, "dated": describe(instrument.get("dated_on", ""))}
                for instrument in row.get("instruments", [])
            ],
            "instruments_empty": self.why_empty(f"{path}/instruments"),
            "responsible": [self.names.organisation(key) for key in row.get("responsible", [])],
            "domains": list(domains.values()),
            "levels": levels,
            "marks": marks(levels),
            "remarks": remarks(levels),
            "note": row.get("note", ""),
            "evidence": [
                row for target in ("", "/label", "/from_on", "/level_count", "/instruments", "/domains")
                for row in self.evidence.at(f"{path}{target}")
            ],
        }  # fmt: skip

    def _period(self, row):
        start, end = describe(row.get("from_on", "")), describe(row.get("until_on", ""))
        return _("%(start)s to %(end)s") % {"start": start, "end": end} if end else start

    def _level(self, path, row, domains):
        level = f"{path}/levels/{row['key']}"
        types = [found for found in self.types if level in found["levels"]]
        is_named_by_type = row.get("label") in [found["name"] for found in types]
        order = list(domains)
        descriptors = sorted(
            row.get("descriptors", []), key=lambda one: order.index(one["domain"]) if one.get("domain") in order else -1
        )
        return {
            "code": row["code"],
            "label": "" if is_named_by_type else row.get("label", ""),
            "volume": quantity(row, "volume", unit=row.get("volume_unit", "")),
            "types": types,
            "beside": beside([found for found in self.level_references if found["path"] == level]),
            "descriptors": [
                {
                    "domain": domains.get(descriptor.get("domain"), ""),
                    "text": descriptor["text"],
                    "is_unverified": self.evidence.is_unverified(f"{level}/descriptors/{descriptor['key']}"),
                }
                for descriptor in descriptors
            ],
            "is_unverified": self.evidence.is_unverified(level),
            "evidence": self.evidence.at(level),
        }

    @cached_property
    def types(self):
        return [self._type(row) for row in self.content.get("types", [])]

    def _type(self, row):
        path = f"types/{row['key']}"
        placements = row.get("placements", [])
        placed = [f"{path}/placements", *(f"{path}/placements/{placement['key']}" for placement in placements)]
        return {
            "name": row["name"],
            "native_name": row.get("native_name", ""),
            "native_language": row.get("native_language", ""),
            "short_name": row.get("short_name", ""),
            "sector": choice(QualificationType, "sector", row.get("sector", "")),
            "volume": quantity(row, "volume", unit=row.get("volume_unit", "")),
            "awarded_by": [self.names.organisation(key) for key in row.get("awarding_bodies", [])],
            "awarded_as_printed": row.get("awarding_as_printed", ""),
            "note": row.get("note", ""),
            "levels": [placement["level"] for placement in placements],
            "level_empty": self.why_empty(f"{path}/placements"),
            "is_unverified": any(self.evidence.is_unverified(target) for target in (path, *placed)),
            "evidence": self.evidence.under(path),
        }  # fmt: skip

    @property
    def unplaced_types(self):
        """Types whose level is not known."""
        return [found for found in self.types if not found["levels"]]

    @cached_property
    def referencings(self):
        return [
            {
                "badge": referencing_badge(row.get("state", "unknown")),
                "state": row.get("state", "unknown"),
                "to": self._parts.get(row["to_version"], ""),
                "scope": row.get("scope", ""),
                "as_of": describe(row.get("as_of_on", "")),
                "submitted": describe(row.get("submitted_on", "")),
                "endorsed": describe(row.get("endorsed_on", "")),
                "decided_by": row.get("decided_by_as_printed")
                or (self.names.organisation(row["decided_by"]).name if row.get("decided_by") else ""),
                "decided_at": self.names.record(row["decided_at"]) if row.get("decided_at") else None,
                "report_title": row.get("report_title", ""),
                "report_address": row.get("report_address", ""),
                "note": row.get("note", ""),
                "responses": [
                    {**response, "state_label": choice(CriterionResponse, "state", response["state"])}
                    for response in row.get("responses", [])
                ],
                "is_unverified": self.evidence.is_unverified(f"referencings/{row['key']}"),
                "evidence": self.evidence.under(f"referencings/{row['key']}"),
            }
            for row in self.content.get("referencings", [])
        ]

    @cached_property
    def level_references(self):
        """Which level stands beside one of another framework, and how sure that is; shown in the ladder."""
        states = {f"referencings/{row['key']}": row.get("state") for row in self.content.get("referencings", [])}
        rows = self.content.get("level_references", [])
        return [self._level_reference(row, self._basis(row, states)) for row in rows]

    def _level_reference(self, row, basis):
        _fill, letter, word = LOOKS[basis]
        return {
            "path": row["from_level"],
            "to_level": self._parts.get(row.get("to_level"), ""),
            "relation": choice(LevelReference, "relation", row["relation"]),
            "basis": basis,
            "letter": letter,
            "word": word,
            "is_unverified": basis == LevelReference.Basis.UNVERIFIED,
            "justification": row.get("justification", ""),
            "page": row.get("page", ""),
        }

    @staticmethod
    def _basis(row, states):
        if states.get(row.get("referencing")) == Referencing.State.ENDORSED:
            return LevelReference.Basis.ENDORSED
        claimed = row.get("is_claimed") or row.get("referencing")
        return LevelReference.Basis.NATIONAL_CLAIM if claimed else LevelReference.Basis.UNVERIFIED

    @cached_property
    def _parts(self):
        """Path -> words for the levels and versions of other frameworks that this record names."""
        paths = {row["to_level"] for row in self.content.get("level_references", []) if row.get("to_level")}
        versions = {row["to_version"] for row in self.content.get("referencings", [])}
        levels = Level.objects.filter(path__in=paths).values_list("path", "code", "version__framework__acronym")
        others = {path: f"{acronym} {code}" for path, code, acronym in levels} if paths else {}
        found = FrameworkVersion.objects.filter(path__in=versions).values_list("path", "framework__acronym", "label")
        named = {path: f"{acronym}, {label}" for path, acronym, label in found} if versions else {}
        return others | named

    @property
    def criteria(self):
        return [
            {
                **row,
                "is_unverified": self.evidence.is_unverified(f"criteria/{row['key']}"),
                "evidence": self.evidence.under(f"criteria/{row['key']}"),
            }
            for row in self.content.get("criteria", [])
        ]

    @property
    def quality_assurances(self):
        return [
            {
                "sector": choice(QualityAssurance, "sector", row.get("sector", "")),
                "organisation": self.names.organisation(row["organisation"]) if row.get("organisation") else None,
                "as_printed": row.get("organisation_as_printed", ""),
                "mechanism": choice(QualityAssurance, "mechanism", row.get("mechanism", "")),
                "legal_basis": row.get("legal_basis", ""),
                "typology": row.get("typology", ""),
                "note": row.get("note", ""),
                "is_unverified": self.evidence.is_unverified(f"quality_assurances/{row['key']}"),
                "evidence": self.evidence.under(f"quality_assurances/{row['key']}"),
            }
            for row in self.content.get("quality_assurances", [])
        ]
