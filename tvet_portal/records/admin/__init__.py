"""Records in Django's admin: the base of their pages, and the pages of their parts."""

from tvet_portal.records.admin import everything, merges, parts, people, proposals, proposed_entries
from tvet_portal.records.admin.inlines import INLINES
from tvet_portal.records.admin.parts import PartAdmin
from tvet_portal.records.admin.records import RecordAdmin

__all__ = [
    "INLINES", "PartAdmin", "RecordAdmin", "everything", "merges", "parts", "people", "proposals", "proposed_entries",
]  # fmt: skip
