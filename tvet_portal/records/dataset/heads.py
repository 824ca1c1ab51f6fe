"""What stands in a dataset beside the content: keys, addresses, references, status, internal remarks."""

import re

from django.core.exceptions import ValidationError

from tvet_portal.records.content import ENTRY_MODELS
from tvet_portal.records.models import Record, RecordSlug
from tvet_portal.records.models.records import REFERENCE_PREFIX, Status

STATUSES = (Status.DRAFT, Status.PUBLISHED)
BATCH = 500


def find_problems(entry):
    """What is wrong with the head of one entry: (steps, message)."""
    content = entry.content
    if not isinstance(content, dict):
        yield (), "a mapping of field names to values was expected here"
        return
    name = "key" if entry.is_record else ENTRY_MODELS[entry.kind].content_key
    key = content.get(name)
    if not key:
        yield (name,), "the key is missing"
    elif not isinstance(key, str):
        yield (name,), f"a text was expected, not {key!r}; put it in quotes"
    elif entry.is_record:
        yield from _of_record(content, key)


def _of_record(content, key):
    if is_no_address(key.partition("/")[2]):
        yield ("key",), "a key is the record type, a slash, and the first address of the record"
    if is_no_address(content.get("slug")):
        yield ("slug",), "an address is made of letters, digits, hyphens and underscores"
    prefix, reference = REFERENCE_PREFIX[content["record_type"]], content.get("reference")
    if reference is not None and not (isinstance(reference, str) and re.fullmatch(rf"{prefix}-[0-9]{{5}}", reference)):
        yield ("reference",), f"a reference of this kind of record looks like {prefix}-00001"
    if content.get("status") is not None and content["status"] not in STATUSES:
        yield ("status",), f"expected one of: {', '.join(STATUSES)}"
    former = content.get("former_slugs")
    if former is not None and not (isinstance(former, list) and not any(map(is_no_address, former))):
        yield ("former_slugs",), "a list of addresses was expected here"
    yield from _of_internal(content.get("internal"))


def _of_internal(internal):
    if internal is None:
        return
    if not isinstance(internal, dict) or not internal.keys() <= set(Record.internal_fields):
        yield ("internal",), f"expected only: {', '.join(Record.internal_fields)}"
        return
    for name, value in internal.items():
        try:
            if not isinstance(value, str) or "\0" in value:
                raise ValidationError(f"a text was expected, not {value!r}")
            Record._meta.get_field(name).clean(value, None)
        except ValidationError as error:
            yield ("internal", name), " ".join(error.messages)


def is_no_address(text):
    if not isinstance(text, str):
        return True
    try:
        Record._meta.get_field("slug").clean(text, None)
    except ValidationError:
        return True
    return False


def find_taken(records):
    """Addresses and references that two records would share: (path, steps, message)."""
    addresses, references = {}, {}
    for record, entry in records:
        for slug in {record.slug, *(entry.content.get("former_slugs") or ())}:
            addresses.setdefault((record.record_type, slug), []).append(record.key)
        if record.reference:
            references.setdefault(record.reference, []).append(record.key)
    there = {}
    for record_type, slug, key in _known(RecordSlug, "slug", {slug for _type, slug in addresses}):
        there.setdefault((record_type, slug), []).append(key)
    there |= {reference: [key] for reference, key in _known(Record, "reference", set(references))}
    for (record_type, slug), keys in addresses.items():
        yield from _shared(keys, there.get((record_type, slug), ()), "slug", f"the address {slug}")
    for reference, keys in references.items():
        yield from _shared(keys, there.get(reference, ()), "reference", f"the reference {reference}")


def _known(model, name, values):
    columns = ("record_type", "slug", "record__key") if model is RecordSlug else ("reference", "key")
    values = sorted(values)
    for start in range(0, len(values), BATCH):
        yield from model.objects.filter(**{f"{name}__in": values[start : start + BATCH]}).values_list(*columns)


def _shared(keys, there, field, what):
    for key in keys:
        other = next((other for other in (*there, *keys) if other != key), None)
        if other:
            yield key, (field,), f"{what} belongs to {other}"
