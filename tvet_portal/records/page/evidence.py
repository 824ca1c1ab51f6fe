"""What the statements of a content rest on: sources in order, citations by statement, contradictions."""

from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models import Citation
from tvet_portal.records.page import wording

RANK_ORDER = ("preferred", "normal", "deprecated")


class Evidence:
    """The citations of a record, ready to be shown beside what they support."""

    def __init__(self, model, content, names):
        self.model, self.content, self.names = model, content, names
        self.by_target = defaultdict(list)
        for row in content.get("citations", []):
            self.by_target[row.get("target", "")].append(row)

    @cached_property
    def numbers(self):
        """Source key -> its number on the page; the main source is 1."""
        keys = [self.content["main_source"]] if self.content.get("main_source") else []
        keys += [row["source"] for row in self.content.get("citations", []) if row.get("source")]
        for provision in self.content.get("provisions", []):
            keys += [row["source"] for row in provision.get("progress", [])]
        return {key: number for number, key in enumerate(dict.fromkeys(keys), start=1)}

    @property
    def sources(self):
        """The sources of the page, the main one first."""
        return [self._source(key, number) for key, number in self.numbers.items()]

    def _source(self, key, number):
        source = self.names.source(key)
        blanks = {blank.target: blank.why for blank in source.blanks.all()}
        return {
            "number": number,
            "key": key,
            "is_main": key == self.content.get("main_source"),
            "title": source.title,
            "no_title": "" if source.title else wording.why_empty(blanks, "title"),
            "description": source.description,
            "language": source.language,
            "publisher": source.publisher or wording.why_empty(blanks, "publisher"),
            "original_publisher": source.original_publisher,
            "author": source.author,
            "dateline": source.dateline,
            "published": wording.describe(source.published_on) or wording.why_empty(blanks, "published_on"),
            "modified": wording.describe(source.modified_on),
            "is_machine_translated": source.translation == "machine",
            "url": source.address,
            "no_url": "" if source.address else wording.why_empty(blanks, "address"),
            "rights": source.rights,
            "accessed": source.accessed_on,
            "copy_name": source.copy_name,
            "copy_sha256": source.copy_sha256,
        }

    def at(self, target):
        """Citations of exactly this statement."""
        return [self._shown(row) for row in self.by_target.get(target, ())]

    def under(self, target, but_not=None):
        """Citations of a row and of all its fields, those under another prefix aside."""
        return [
            self._shown(row)
            for found, rows in self.by_target.items()
            if (found == target or found.startswith(f"{target}/")) and not (but_not and found.startswith(but_not))
            for row in rows
        ]

    @cached_property
    def of_record(self):
        """Citations of the record as a whole and of its own fields, for the list of sources."""
        return [
            self._shown(row)
            for target, rows in self.by_target.items()
            if "/" not in target or target.split("/")[0] not in SHOWN_BESIDE
            for row in rows
        ]

    @cached_property
    def contradictions(self):
        """Statements on which sources differ: both are kept, the preferred one first."""
        differing = []
        for target, rows in self.by_target.items():
            said = [row for row in rows if row.get("statement")]
            if len(said) > 1:
                said.sort(key=lambda row: RANK_ORDER.index(row.get("rank", "normal")))
                label = wording.field_label(self.model, target) if target else _("The record as a whole")
                differing.append({"label": label, "statements": [self._shown(row) for row in said]})
        return differing

    def is_unverified(self, target):
        """Whether a statement rests on nothing but the editor's general knowledge."""
        rows = self.by_target.get(target, ())
        return bool(rows) and all(row.get("certainty") == Citation.Certainty.UNVERIFIED for row in rows)

    def _shown(self, row):
        asserted_by = row.get("asserted_by_as_printed", "")
        if not asserted_by and row.get("asserted_by"):
            asserted_by = self.names.organisation(row["asserted_by"]).name
        certainty = row.get("certainty", "stated")
        return {
            "label": wording.field_label(self.model, row["target"])
            if row.get("target")
            else _("The record as a whole"),
            "number": self.numbers.get(row.get("source")),
            "quote": row.get("quote", ""),
            "quote_language": self.names.source(row["source"]).language if row.get("source") else "",
            "locator": row.get("locator", ""),
            "statement": row.get("statement", ""),
            "note": row.get("note", ""),
            "asserted_by": asserted_by,
            "certainty": "" if certainty == "stated" else Citation.Certainty(certainty).label,
            "is_unverified": certainty == "unverified",
            "rank": row.get("rank", "normal"),
        }


SHOWN_BESIDE = ("provisions", "obstacles", "figures", "participations", "appearances")
