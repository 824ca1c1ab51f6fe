"""What changed from one content of a record to the next, in words: where, what it was, what it is now."""

from decimal import Decimal

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tvet_portal.directory.models import (
    CooperationArea,
    Country,
    CountryGroup,
    Organisation,
    Person,
    Source,
    TargetGroup,
    Trade,
    Upload,
)
from tvet_portal.records import targets
from tvet_portal.records.content.comparing import differences
from tvet_portal.records.content.shape import is_reference, shape
from tvet_portal.records.lists import filled
from tvet_portal.records.models import Record
from tvet_portal.records.page import wording
from tvet_portal.records.page.names import WITHHELD
from tvet_portal.values.fields import PartialDateField

NAMING = ("heading", "text", "title", "name", "as_printed", "counted", "statement", "target")  # what names a row
OTHERS = ("other", "successor", "country")  # what names a row of an entry that says nothing itself
SORTING = ("kind", "role")  # what its name says already
PRINTED_NAMES = ("name_as_printed", "honorific")
LONGEST_NAME = 80
NAMED_BY = {
    CooperationArea: "area",
    Country: "country",
    CountryGroup: "group",
    Organisation: "organisation",
    Source: "source",
    TargetGroup: "target_group",
    Trade: "trade",
}


class Changes:
    """Puts the differences of contents of one record into words; `names` knows what any of them names."""

    def __init__(self, model, names):
        self.model, self.names = model, names

    def lines(self, before, after):
        """One line for each difference: where it is, what stood there, what stands there; nothing is "".

        `path` and `part` say in which field of the record, or row, it is: for who takes it or leaves it.
        """
        return [
            {
                "path": difference.path,
                "part": self.part(difference),
                "where": self.place(difference),
                "before": self.words(difference, difference.before, before),
                "after": self.words(difference, difference.after, after),
            }
            for difference in differences(self.model, before, after)
        ]

    def place(self, difference):
        """ "Commitment “Send equipment”, progress 2024, status"."""
        steps = [self.row_name(model, row) for model, row in difference.rows]
        if difference.field:
            steps.append(str(difference.field.verbose_name))
        return capfirst(", ".join(steps))

    def part(self, difference):
        """The same without the field of a row: what is taken or left as one."""
        steps = [self.row_name(model, row) for model, row in difference.rows]
        return capfirst(", ".join(steps or [str(difference.field.verbose_name)]))

    def row_name(self, model, row):
        """What a row is and which: its kind or role, and the first words it has."""
        said = next((row[name] for name in SORTING if row.get(name)), "")
        field = "kind" if row.get("kind") else "role"
        sort = wording.choice(model, field, said) if said else str(model._meta.verbose_name)
        which, label = self.naming(model, row), row.get("label", "")
        return " ".join(filled(sort, label, f"“{which}”" if which else ""))

    def naming(self, model, row):
        if "person" in {field.name for field in shape(model).columns}:
            return self.names.printed_person(row)
        found = next((row[name] for name in NAMING if row.get(name)), "") or wording.describe(row.get("as_of_on", ""))
        if not found and (other := next((name for name in OTHERS if row.get(name)), "")):
            found = self.named(model._meta.get_field(other).related_model, row[other], {})
        return wording.in_short(str(found), LONGEST_NAME)

    def words(self, difference, value, content):
        """A value, or a whole row, as a reader reads it."""
        if value in (None, "", []):
            return ""
        if difference.field is None:
            return self.row_in_words(difference.rows[-1][0], value, content)
        if difference.field.name in PRINTED_NAMES and any(map(self.is_withheld, difference.holders)):
            return str(WITHHELD)
        return self.value(difference.field, value, content)

    def row_in_words(self, model, row, content):
        """Every field of a row and of the rows in it: "status: limited; as of: 2024"; of an actor only the name."""
        which = self.naming(model, row)
        told = [
            (field, self.value(field, row[field.name], content))
            for field in shape(model).fields
            if row.get(field.name) not in (None, "", []) and field.name not in self.told_elsewhere(row)
        ]
        names = [words for field, words in told if field.name == "as_printed" or is_reference(field)]
        if names and {*names} == {which} and len(names) == len(told):
            return which
        said = [f"{field.verbose_name}: {words}" for field, words in told]
        for part in shape(model).parts:
            for inner in row.get(part.name, ()):
                told = self.row_in_words(part.model, inner, content)
                name = self.row_name(part.model, inner)
                said.append(f"{name} ({told})" if told else name)
        return "; ".join(said)

    def told_elsewhere(self, row):
        """Fields that the name of a row says already, or that nobody is told."""
        return (*SORTING, *(PRINTED_NAMES if self.is_withheld(row) else ()))

    def is_withheld(self, row):
        """Whether a row names a person whose name is withheld, however the row prints it."""
        return "person" in row and self.names.person(row["person"]).withheld_at is not None

    def value(self, field, value, content):
        if field.many_to_many:
            return ", ".join(self.named(field.related_model, key, content) for key in value)
        if is_reference(field):
            return self.named(field.related_model, value, content)
        if isinstance(field, PartialDateField):
            return wording.describe(value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, int | float | Decimal) and not isinstance(field, models.DateField):
            return wording.number(value)
        return str(dict(field.flatchoices).get(value, value))

    def named(self, model, key, content):
        """The name of what a key stands for, as of today."""
        if model.content_key == "path":
            row = targets.value_at(content, key)
            return self.row_name(model, row) if isinstance(row, dict) else key
        if issubclass(model, Record):
            return getattr(self.names.record(key), "title", _("a record that is not public"))
        if model is Person:
            return self.names.printed_person({"person": key})
        if model is Upload:
            return getattr(self.names.upload(key), "name", key)
        return str(getattr(self.names, NAMED_BY[model])(key))
