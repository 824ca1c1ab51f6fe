"""The content of a record: everything there is to say, read from the tables and written back the same."""

import pytest
from django.apps import apps
from django.db import models

from tvet_portal.directory.models import Country, Entry
from tvet_portal.records.content import canonical, read, record_models
from tvet_portal.records.content.building import Builder
from tvet_portal.records.content.reading import BuiltReader
from tvet_portal.records.content.shape import ENTRY_MODELS, RECORD_HEAD, shape
from tvet_portal.records.content.writing import find_missing, write
from tvet_portal.records.models import Record
from tvet_portal.records.workflow import find_reasons
from tvet_portal.values.fields import PartialDateField
from tvet_portal.values.parts import Part

pytestmark = pytest.mark.django_db
CONTENT_MODELS = [
    model for model in apps.get_models()
    if issubclass(model, Record | Entry | Country | Part) and model is not Record and not model._meta.proxy
]  # fmt: skip
PARTS = [model for model in CONTENT_MODELS if issubclass(model, Part)]
# Editable, and on purpose no part of what the public may see.
BESIDE_CONTENT = {
    "source": {"archived_copy"},  # a file that leaves the store only through the gate
    "document": {"is_public"},  # says whether the document is in the content at all
}


@pytest.fixture(scope="module")
def records(filler):
    """Record type -> a record in which everything is filled."""
    return {record_type: filler.record(model) for record_type, model in record_models().items()}


def written_again(instance, content):
    """The content of a row whose columns were emptied and parts deleted, and which was then built from the content."""
    blank = type(instance)(pk=instance.pk, **{name: getattr(instance, name) for name in kept(instance)})
    builder = Builder()
    builder.add_root(blank, content)
    assert [*builder.built.problems, *find_missing(builder.built)] == []
    keys = write(builder.built, lambda *heard, **of: None)
    again = read(type(instance).objects.get(pk=instance.pk))
    assert BuiltReader(builder.built, keys).contents(type(blank), [blank.pk]) == [again]
    return again


def kept(instance):
    """What is not in a content and must stay: the head of a record, when it was made."""
    if not isinstance(instance, Record):
        return [instance.content_key]
    return [*(name for name in RECORD_HEAD if name != "record_type"), "created_at"]


@pytest.mark.parametrize("record_type", record_models())
def test_record_is_the_same_after_reading_and_writing(records, record_type):
    record = records[record_type]
    content = read(record)

    again = written_again(record, content)

    assert canonical(again) == canonical(content)


@pytest.mark.parametrize("kind", [kind for kind in ENTRY_MODELS if kind != "countries"])
def test_entry_is_the_same_after_reading_and_writing(filler, kind):
    entry = filler.entry(ENTRY_MODELS[kind])
    content = read(entry)

    again = written_again(entry, content)

    assert canonical(again) == canonical(content)


@pytest.mark.parametrize("record_type", record_models())
def test_parts_keep_their_ids_when_written_again(records, record_type):
    record = records[record_type]
    before = ids_of_parts(record)

    written_again(record, read(record))

    assert ids_of_parts(record) == before


def ids_of_parts(record):
    return {row.pk for model in PARTS for row in model.objects.filter(path__startswith=f"{record.path}/")}


@pytest.mark.parametrize("record_type", record_models())
def test_everything_filled_can_be_published(records, record_type):
    record = records[record_type]

    assert find_reasons(record, read(record)) == []


@pytest.mark.parametrize("model", CONTENT_MODELS, ids=lambda model: model._meta.model_name)
def test_every_editable_field_is_in_the_content_or_said_to_be_internal(model):
    declared = {*model.content_fields, *getattr(model, "internal_fields", ()), *beside(model)}

    forgotten = {field.name for field in editable(model)} - declared

    assert forgotten == set()


def editable(model):
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [field for field in fields if field.editable and not isinstance(field, models.AutoField)]


def beside(model):
    """Names that stand elsewhere: in the head of a record, in the path of a part."""
    yield from BESIDE_CONTENT.get(model._meta.model_name, ())
    if issubclass(model, Record):
        yield from (*RECORD_HEAD, model._meta.pk.name)
    if issubclass(model, Part):
        yield from ("key", *(field.name for field in model._meta.concrete_fields if is_parent(model, field)))


def is_parent(model, field):
    return field.remote_field is not None and any(
        part.model is model and part.parent == field.name for owner in CONTENT_MODELS for part in shape(owner).parts
    )


@pytest.mark.parametrize("model", CONTENT_MODELS, ids=lambda model: model._meta.model_name)
def test_content_holds_no_computed_and_no_internal_field(model):
    bounds = {field.name for field in model._meta.concrete_fields if not field.editable and field.name != "key"}

    assert set(model.content_fields) & {*bounds, *getattr(model, "internal_fields", ()), "is_public"} == set()


@pytest.mark.parametrize("model", PARTS, ids=lambda model: model._meta.model_name)
def test_every_part_belongs_to_a_content(model):
    parts = {part.model for owner in CONTENT_MODELS for part in shape(owner).parts}

    assert model in parts


@pytest.mark.parametrize("model", CONTENT_MODELS, ids=lambda model: model._meta.model_name)
def test_partial_dates_are_in_the_content_with_their_words(model):
    dates = [field for field in model._meta.concrete_fields if isinstance(field, PartialDateField)]
    printed = {f"{field.stem}_as_printed" for field in dates if field.printed}

    assert printed - set(model.content_fields) == set()
