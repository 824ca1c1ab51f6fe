"""What two contents of one kind of record say differently, field by field and row by row."""

from dataclasses import dataclass

from django.db import models

from tvet_portal.records.content.shape import shape
from tvet_portal.records.models import Record


@dataclass(frozen=True)
class Difference:
    """One thing said differently: the value of a field, or a whole row of a part that came or went.

    `rows` are the rows in which it stands, from the outermost, each with its model, as it is now or was last. `field`
    is None where the innermost of them is itself what came or went. `holders` are the innermost row before and after.
    """

    rows: tuple
    field: models.Field | None
    before: object = None
    after: object = None
    holders: tuple = ({}, {})

    @property
    def path(self):
        """The path of the row in which it stands; of a field of the record itself, its name."""
        return "/".join(f"{model.part_name()}/{row['key']}" for model, row in self.rows) or self.field.name


def differences(model, before, after):
    """All differences of two contents of a model, in the order in which a content says things."""
    if issubclass(model, Record) and before.get("slug") != after.get("slug"):
        yield Difference((), model._meta.get_field("slug"), before.get("slug"), after.get("slug"))
    yield from _of_rows(shape(model), (), before, after)


def _of_rows(row_shape, rows, before, after):
    for field in row_shape.fields:
        values = before.get(field.name), after.get(field.name)
        if values[0] != values[1]:
            yield Difference(rows, field, *values, holders=(before, after))
    for part in row_shape.parts:
        old, new = ({row["key"]: row for row in content.get(part.name, ())} for content in (before, after))
        for key in {**new, **old}:
            inner = Difference((*rows, (part.model, new.get(key) or old[key])), None, old.get(key), new.get(key))
            if key in old and key in new:
                yield from _of_rows(shape(part.model), inner.rows, old[key], new[key])
            else:
                yield inner
