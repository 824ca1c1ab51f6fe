"""What the page of a qualifications framework says to machines."""

from qualifications.models import Framework
from tvet_portal.records import linked_data
from tvet_portal.records.linked_data import actors, is_unverified, node, text


def framework(page):
    """A framework as a DefinedTermSet: its levels are the terms, and say nothing but where something stands.

    A framework is no credential and no course. What is awarded at a level is: so every type of qualification is an
    EducationalOccupationalCredential of its own, whose `educationalLevel` is a term of the set. Levels are those of
    the newest version. The record that a country has no framework is about nothing that schema.org could name.
    """
    if page.content.get("kind") == Framework.Kind.NONE:
        return []
    levels = stated_levels(page)
    whole = linked_data.record(
        page,
        "DefinedTermSet",
        creator=actors(page, "owner", "responsible_body"),
        spatialCoverage=[row.name for row in page.coverage],
        hasDefinedTerm=list(levels.values()),
    )
    return [whole, *(credential(page, row, levels) for row in page.content.get("types", []) if is_stated(page, row))]


def stated_levels(page):
    """Path -> term, of the levels of the newest version that somebody has read in a source."""
    version = next(iter(page.content.get("versions", [])), {})
    paths = {f"versions/{version['key']}/levels/{row['key']}": row for row in version.get("levels", [])}
    return {
        path: node(
            "DefinedTerm",
            address_of(page, path),
            termCode=row["code"],
            name=row.get("label") or row["code"],
            inDefinedTermSet={"@id": address_of(page)},
        )
        for path, row in paths.items()
        if not is_unverified(page, path)
    }


def is_stated(page, row):
    return not is_unverified(page, f"types/{row['key']}")


def credential(page, row, levels):
    """A type of qualification, at the levels where a source places it today."""
    path = f"types/{row['key']}"
    placed = [
        placement["level"]
        for placement in row.get("placements", [])
        if not placement.get("until_on")
        and not is_unverified(page, f"{path}/placements")
        and not is_unverified(page, f"{path}/placements/{placement['key']}")
    ]
    names = [text(row.get("native_name", ""), row.get("native_language", "")), row.get("short_name", "")]
    return node(
        "EducationalOccupationalCredential",
        address_of(page, path),
        name=row["name"],
        alternateName=[name for name in names if name],
        educationalLevel=[{"@id": levels[level]["@id"]} for level in placed if level in levels],
        isPartOf={"@id": address_of(page)},
    )


def address_of(page, part=""):
    """What a framework or a part of it is known by."""
    return f"{page.permanent_address}#{part}" if part else page.permanent_address
