"""A record as its public page shows it: the content with today's names, sources and ties looked up."""

from tvet_portal.records.page.names import Names
from tvet_portal.records.page.record_page import RecordPage

__all__ = ["Names", "RecordPage"]
