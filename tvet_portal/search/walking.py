"""What a record's content says: its texts, and the directory entries it names, by what the models declare."""

from dataclasses import dataclass, field
from functools import cache

from django.db import models

from tvet_portal.directory import models as directory
from tvet_portal.records.content import record_models, shape
from tvet_portal.records.models import Provision
from tvet_portal.records.withheld_names import OF_PEOPLE
from tvet_portal.values.fields import PartialDateField

NOT_READ = {"alternative_titles", "citations", "blanks"}  # titles; statements about statements; what is missing
NOT_WORDS = {
    *("language", "native_language", "text_languages", "translated_by", "time_zone", "subdivision", "target"),
    *("currency", "copy_name"),
}
PRINTED_NAMES = {"as_printed", "name_as_printed", "asserted_by_as_printed", "organisation_as_printed", "category"}
COUNTED = {
    directory.Organisation: "organisation",
    directory.Country: "country",
    directory.CountryGroup: "country_group",
    directory.Person: "person",
    directory.TargetGroup: "target_group",
    directory.Trade: "trade",
}
NO_AREAS = {"recital", "proposal"}  # a proposal never colours the matrix


@dataclass
class Findings:
    """What was found: texts to show and search, each with its place on the page; names as printed; keys of entries."""

    texts: list = field(default_factory=list)
    printed: list = field(default_factory=list)
    keys: dict = field(default_factory=lambda: {entry_type: {} for entry_type in COUNTED.values()})
    countries: dict = field(default_factory=dict)
    areas: dict = field(default_factory=dict)
    withheld: set = field(default_factory=set)


def walk(content, withheld=frozenset()):
    """The Findings of one record's content. `withheld` are the keys of people whose names nobody is to find."""
    found = Findings(withheld=withheld)
    model = record_models()[content["record_type"]]
    read({name: value for name, value in content.items() if name != "title"}, model, found)
    found.areas.update(dict.fromkeys(content.get("areas", ())))
    for provision in content.get("provisions", ()):
        if provision["kind"] not in NO_AREAS:
            found.areas.update(dict.fromkeys(provision.get("areas", ())))
    # Who is in it decides the countries of a record: a town it was signed in is not a country's party.
    found.countries.update(dict.fromkeys(content.get("coverage_countries", ())))
    for row in content.get("participations", ()):
        if row.get("country"):
            found.countries[row["country"]] = None
    return found


def participants(content):
    """Organisations that take part in a record themselves: their countries are its countries."""
    for row in content.get("participations", ()):
        yield from filter(None, [row.get("organisation"), *row.get("through", ())])


@cache
def reading_plan(model):
    """Fields of a model that hold words, names as printed and keys; and its parts."""
    row_shape = shape(model)
    words, printed, keys = [], [], []
    for column in row_shape.columns:
        if isinstance(column, models.ForeignKey):
            if column.related_model in COUNTED:
                keys.append((column.name, COUNTED[column.related_model]))
        elif column.name in PRINTED_NAMES:
            printed.append(column.name)
        elif is_words(column):
            words.append(column.name)
    lists = [(many.name, COUNTED[many.related_model]) for many in row_shape.lists if many.related_model in COUNTED]
    parts = [(part.name, part.model) for part in row_shape.parts if part.name not in NOT_READ]
    return words, printed, keys, lists, parts


def is_words(column):
    is_text = isinstance(column, models.CharField | models.TextField)
    no_words = isinstance(column, PartialDateField | models.SlugField | models.URLField) or column.choices
    return is_text and not no_words and column.name not in NOT_WORDS and "sha256" not in column.name


def read(row, model, found, place=""):
    words, printed, keys, lists, parts = reading_plan(model)
    if row.get("person") in found.withheld:
        row = {name: value for name, value in row.items() if name not in OF_PEOPLE}
    found.texts += [(row[name], place) for name in words if row.get(name)]
    found.printed += [row[name] for name in printed if row.get(name)]
    for name, entry_type in keys:
        if row.get(name):
            found.keys[entry_type][row[name]] = None
    for name, entry_type in lists:
        found.keys[entry_type].update(dict.fromkeys(row.get(name, ())))
    for name, part in parts:
        for child in row.get(name, ()):
            read(child, part, found, f"provisions-{child['key']}" if part is Provision else place)
