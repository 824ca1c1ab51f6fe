"""Beside each field that a source can leave out, a choice that says why it is empty: it is kept as a Blank.

On the page of a record and on those of its parts alike: what is said hangs on the record, by the path of the field. And
on those of the entries that can say it: organisations and sources.
"""

from django import forms
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.inlines import PartFormSet
from tvet_portal.records.content import shape
from tvet_portal.records.models import Blank, Record
from tvet_portal.values.parts import Part

CHOICES = [("", _("if empty: why?")), *Blank.Why.choices]
BOTH = _("It is said to be empty, but it is not: take one of the two back.")
# What we write about a record, and what only explains another field, is not left out by a source.
OURS = {
    "title", "summary", "main_source", "verified_on", "areas", "coverage_countries", "coverage_groups",
    "alternative_titles", "links", "citations", "blanks", "translations", "position", "heading", "note", "source",
    "quote", "certainty",
}  # fmt: skip
EXPLAINS = ("_as_printed", "_length", "_unit", "_to", "_qualifier")


def place_of(row):
    """What the paths of the fields and rows of a part begin with; nothing for a record, where paths begin."""
    return f"{row.path.removeprefix(f'{root_of(row).path}/')}/" if isinstance(row, Part) else ""


def facts(model):
    """Names of the fields of a record that a source can leave out."""
    about = shape(model)
    for field in about.fields:
        is_left = field.name in about.optional or field.many_to_many
        if is_left and not (isinstance(field, models.BooleanField) or is_ours(field.name)):
            yield field.name


def lists(model):
    """Names of the lists of a record in which there can be nothing to name."""
    return [part.name for part in shape(model).parts if part.name not in OURS]


def is_ours(name):
    return name in OURS or name.endswith(EXPLAINS)


def said(record):
    """Target -> why it is empty, of all that a record says it of; read once."""
    if not hasattr(record, "said_empty"):
        record.said_empty = dict(record.blanks.values_list("target", "why")) if record.pk else {}
    return record.said_empty


def add_choice(form, name, label, why):
    """A choice beside the field of this name, where the form has it, or beside a list."""
    beside = f"why-{name}"
    label = format_lazy("{} {}", label, _("– why it is empty"))
    widget = forms.Select(attrs={"class": "why", "aria-label": label})
    form.fields[beside] = forms.ChoiceField(choices=CHOICES, label=label, required=False, initial=why, widget=widget)
    if name in form.fields:
        form.fields[name].beside = beside


def chosen(form):
    """(name, why) of the choices somebody has just made in a form."""
    for changed in form.changed_data:
        if changed.startswith("why-"):
            yield changed.removeprefix("why-"), form.cleaned_data.get(changed, "")


def refuse_both(form):
    """A field just said to be empty must be; what is filled later is no longer said to be empty, without a question."""
    for name, why in list(chosen(form)):
        if why and is_filled(form.cleaned_data.get(name)):
            form.add_error(name, BOTH)


def is_filled(value):
    return value is not None and value is not False and (value == 0 or bool(value))


class Mark(forms.CharField):
    """By what a quote names a row that is not saved yet, and has no path that a page could know."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False  # it says nothing of the row


class FactsFormSet(PartFormSet):
    """Rows with such choices beside the fields that their inline calls facts. A new one can be quoted for, too."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        path = self.path_of(form)
        for name in self.inline.facts:
            if name in form.fields:
                add_choice(form, name, form.fields[name].label, said(root_of(self.instance)).get(f"{path}/{name}", ""))
        if form.instance._state.adding:
            form.fields["mark"] = Mark(required=False, max_length=20)

    def path_of(self, form):
        return f"{place_of(self.instance)}{self.model.part_name()}/{form.instance.key}"

    def clean(self):
        super().clean()
        for form in self.forms:
            if self.is_filled(form) and form.has_changed():
                refuse_both(form)


class FactsForm(forms.ModelForm):
    """The form of a record, part or entry, with a choice beside each fact; but for entries, beside lists, too."""

    facts = None  # set by the page

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not (self.fields and hasattr(type(root_of(self.instance)), "blanks")):
            return  # somebody may only look at it, or it is an entry of another kind
        about, now, place = type(self.instance), said(root_of(self.instance)), place_of(self.instance)
        for name in facts(about) if self.facts is None else self.facts:
            if name in self.fields:
                add_choice(self, name, self.fields[name].label, now.get(f"{place}{name}", ""))
        for name in lists(about) if isinstance(self.instance, Record | Part) else ():
            rows = about._meta.get_field(name).related_model._meta
            add_choice(self, name, rows.verbose_name_plural, now.get(f"{place}{name}", ""))

    def clean(self):
        cleaned = super().clean()
        refuse_both(self)
        return cleaned


def choices_made(form, formsets):
    """Target -> why, of every choice just made on a page. What is said of a row goes with it."""
    pairs = chosen(form) if isinstance(form, FactsForm) else ()
    made = {f"{place_of(form.instance)}{name}": why for name, why in pairs}
    for formset in formsets:
        for each in formset.forms if isinstance(formset, FactsFormSet) else ():
            path = formset.path_of(each)
            is_gone = each in formset.deleted_forms
            pairs = ((name, "") for name in formset.inline.facts) if is_gone else chosen(each)
            made |= {f"{path}/{name}": why for name, why in pairs}
    return made


def keep(record, made):
    """Blanks of a record or entry as they were just chosen."""
    if not made:
        return
    there = {blank.target: blank for blank in record.blanks.filter(target__in=made)}
    record.blanks.filter(target__in=[target for target, why in made.items() if not why]).delete()
    others = [blank for target, blank in there.items() if made[target]]
    for blank in others:
        blank.why = made[blank.target]
    Blank.objects.bulk_update(others, ["why"])
    new = [(target, why) for target, why in made.items() if why and target not in there]
    owner = {record.blanks.field.name: record}
    Blank.objects.bulk_create(Blank(**owner, target=target, why=why) for target, why in new)


def give_lists(form, inlines):
    """The choice of a list that is empty, to the last of the inlines that show it."""
    by_name, now, place = {}, said(root_of(form.instance)), place_of(form.instance)
    for inline in inlines:
        by_name.setdefault(inline.formset.fk.remote_field.get_accessor_name(), []).append(inline)
    for name, shown in by_name.items():
        is_empty = not any(inline.formset.forms for inline in shown)
        if f"why-{name}" in form.fields and (is_empty or f"{place}{name}" in now):
            shown[-1].why = form[f"why-{name}"]


def shown_beside(page):
    """Which blanks have their choice beside a field or list of a page, and need no row of their own."""
    names = [*facts(page.model), *lists(page.model)] if page.facts is None else page.facts
    found = models.Q(target__in=names)
    for inline in page.inlines:
        for name in getattr(inline, "facts", ()):
            found |= models.Q(target__regex=rf"^{inline.model.part_name()}/[^/]+/{name}$")
    return found
