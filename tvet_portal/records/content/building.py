"""From contents to unsaved rows. Collects every problem with the place where it stands."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models

from tvet_portal.records.content.shape import RECORD_HEAD, is_reference, shape
from tvet_portal.records.models import Record
from tvet_portal.values.fields import PartialDateField
from tvet_portal.values.parts import Part, id_of


@dataclass
class Problem:
    """What is wrong, and where: the root's path and the steps down to the value."""

    root: str
    steps: tuple
    message: str

    def __str__(self):
        return f"{self.root}: {'/'.join(map(str, self.steps)) or '(whole)'}: {self.message}"


@dataclass(slots=True)
class Reference:
    """A key in a content that stands for a row: what it is set on once the row is known."""

    owner: object
    field: object
    key: str
    root: str
    steps: tuple


@dataclass
class Built:
    """The rows of some contents, not saved yet."""

    roots: list = field(default_factory=list)  # (instance, content)
    parts: dict = field(default_factory=dict)  # model -> instances
    paths: dict = field(default_factory=dict)  # path -> model
    references: list = field(default_factory=list)  # foreign keys
    list_references: list = field(default_factory=list)  # many-to-many, in order
    problems: list = field(default_factory=list)


class Builder:
    """Builds rows from contents; `built` holds them all."""

    def __init__(self):
        self.built = Built()

    def add_root(self, instance, content, *, is_draft=False):
        """Fill a record or directory entry from its content, and build its parts. A draft needs only a title."""
        self.root = instance.path
        names = RECORD_HEAD if isinstance(instance, Record) else ()
        unfinished = set(shape(type(instance)).required) - {"title"} if is_draft else ()
        self.built.roots.append((instance, content))
        self._fill(instance, content, (), ignored=names, unfinished=unfinished)

    def _fill(self, instance, content, steps, *, ignored=(), unfinished=()):
        row_shape = shape(type(instance))
        if not isinstance(content, dict):
            self._problem(steps, "a mapping of field names to values was expected here")
            return
        for name in content.keys() - set(row_shape.names):
            self._problem((*steps, name), f"there is no such field here; expected one of: {', '.join(row_shape.names)}")
        # What is left out of a new row is there already: the default.
        may_wait = row_shape.optional if instance._state.adding else ()
        for column in row_shape.columns:
            value = content.get(column.name)
            if column.name in unfinished and value in (None, ""):
                setattr(instance, column.attname, "")
            elif column.name not in ignored and (value is not None or column.name not in may_wait):
                self._set_column(instance, column, value, (*steps, column.name))
        for many in row_shape.lists:
            self._set_list(instance, many, content.get(many.name, []), (*steps, many.name))
        for part in row_shape.parts:
            self._add_parts(instance, part, content.get(part.name, []), (*steps, part.name))

    def _set_column(self, instance, column, value, steps):
        if is_reference(column):
            setattr(instance, column.attname, None)
            if value is not None:
                self._refer(self.built.references, instance, column, value, steps)
            elif not column.null:
                self._problem(steps, "this field is required")
            return
        if value is None:
            value = column.get_default() if column.has_default() else (None if column.null else "")
        elif isinstance(column, PartialDateField):
            value = str(value)
        elif column.get_internal_type() in TEXT_TYPES and not isinstance(value, str):
            self._problem(steps, f"a text was expected, not {value!r}; put it in quotes")
            return
        elif is_no_number(value, column):
            self._problem(steps, f"{value!r} cannot stand here")
            return
        if isinstance(value, str) and "\0" in value:
            self._problem(steps, "a text cannot hold a NUL character")
            return
        try:
            setattr(instance, column.attname, column.clean(value, instance))
        except ValidationError as error:
            self._problem(steps, " ".join(error.messages))
        except (TypeError, ValueError, ArithmeticError):
            self._problem(steps, f"{value!r} cannot stand here; put dates and times in quotes")

    def _set_list(self, instance, many, keys, steps):
        if not isinstance(keys, list):
            self._problem(steps, "a list of keys was expected here")
            return
        for number, key in enumerate(keys):
            self._refer(self.built.list_references, instance, many, key, (*steps, number))

    def _refer(self, references, instance, column, key, steps):
        if not isinstance(key, str):
            self._problem(steps, f"a key was expected, not {key!r}")
            return
        if issubclass(column.related_model, Part) and key.split("/")[0] in shape_names(self.built.roots[-1][0]):
            key = f"{self.root}/{key}"  # a part of the same record is named by its path within it
        references.append(Reference(instance, column, key, self.root, steps))

    def _add_parts(self, parent, part, rows, steps):
        if not isinstance(rows, list):
            self._problem(steps, "a list of rows was expected here")
            return
        for number, row in enumerate(rows):
            key = row.get("key") if isinstance(row, dict) else None
            if not key or not isinstance(key, str):
                self._problem((*steps, number), "every row needs a short text as its key")
                continue
            instance = part.model(key=key)
            setattr(instance, part.parent, parent)
            instance.path = f"{path_of(parent)}/{part.name}/{key}"
            instance.pk = id_of(instance.path)
            if instance.path in self.built.paths:
                self._problem((*steps, number), f"the key {key} stands here twice")
                continue
            self.built.paths[instance.path] = part.model
            self.built.parts.setdefault(part.model, []).append(instance)
            try:
                part.model._meta.get_field("key").clean(key, instance)
            except ValidationError as error:
                self._problem((*steps, number, "key"), " ".join(error.messages))
            self._fill(instance, row, (*steps, number))

    def _problem(self, steps, message):
        self.built.problems.append(Problem(self.root, steps, message))


def is_no_number(value, column):
    """Whether a number column would take a value for another one: true for 1, 2.5 for 2."""
    if isinstance(value, bool):
        return not isinstance(column, models.BooleanField)
    return isinstance(value, float) and isinstance(column, models.IntegerField)


TEXT_TYPES = {"CharField", "TextField", "SlugField"}


def path_of(instance):
    return instance.path


def shape_names(instance):
    """The names of the lists of parts a record has."""
    return {part.name for part in shape(type(instance)).parts}
