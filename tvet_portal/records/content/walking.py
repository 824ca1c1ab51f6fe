"""What a content names, and a form of it that two equal contents share."""

from tvet_portal.records.content.canonical import canonical, sha256
from tvet_portal.records.content.reading import is_default
from tvet_portal.records.content.shape import is_reference, record_models, shape
from tvet_portal.records.models import Record
from tvet_portal.values.fields import PartialDateField


def named_keys(model, content):
    """Model -> the content keys of all rows a content names, its own parts aside."""
    found = {}
    for field, key in _references(shape(model), content):
        if field.related_model.content_key != "path":
            found.setdefault(field.related_model, set()).add(key)
    return found


def named_paths(model, content):
    """Paths of the parts of other records that a content names."""
    own = {part.name for part in shape(model).parts}
    return {
        key
        for field, key in _references(shape(model), content)
        if field.related_model.content_key == "path" and key.split("/")[0] not in own
    }


def named_records(model, content):
    """Keys of the records a content names, directly or by one of their parts."""
    keys = named_keys(model, content)
    direct = set().union(*(found for other, found in keys.items() if issubclass(other, Record)))
    return direct | {"/".join(path.split("/")[:2]) for path in named_paths(model, content)}


def paths(key, record_type, content):
    """The paths of all parts in the content of a record."""
    yield from _paths(shape(record_models()[record_type]), key, content)


def _paths(row_shape, above, content):
    for part in row_shape.parts:
        for row in content.get(part.name, ()):
            path = f"{above}/{part.name}/{row['key']}"
            yield path
            yield from _paths(shape(part.model), path, row)


def _references(row_shape, content):
    for field in row_shape.columns:
        if is_reference(field) and content.get(field.name):
            yield field, content[field.name]
    for field in row_shape.lists:
        for key in content.get(field.name, ()):
            yield field, key
    for part in row_shape.parts:
        for row in content.get(part.name, ()):
            yield from _references(shape(part.model), row)


def fingerprint(model, content):
    """A hash that two contents share if they say the same: empty values, defaults and the order of rows do not count.

    The reference is left out: it is minted by the portal, not written by the author of a dataset.
    """
    head = {"slug": content["slug"]} if issubclass(model, Record) and content.get("slug") else {}
    try:
        return sha256(canonical(head | _plain(shape(model), content)))
    except (AttributeError, KeyError, TypeError):  # not of this shape, as the builder will say: like no other content
        return ""


def _plain(row_shape, content):
    plain = {"key": content["key"]} if "key" in content else {}
    for field in row_shape.columns:
        value = content.get(field.name)
        value = str(value) if value is not None and isinstance(field, PartialDateField) else value
        if value not in (None, "") and not is_default(field, value):
            plain[field.name] = value
    for field in row_shape.lists:
        if content.get(field.name):
            plain[field.name] = content[field.name]
    for part in row_shape.parts:
        rows = [_plain(shape(part.model), row) for row in content.get(part.name, ())]
        if rows:
            plain[part.name] = sorted(rows, key=lambda row: row["key"])
    return plain
