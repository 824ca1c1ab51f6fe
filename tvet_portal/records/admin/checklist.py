"""What the form says about a record: what is missing, what to look at again, what could be there, where that stands."""

from dataclasses import dataclass

from django.utils.text import capfirst

from tvet_portal.records import rights, workflow
from tvet_portal.records.admin.parts import address_of
from tvet_portal.records.admin.sections import short
from tvet_portal.records.admin.why_empty import facts, lists
from tvet_portal.records.completeness import missing
from tvet_portal.records.content import model_of
from tvet_portal.records.models import Record
from tvet_portal.records.remarks import find_remarks, find_twins


class Places:
    """Where on the page something stands: a field or part by its name, a row and its fields by their path."""

    def __init__(self, form, inlines):
        self.form, self.lists, self.rows = form, {}, {}
        for inline in inlines:
            name = inline.formset.fk.remote_field.get_accessor_name()
            self.lists.setdefault(name, inline)
            self.rows |= {f"{name}/{each.instance.key}": each for each in inline.formset.initial_forms}

    def of(self, target):
        """Its id; that of what it stands in, where it has none; nothing where it is not on the page."""
        part, _slash, rest = target.partition("/")
        key, _slash, field = rest.partition("/")
        row = self.rows.get(f"{part}/{key}")
        if row and field in row.fields:
            return row[field].id_for_label
        if row:
            return row.prefix
        if part in self.lists:
            return f"{self.lists[part].formset.prefix}-group"
        return self.form[part].id_for_label if part in self.form.fields else ""

    def words(self, model, name):
        """What the page calls a field or part."""
        if name in self.lists:
            return short(self.lists[name].opts.verbose_name_plural)
        field = model._meta.get_field(name)
        return capfirst(str(getattr(field, "verbose_name", "") or field.related_model._meta.verbose_name_plural))


@dataclass(frozen=True)
class Checklist:
    """What is missing, as (sentence, place); what could be there, and what is done, as (what the page calls it, place).

    Something is done that is filled, or of which it is said why it is empty.
    """

    missing: list
    could: list
    done: list

    @property
    def total(self):
        return len(self.missing) + len(self.could) + len(self.done)

    @property
    def percent(self):
        return round(100 * len(self.done) / self.total)


def checklist(record, content, places):
    model, found = model_of(record), missing(content)
    jumps = {sentence: places.of(field) for field, sentence in found}
    must = [(sentence, jumps.get(sentence, "")) for sentence in workflow.find_reasons(record, content)]
    named, explained = {field for field, _sentence in found}, {row["target"] for row in content.get("blanks", ())}
    could, done = [], []
    for name in points(model):
        if name not in named:
            is_done = content.get(name) not in (None, "", []) or name in explained
            (done if is_done else could).append((places.words(model, name), places.of(name)))
    return Checklist(must, could, done)


def points(model):
    """Names of the fields and parts a record needs, then of those it can have."""
    needed = [field for field, _sentence in missing({"record_type": model.own_record_type})]
    return dict.fromkeys([*needed, "summary", *facts(model), *lists(model)])


def remarks(record, content, places, user):
    """What to look at again, as (sentence, address): a place on the page, or another record."""
    found = [(sentence, places.of(target)) for target, sentence in find_remarks(content)]
    shown = [(sentence, f"#{place}" if place else "") for sentence, place in found]
    twins = list(find_twins(type(record), [record.pk]))
    seen = seen_among([other.pk for _id, _words, other in twins], user)
    return shown + [(words, address_of(other)) for _id, words, other in twins if other.pk in seen]


def seen_among(ids, user):
    """Those of these records somebody may know of."""
    return set(rights.visible(Record.objects.filter(pk__in=ids), user).values_list("pk", flat=True)) if ids else ids
