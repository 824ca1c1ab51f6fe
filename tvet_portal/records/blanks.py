"""Blanks: what an empty field means. Reading a source to its end says "not stated" of all that is still empty."""

from tvet_portal.records import content as contents
from tvet_portal.records.models import Blank, Provision
from tvet_portal.records.targets import is_filled, value_at

Kind = Provision.Kind
DUE = {Kind.AREA, Kind.DECISION, Kind.COMMITMENT, Kind.DELIVERABLE, Kind.PHASE}  # points that can fall due


def write_not_stated(record, fields):
    """A Blank for every one of these fields, and of the statements of parts, that is empty. Gives their targets."""
    content = contents.read(record)
    said = {blank["target"] for blank in content.get("blanks", [])}
    empty = [name for name in fields if not is_filled(content, name)]
    wanted = [target for target in (*empty, *empty_of_parts(content)) if target not in said]
    Blank.objects.bulk_create(Blank(record=record, target=target, why=Blank.Why.NOT_STATED) for target in wanted)
    return wanted


def empty_of_parts(content):
    for row in content.get("provisions", []):
        path = f"provisions/{row['key']}"
        if row["kind"] in DUE and not row.get("due_on"):
            yield f"{path}/due_on"
        if row["kind"] in DUE and not value_at(row, "actors/by") and not row.get("is_mutual"):
            yield f"{path}/actors/by"
    for row in content.get("photos", []):
        if not row.get("credit"):
            yield f"photos/{row['key']}/credit"


def drop_contradicted(record, content, *, typed=()):
    """Drop blanks of fields that are filled now, except those just typed: the checklist speaks of them."""
    held = {blank["target"]: blank["key"] for blank in content.get("blanks", [])}
    doomed = [key for target, key in held.items() if target not in typed and is_filled(content, target)]
    if not doomed:
        return content
    record.blanks.filter(key__in=doomed).delete()
    return contents.read(record)
