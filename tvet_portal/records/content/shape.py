"""The shape of a content, read off the models' declarations."""

from dataclasses import dataclass
from functools import cache, cached_property

from django.db import models

from tvet_portal.directory.models import (
    CooperationArea,
    Country,
    CountryGroup,
    Organisation,
    Person,
    Source,
    TargetGroup,
    Trade,
)
from tvet_portal.records.models import Record
from tvet_portal.values.parts import Part

# In the order in which they can be created: each kind names only kinds before it, or itself.
ENTRY_MODELS = {
    "countries": Country,
    "sources": Source,
    "areas": CooperationArea,
    "target_groups": TargetGroup,
    "trades": Trade,
    "people": Person,
    "organisations": Organisation,
    "country_groups": CountryGroup,
}
RECORD_HEAD = ("record_type", "key", "reference", "slug")


@cache
def record_models():
    """Record type -> model, in the order in which records can be created."""
    order = ["event_series", "agreement", "event", "programme", "framework", "qualification", "recognition_arrangement"]
    found = {model.own_record_type: model for model in Record.__subclasses__()}
    return {record_type: found[record_type] for record_type in order}


def model_of(row):
    """The model whose content a row has: of a record, that of its type."""
    return record_models()[row.record_type] if isinstance(row, Record) else type(row)


@dataclass(frozen=True)
class PartShape:
    """A list of child rows: its name in the content, their model, and the foreign key to the parent."""

    name: str
    model: type
    parent: str


@dataclass(frozen=True)
class Shape:
    """The columns, the many-to-many lists and the child rows of one model, in order."""

    model: type
    fields: tuple  # columns and many-to-many lists, as declared
    parts: tuple
    is_part: bool

    @cached_property
    def columns(self):
        return tuple(field for field in self.fields if not field.many_to_many)

    @cached_property
    def lists(self):
        return tuple(field for field in self.fields if field.many_to_many)

    @cached_property
    def optional(self):
        """Names of the columns that need no value."""
        return {field.name for field in self.columns if field.blank or field.has_default()}

    @cached_property
    def required(self):
        """Names of the columns that need one, in order."""
        return [field.name for field in self.columns if field.name not in self.optional]

    @cached_property
    def names(self):
        """Every name that may stand in a row of this shape."""
        head = ("key",) if self.is_part else RECORD_HEAD if issubclass(self.model, Record) else ()
        return (*head, *self.model.content_fields, *(part.name for part in self.parts))


@cache
def shape(model):
    parts = []
    for name in model.content_parts:
        relation = model._meta.get_field(name)
        parts.append(PartShape(name, relation.related_model, relation.field.name))
    return Shape(
        model=model,
        fields=tuple(model._meta.get_field(name) for name in model.content_fields),
        parts=tuple(parts),
        is_part=issubclass(model, Part),
    )


def is_reference(field):
    return isinstance(field, models.ForeignKey)


def all_models():
    return [*ENTRY_MODELS.values(), *record_models().values()]
