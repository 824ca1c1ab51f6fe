"""Records and entries in which everything is filled: every column, every list, some rows of every part.

Every text says a secret, LEAK. The word ASKED stands in it too, and in every key and address, so that what is hidden
can be searched for by those who know that it exists.
"""

from datetime import date, time
from itertools import count

from django.db import models

from qualifications.models import FrameworkVersion, Level
from tests.factories import directory
from tests.factories.events import EventFactory
from tests.factories.qualifications import LevelFactory
from tests.factories.records import staff
from tvet_portal.directory.models import (
    Actor,
    CooperationArea,
    Country,
    CountryGroup,
    Entry,
    Organisation,
    Person,
    Source,
    TargetGroup,
    Trade,
    Upload,
)
from tvet_portal.records import workflow
from tvet_portal.records.content import shape
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import Blank, Provision, Record
from tvet_portal.values.fields import PartialDateField
from tvet_portal.values.parts import Part

ASKED, LEAK = "hushhush", "leakleak"
ENTRIES = {
    CooperationArea: directory.AreaFactory,
    CountryGroup: directory.CountryGroupFactory,
    Organisation: directory.OrganisationFactory,
    Person: directory.PersonFactory,
    Source: directory.SourceFactory,
    TargetGroup: directory.TargetGroupFactory,
    Trade: directory.TradeFactory,
}
NUMBERS = count(100_000)  # all of one length, so that no text is the beginning of another
# Too short for a secret, or held to a form: codes of languages, scripts, currencies and classifications.
WITHOUT_SECRET = {"script", "isced_f", "isco", "currency", "text_languages", "copy_sha256"}

# Fields of a point that have a text, and those that have nothing to say.
FILLED, EMPTY = ("condition", "label", "heading"), ("is_mutual", "is_list_open", "is_quotation")


def give_neighbours(filler):
    """Public records, and parts of them, that the records of a filler can name."""
    level = LevelFactory()
    workflow.publish(level.version.framework, by=staff("publisher"))
    filler.public_records = {"event": EventFactory(published=True)}
    filler.elsewhere = {Level: [level], FrameworkVersion: [level.version]}


