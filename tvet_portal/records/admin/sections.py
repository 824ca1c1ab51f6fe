"""The parts of a record's form, by name: how many rows each holds, what is wrong in it, what it lacks."""

from dataclasses import dataclass

from django.contrib.admin.utils import flatten
from django.utils.text import capfirst
from django.utils.translation import gettext

BEFORE_SAVING = ("read_to_end", "reason")


@dataclass(frozen=True)
class Section:
    """A heading of the form, and its place on the page. A part that is no list has no rows."""

    name: str
    place: str
    rows: int | None
    wrong: int
    missing: int


def sections(adminform, inlines, missing):
    """In the order of the page; `missing` are the places where something is, as the checklist leads to them."""
    form = adminform.form
    for number, fieldset in enumerate(adminform):
        names = [name for name in flatten(fieldset.fields) if name in form.fields]
        places = {form[name].id_for_label for name in names}
        wrong = sum(len(form.errors.get(name, ())) for name in names)
        lacking = sum(place in places for place in missing)
        yield Section(short(fieldset.name), f"fieldset-0-{number}", None, wrong, lacking)
    for inline in inlines:
        formset, place = inline.formset, f"{inline.formset.prefix}-group"
        wrong = formset.total_error_count() if formset.is_bound else 0
        lacking = sum(each == place for each in missing)
        yield Section(short(inline.opts.verbose_name_plural), place, formset.initial_form_count(), wrong, lacking)
    asked = [name for name in BEFORE_SAVING if name in form.fields]
    if asked:
        wrong = sum(len(form.errors.get(name, ())) for name in asked)
        yield Section(gettext("Before saving"), "before-saving", None, wrong, 0)


def short(name):
    """The name without its explanation: "points: purposes, areas of cooperation" is "Points"."""
    return capfirst(str(name).partition(":")[0].partition(" (")[0])
