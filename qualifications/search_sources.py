"""What frameworks tell search about themselves."""

from dataclasses import replace

from tvet_portal.search.sources import declared, source


@source("framework")
def framework(content):
    """A framework is dated by its newest version, and found by its levels' types and their native names."""
    versions = content.get("versions", [])
    types = [text for row in content.get("types", []) for text in (row["name"], row.get("native_name", "")) if text]
    return replace(declared(content), date=versions[0].get("from_on", "") if versions else "", texts=tuple(types))