class Filler:
    """Makes records with some rows of every part. They name public entries and, if asked to, hidden ones."""

    def __init__(self, *, rows=2, hidden_entries=False):
        self.rows, self.root, self.made = rows, None, {}
        self.public = {model: factory.create_batch(rows, approved=True) for model, factory in ENTRIES.items()}
        self.countries = directory.CountryFactory.create_batch(rows + 1)  # two at least, so that they share something
        self.public_records = {}  # record type -> a public record that the others name
        self.elsewhere = {}  # model -> parts of public records that the others name
        self.own_entries = {}
        if hidden_entries:
            key = new_slug()
            self.own_entries = {model: self.entry(model, key) for model in ENTRIES}

    def entry(self, model, key=None):
        """An entry that nobody has approved, with all its parts."""
        self.root, self.made, key = model, {}, key or new_slug()
        own = {"key": key, "slug": key} if hasattr(model, "slug") else {"key": key}
        entry = model(**own, **self.values(model))
        entry.save()
        self.fill(entry)
        return entry

    def record(self, model, slug=None, **given):
        """A draft with some rows of every part."""
        self.root, self.made, slug = model, {}, slug or new_slug()
        record = model(key=f"{model.own_record_type}/{slug}", slug=slug, **self.values(model) | given)
        record.save()
        keep_slug(record)
        self.fill(record)
        return record

    def fill(self, row):
        """The lists and parts of a row."""
        row_shape = shape(type(row))
        for many in row_shape.lists:
            getattr(row, many.name).add(*self.choices(many.related_model))
        for part in row_shape.parts:
            for number, actor in enumerate(self.actors(part)):
                values = self.values(part.model, number, parent=part.parent)
                child = part.model(**{part.parent: row, "key": new_slug()} | values | actor)
                child.save()
                self.made.setdefault(part.model, []).append(child)
                self.fill(child)

    def actors(self, part):
        """What the rows of a part differ in: who acts."""
        if not issubclass(part.model, Actor):
            return [{}] * self.rows
        nobody = {"country": None, "group": None, "organisation": None, "category": ""}
        own = [{"organisation": self.choices(Organisation)[-1]}, {"category": secret()}]
        countries = [{"country": country} for country in self.countries]
        bodies = [{"organisation": body} for body in self.public[Organisation]]
        groups = [{"group": group} for group in self.choices(CountryGroup)]
        return [nobody | actor for actor in (own if part.parent != "record" else [*countries, *bodies, *own, *groups])]

    def choices(self, model):
        """The rows of a model that a list of a hidden row can name."""
        if issubclass(model, Part):
            return [*self.made.get(model, ()), *self.elsewhere.get(model, ())]
        if issubclass(model, Record):
            return [record for record in self.public_records.values() if isinstance(record, model) or model is Record]
        if model is Country:
            return self.countries
        return [*self.public.get(model, ()), *([self.own_entries[model]] if model in self.own_entries else ())]

    def values(self, model, number=0, parent=None):
        """Every column of a row filled, with a secret wherever it can hold a text."""
        names = [*model.content_fields, *getattr(model, "internal_fields", ())]
        fields = [model._meta.get_field(name) for name in names if name not in ("key", "slug", parent)]
        given = {field.name: self.value(field, number) for field in fields if not field.many_to_many}
        return {name: value for name, value in given.items() if value is not None}

    def value(self, field, number):
        if isinstance(field, models.ForeignKey):
            return self.related(field, number)
        if isinstance(field, PartialDateField):
            return "2019"
        if field.flatchoices:
            return None if field.has_default() else field.flatchoices[0][0]
        if field.name == "target":
            return self.target(number, EMPTY if field.model is Blank else FILLED)
        if isinstance(field, models.CharField | models.TextField):
            return None if field.name in WITHOUT_SECRET else secret(field)
        return {
            models.BooleanField: None,
            models.DateField: date(2019, 1, 1),
            models.TimeField: time(9),
            models.DecimalField: 70 if field.name.endswith("_to") else 7,
        }.get(parent_class(field), next(NUMBERS) % 30_000)

    def related(self, field, number):
        """What a foreign key leads to; every other row of a part names a hidden entry."""
        found = list(self.choices(field.related_model))
        if field.related_model is Upload or not found or (field.name == "part_of" and number == 0):
            return None
        if field.name == "to_provision":
            return None
        if issubclass(field.related_model, Entry):
            return found[number % len(found)] if field.null else found[-1]
        return found[0] if field.name == "part_of" else found[(number + field.name.startswith("to_")) % len(found)]

    def target(self, number, names):
        """A field that a citation, a blank or a translation is about."""
        if not self.made.get(Provision):
            return self.root.content_fields[number + 2]
        return f"provisions/{self.made[Provision][0].key}/{names[number]}"


def new_slug():
    return f"{ASKED}-{next(NUMBERS)}"


def secret(field=None):
    """A text with the secret, as long as its column allows, never twice the same."""
    if isinstance(field, models.URLField):
        return f"https://{LEAK}.example/{ASKED}/{next(NUMBERS)}"
    if isinstance(field, models.EmailField):
        return f"{ASKED}{next(NUMBERS)}@{LEAK}.example"
    number = next(NUMBERS)
    texts = (f"{ASKED} {LEAK} {number}", f"{LEAK} {number}", LEAK)
    return next(text for text in texts if field is None or field.max_length is None or len(text) <= field.max_length)


def parent_class(field):
    return next((base for base in FIELD_CLASSES if isinstance(field, base)), None)


FIELD_CLASSES = (models.BooleanField, models.DateField, models.TimeField, models.DecimalField)
