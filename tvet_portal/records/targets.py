"""Targets: the paths by which citations, blanks and translations name a field of a content.

`signed_on`, `provisions/area-1/text`, `provisions/commitment-2` (the whole row); empty means the whole record.
"""

from tvet_portal.records.content.shape import shape


def find_problems(model, content):
    """Targets of a content that lead nowhere, as (part name, number, sentence)."""
    for name in ("citations", "blanks", "translations"):
        for number, row in enumerate(content.get(name, [])):
            target = row.get("target", "")
            if target and not exists(model, content, target):
                yield name, number, f"the target {target!r} leads to no field of this record"


def exists(model, content, target):
    """Whether a target leads to a field, or to a row, of a content."""
    steps = target.split("/")
    while steps:
        row_shape = shape(model)
        name = steps.pop(0)
        if name not in row_shape.names:
            return False
        part = next((part for part in row_shape.parts if part.name == name), None)
        if part is None or not steps:  # a field, or a whole list
            return not steps
        key = steps.pop(0)
        row = next((row for row in content.get(name, []) if row["key"] == key), None)
        if row is None:
            return not steps and key in roles(part.model)
        content = row
        model = part.model
    return True


def roles(model):
    """The roles in which a list can have nobody: `participations/host`, `appearances/chair`."""
    return model.Role.values if hasattr(model, "Role") else []
