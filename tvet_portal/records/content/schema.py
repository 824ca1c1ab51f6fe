"""The JSON Schema of contents and datasets, generated from the same declarations as everything else."""

from django.conf import settings
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from tvet_portal.records.content.canonical import SCHEMA
from tvet_portal.records.content.shape import ENTRY_MODELS, is_reference, record_models, shape
from tvet_portal.values.fields import PartialDateField
from tvet_portal.values.partial_dates import HELP

TYPES = {
    "BooleanField": {"type": "boolean"},
    "DateField": {"type": "string", "format": "date"},
    "TimeField": {"type": "string", "format": "time"},
    "DecimalField": {"type": "number"},
    **{
        name: {"type": "integer", "minimum": least, "maximum": most}
        for name, (least, most) in BaseDatabaseOperations.integer_field_ranges.items()
    },
}


def dataset_schema():
    """One schema for every file of a dataset: a record, or lists of directory entries by kind."""
    definitions = {}
    for record_type, model in record_models().items():
        definitions[record_type] = _record(record_type, model, definitions)
    for model in ENTRY_MODELS.values():
        definitions[model._meta.model_name] = _row(model, definitions)
    lists = {kind: {"type": "array", "items": _to(model._meta.model_name)} for kind, model in ENTRY_MODELS.items()}
    entries = {"type": "object", "properties": lists, "additionalProperties": False, "minProperties": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A file of a dataset of the {settings.PORTAL_NAME}",
        "description": "One record, the same as its .json address; or lists of directory entries by kind.",
        "version": SCHEMA,
        "oneOf": [*(_to(record_type) for record_type in record_models()), entries],
        "$defs": dict(sorted(definitions.items())),
    }


def _record(record_type, model, definitions):
    row = _row(model, definitions)
    head = {
        "record_type": {"const": record_type},
        "key": {"type": "string", "description": "Permanent: the record type and the first address."},
        "reference": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{5}$"},
        "slug": {"type": "string"},
    }
    beside = {
        "former_slugs": {"type": "array", "items": {"type": "string"}},
        "status": {"enum": ["draft", "published"], "description": "Left out: published."},
        "internal": {
            "type": "object",
            "description": "Never public.",
            "properties": {"review_on": TYPES["DateField"], "internal_remarks": {"type": "string"}},
            "additionalProperties": False,
        },
    }
    row["properties"] = head | row["properties"] | beside
    needed, row["required"] = row["required"], ["record_type", "key", "slug", "title"]
    row["if"] = {"properties": {"status": {"const": "draft"}}, "required": ["status"]}
    row["else"] = {"required": needed}
    return row


def _row(model, definitions):
    row_shape = shape(model)
    properties, required = {}, []
    if row_shape.is_part:
        properties["key"] = {"type": "string", "description": "Unique among its siblings, given once, never reused."}
        required.append("key")
    for name in model.content_fields:
        field = model._meta.get_field(name)
        properties[name] = _value(field)
        if not field.many_to_many and not field.blank and not field.has_default():
            required.append(name)
    for part in row_shape.parts:
        name = part.model._meta.model_name
        if name not in definitions:
            definitions[name] = None  # a part may hold its own kind
            definitions[name] = _row(part.model, definitions)
        properties[part.name] = {"type": "array", "items": _to(name)}
    return {
        "type": "object",
        "description": (model.__doc__ or "").split("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _value(field):
    if field.many_to_many:
        return {"type": "array", "items": {"type": "string", "description": _key_of(field.related_model)}}
    if is_reference(field):
        return {"type": "string", "description": _key_of(field.related_model)}
    if isinstance(field, PartialDateField):
        return {"type": "string", "description": str(HELP)}
    if field.flatchoices:
        value = {"enum": [choice for choice, _label in field.flatchoices]}
    else:
        value = dict(TYPES.get(field.get_internal_type(), {"type": "string"}))
        if isinstance(field, models.CharField) and field.max_length:
            value["maxLength"] = field.max_length
    if field.has_default() and not callable(field.default):
        value["default"] = field.get_default()
    return value | {"title": str(field.verbose_name)}


def _key_of(model):
    return f"{model._meta.verbose_name}: its {model.content_key}"


def _to(name):
    return {"$ref": f"#/$defs/{name}"}
