"""What frameworks tell search about themselves."""

from dataclasses import replace

from qualifications.models import Referencing
from tvet_portal.search.sources import declared, name_states, source

name_states(Referencing.State.choices)
NOT_SAID = Referencing._meta.get_field("state").get_default()


@source("framework")
def framework(content):
    """A framework is dated by its newest version, found by its levels' types and their native names, and has the
    states of its referencings.
    """
    versions = content.get("versions", [])
    types = [text for row in content.get("types", []) for text in (row["name"], row.get("native_name", "")) if text]
    return replace(
        declared(content),
        date=versions[0].get("from_on", "") if versions else "",
        texts=tuple(types),
        states=tuple(dict.fromkeys(("", row.get("state") or NOT_SAID) for row in content.get("referencings", ()))),
    )
