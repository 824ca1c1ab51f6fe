"""Targets: the paths by which citations, blanks and translations name a field of a content.

`signed_on`, `provisions/area-1/text`, `provisions/commitment-2` (the whole row); empty means the whole record.
"""

from tvet_portal.records.content.shape import shape


def find_problems(model, content):
    """Targets, links and points of a content that lead nowhere, as (part name, number, sentence)."""
    for name in ("citations", "blanks", "translations"):
        for number, row in enumerate(content.get(name, [])):
            target = row.get("target", "")
            if target and not exists(model, content, target):
                yield name, number, f"the target {target!r} leads to no field of this record"
    yield from _find_odd_links(content)
    yield from _find_circles(content)


def _find_odd_links(content):
    """Links whose point does not belong to the record they lead to."""
    for number, row in enumerate(content.get("links", [])):
        to_point = row.get("to_provision")
        is_own = row["to_record"] == content.get("key")
        home = "provisions/" if is_own else f"{row['to_record']}/provisions/"
        if is_own and not (to_point and row.get("provision")):
            yield "links", number, "a record cannot be linked to itself; only one of its points to another"
        elif to_point and not to_point.startswith(home):
            yield "links", number, f"the point {to_point!r} does not belong to the record it leads to"
        elif not row.get("provision", "provisions/").startswith("provisions/"):
            yield "links", number, "the point of this record must be one of its own"


def _find_circles(content):
    """Points that are part of one another: none of them would stand anywhere on the page."""
    parents = {f"provisions/{row['key']}": row.get("part_of") for row in content.get("provisions", [])}
    for number, path in enumerate(parents):
        seen = {path}
        above = parents[path]
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above is not None:
            yield "provisions", number, f"{path} must be part of a point of this record, and not of itself in the end"


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


def value_at(content, target):
    """What stands in a content at a target: a value, a row, the rows of a role; nothing if it is empty."""
    found = content
    for step in target.split("/"):
        if isinstance(found, list):
            rows = [row for row in found if isinstance(row, dict)]
            of_role = [row for row in rows if row.get("role") == step]
            found = next((row for row in rows if row["key"] == step), of_role)
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found


def is_filled(content, target):
    """Whether a content holds something at a target. "Dozens of" is a quantity without a number."""
    values = (value_at(content, name) for name in (target, f"{target}_qualifier"))
    return any(value is not False and value not in (None, "", []) for value in values)


def roles(model):
    """The roles in which a list can have nobody: `participations/host`, `appearances/chair`."""
    return model.Role.values if hasattr(model, "Role") else []


def offered(model, content, place=""):
    """(path, words) of the fields and rows of a content, or of a row at a place such as `provisions/area-1/`."""
    row_shape = shape(model)
    for name in model.content_fields:
        yield f"{place}{name}", model._meta.get_field(name).verbose_name
    for part in row_shape.parts:
        rows = content.get(part.name, [])
        yield f"{place}{part.name}", part.model._meta.verbose_name_plural
        for row in rows:
            yield f"{place}{part.name}/{row['key']}", words_of(row)


def words_of(row):
    names = (
        "heading", "text", "name_as_printed", "as_printed", "counted", "title", "caption", "target", "label", "name",
    )  # fmt: skip
    return next((str(row[name])[:80] for name in names if row.get(name)), "")
