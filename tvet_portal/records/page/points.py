"""The points of a record with everything that hangs on them: actors, progress, figures, obstacles."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models import (
    Figure,
    FigureActor,
    Obstacle,
    Progress,
    ProgressActor,
    Provision,
    ProvisionActor,
    RecordLink,
)
from tvet_portal.records.page import wording
from tvet_portal.records.page.badges import progress_badge
from tvet_portal.records.page.outcomes import gauge
from tvet_portal.records.page.ties import BACKWARDS


class Points:
    """Turns the provisions and figures of a content into what a template shows."""

    def __init__(self, content, names, evidence, blanks, links_here=()):
        self.content, self.names, self.evidence, self.blanks = content, names, evidence, blanks
        self.links_here = links_here
        self.rows = {f"provisions/{row['key']}": row for row in content.get("provisions", [])}

    @cached_property
    def figures(self):
        """Path -> figure."""
        return {f"figures/{row['key']}": self._figure(row) for row in self.content.get("figures", [])}

    @cached_property
    def top_level(self):
        """Points that are not part of another point."""
        children = defaultdict(list)
        for path, row in self.rows.items():
            children[row.get("part_of")].append(path)
        return [self._point(path, children) for path in children[None]]

    def title(self, path):
        """A point in few words, with the anchor of its place on the page."""
        row = self.rows.get(path)
        if row is None:
            return None
        words = row.get("heading") or row["text"][:80]
        return {"text": f"{row['label']} {words}" if row.get("label") else words, "anchor": path.replace("/", "-")}

    def _point(self, path, children):
        row = self.rows[path]
        told = [found for progress in row.get("progress", []) for found in progress.get("figures", [])]
        figures = [figure for key, figure in self.figures.items() if figure["provision"] == path and key not in told]
        return {
            "anchor": path.replace("/", "-"),
            "kind": row["kind"],
            "kind_label": wording.choice(Provision, "kind", row["kind"]),
            "label": row.get("label", ""),
            "heading": row.get("heading", ""),
            "text": row["text"],
            "is_quotation": row.get("is_quotation", False),
            "language": self.content.get("language", "") if row.get("is_quotation") else "",
            "form": wording.choice(Provision, "form", row.get("form", "")),
            "is_mutual": row.get("is_mutual", False),
            "due": wording.dated(row, "due"),
            "period": wording.dated(row, "period"),
            "condition": row.get("condition", ""),
            "areas": [self.names.area(key) for key in row.get("areas", [])],
            "trades": [self.names.trade(key) for key in row.get("trades", [])],
            "target_groups": [self.names.target_group(key) for key in row.get("target_groups", [])],
            "with_groups": [self.names.target_group(key) for key in row.get("with_groups", [])],
            "is_list_open": row.get("is_list_open", False),
            "actors": self._by_role(ProvisionActor, row.get("actors", [])),
            "progress": [self._progress(path, progress) for progress in row.get("progress", [])],
            "badge": progress_badge(row["progress"][0]["status"]) if row.get("progress") else None,
            "gauge": gauge([self.figures[key] for key in told if key in self.figures] or figures),
            "figures": figures,
            "obstacles": self._obstacles(path),
            "ties": self._ties(path),
            "follow_ups": self._follow_ups(path),
            "is_followed": row["kind"] in FOLLOWED_KINDS,
            "empty": self._empty(path),
            "evidence": self.evidence.under(path, but_not=f"{path}/progress/"),
            "is_unverified": self.evidence.is_unverified(path) or self.evidence.is_unverified(f"{path}/text"),
            "points": [self._point(child, children) for child in children[path]],
        }

    def _progress(self, path, row):
        certainty = row.get("certainty", "")
        return {
            "status": row["status"],
            "status_label": Progress.Status(row["status"]).label,
            "as_of": wording.describe(row["as_of_on"]),
            "as_of_on": row["as_of_on"],
            "text": row.get("text", ""),
            "next_step": row.get("next_step", ""),
            "quote": row.get("quote", ""),
            "certainty": "" if certainty == "stated" else wording.choice(Progress, "certainty", certainty),
            "source_number": self.evidence.numbers.get(row["source"]),
            "figures": [self.figures[found] for found in row.get("figures", []) if found in self.figures],
            "actors": self._by_role(ProgressActor, row.get("actors", [])),
            "evidence": self.evidence.under(f"{path}/progress/{row['key']}"),
        }

    def _figure(self, row):
        unit = row.get("unit", "")
        if row.get("value") is not None and unit.lower() in row["counted"].lower():
            unit = ""  # "90 delegates at the meeting", not "90 delegates delegates at the meeting"
        return {
            "number": wording.quantity(row, "value", unit=unit, currency=row.get("currency", "")),
            "value": row.get("value"),
            "unit": row.get("currency") or row.get("unit", ""),
            "counted": row["counted"],
            "per": wording.choice(Figure, "per", row.get("per", "")),
            "period": wording.dated(row, "period"),
            "role": row.get("role", "stated"),
            "role_label": wording.choice(Figure, "role", row.get("role", "stated")),
            "provision": row.get("provision"),
            "point": self.title(row.get("provision")),
            "areas": [self.names.area(key) for key in row.get("areas", [])],
            "trades": [self.names.trade(key) for key in row.get("trades", [])],
            "target_groups": [self.names.target_group(key) for key in row.get("target_groups", [])],
            "is_list_open": row.get("is_list_open", False),
            "covers": [found for key in row.get("covers", []) if (found := self.names.record(key))],
            "actors": self._by_role(FigureActor, row.get("actors", [])),
            "evidence": self.evidence.under(f"figures/{row['key']}"),
            "is_unverified": self.evidence.is_unverified(f"figures/{row['key']}"),
        }

    def _obstacles(self, path):
        return [
            {
                "kind_label": wording.choice(Obstacle, "kind", row["kind"]),
                "text": row["text"],
                "is_main": row.get("is_main", False),
                "effect": wording.choice(Obstacle, "effect", row.get("effect", "")),
            }
            for row in self.content.get("obstacles", [])
            if path in row.get("provisions", [])
        ]

    def _ties(self, path):
        """What this point is tied to: another point of this record, either way, or another record."""
        ties = []
        for row in self.content.get("links", []):
            is_own = row["to_record"] == self.content["key"]
            target = self.names.record(row["to_record"])
            if is_own and row.get("provision") == path:
                ties.append(self._tie_to_point(RecordLink.Role(row["role"]).label, row["to_provision"]))
            elif is_own and row.get("to_provision") == path:
                ties.append(self._tie_to_point(BACKWARDS[row["role"]], row["provision"]))
            elif target and row.get("provision") == path:
                role = RecordLink.Role(row["role"]).label
                ties.append({"role": role, "text": target.title, "url": target.get_absolute_url()})
        return ties

    def _follow_ups(self, path):
        """The public records that say they come after this point."""
        point = path.removeprefix("provisions/")
        return [
            {"role": BACKWARDS[link.role], "text": link.record.title, "url": link.record.get_absolute_url()}
            for link in self.links_here
            if link.to_provision and link.to_provision.key == point and link.record.key != self.content["key"]
        ]

    def _tie_to_point(self, role, path):
        point = self.title(path)
        return {"role": role, "text": point["text"], "url": f"#{point['anchor']}"}

    def _empty(self, path):
        """What is said to be empty about a point, in words: "not stated: who is responsible, due"."""
        fields = defaultdict(list)
        for target in self.blanks:
            if target.startswith(f"{path}/"):
                field = target.removeprefix(f"{path}/")
                words = str(FIELD_WORDS.get(field) or field.replace("_", " "))
                fields[wording.why_empty(self.blanks, target)].append(words)
        return [{"value": value, "labels": ", ".join(words)} for value, words in fields.items()]

    def _by_role(self, model, rows):
        """(role label, actors) in the order of the choices."""
        grouped = defaultdict(list)
        for row in rows:
            grouped[row["role"]].append(self.actor(row))
        return [(label, grouped[role]) for role, label in model.Role.choices if grouped[role]]

    def actor(self, row):
        """Who: today's name with its address, and the name as printed where it differs."""
        name, url, detail, acronym = row["as_printed"], "", "", ""
        country = self.names.country(row["country"]) if row.get("country") else None
        if row.get("organisation"):
            organisation = self.names.organisation(row["organisation"])
            name, url = organisation.name, organisation.get_absolute_url()
            detail, acronym = organisation.get_kind_display(), organisation.acronym
            country = organisation.country
        elif row.get("group"):
            name = self.names.group(row["group"]).name
        elif row.get("category"):
            name = row["category"]
        elif country:
            name, url = country.name, country.get_absolute_url()
        short = acronym if row["as_printed"] in (acronym, f"{name} ({acronym})") else ""
        return {
            "name": name,
            "url": url,
            "acronym": acronym,
            "short": short,
            "as_printed": "" if short or row["as_printed"] == name else row["as_printed"],
            "detail": detail,
            "country": country.name if country and country.name != name else "",
            "bodies": wording.quantity(row, "bodies"),
            "subdivision": row.get("subdivision", ""),
            "key": row.get("organisation") or row.get("country") or row.get("group") or "",
        }


FOLLOWED_KINDS = ("decision",)  # of which the page says whether anything followed
FIELD_WORDS = {
    "due_on": _("due"),
    "actors": _("who is responsible"),
    "actors/by": _("who is responsible"),
    "progress": _("what became of it"),
    "figures": _("measure"),
    "target_groups": _("for whom"),
    "with_groups": _("with whom"),
    "period": _("period"),
    "areas": _("areas"),
    "trades": _("trades"),
    "condition": _("condition"),
}
