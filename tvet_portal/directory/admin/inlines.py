"""Parts of a record or entry as rows of its form, in a number of queries that does not grow with the rows."""

from collections import Counter
from functools import cached_property

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import F, Q, UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import Choosing, LabelledOnce, Labels
from tvet_portal.directory.admin.forms import PartForm
from tvet_portal.directory.admin.uploads import UploadInput


class PartFormSet(BaseInlineFormSet):
    """Rows whose choices and labels are read once, and which know what they must not repeat among themselves."""

    inline = request = None  # set by PartInline

    @cached_property
    def own_options(self):
        """Field name -> (queryset, choices) of the fields that choose among parts of the same record."""
        found = {}
        for field in self.inline.own_fields():
            queryset = self.inline.own_rows(field, self.instance)
            blank = [] if field.many_to_many else [("", "---------")]
            found[field.name] = queryset, blank + [(row.pk, str(row)) for row in queryset]
        return found

    @cached_property
    def labels(self):
        return {}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, value in self.inline.fixed.items():
            setattr(form.instance, name, value)
        for name, field in form.fields.items():
            if name in self.own_options:
                field.queryset, field.widget.choices = self.own_options[name]
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, LabelledOnce):
                widget.labels = self.labels.setdefault(name, Labels(self, name))
            elif isinstance(widget, UploadInput):
                widget.labels = self.labels.setdefault(name, Labels(self, name, label=lambda upload: upload))

    def clean(self):
        super().clean()
        live = [form for form in self.forms if self.is_filled(form)]
        self.refuse_repetitions(live)
        self.number(live)

    def is_filled(self, form):
        has_row = form.has_changed() or not form.instance._state.adding
        return has_row and form.is_valid() and not self._should_delete_form(form)

    def refuse_repetitions(self, forms_):
        """Two new rows of one form can collide although neither is in the database yet."""
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, UniqueConstraint):
                continue
            names = constraint.fields or [each.name for each in constraint.expressions if isinstance(each, F)]
            values = {form: self.values_of(form, constraint, names) for form in forms_}
            counts = Counter(value for value in values.values() if value)
            for form, value in values.items():
                if counts[value] > 1 and form.has_changed():
                    form.add_error(NON_FIELD_ERRORS, constraint.get_violation_error_message())

    def values_of(self, form, constraint, names):
        row = form.instance
        if constraint.condition and not Q(constraint.condition).check(row._get_field_expression_map(row._meta)):
            return None
        values = tuple(getattr(row, self.model._meta.get_field(name).attname) for name in names if name != self.fk.name)
        return None if None in values else values

    def number(self, forms_):
        """Rows without a position follow the others, in the order of the form."""
        if not any("position" in form.fields for form in forms_):
            return
        last = max((form.instance.position or 0 for form in forms_), default=0)
        for form in forms_:
            if form.has_changed() and form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = last


class PartInline(Choosing):
    """An inline of parts, with the fields its content declares. `first` are those shown before "More"."""

    form = PartForm
    formset = PartFormSet
    extra = 0
    extra_on_add = 0
    first = ()
    fixed = {}  # field name -> value that every row of this inline has
    internal = ()  # fields beside the public content
    related = ()  # further rows that a row's text names
    view_on_site = False
    show_change_link = True  # shown where the part has a page of its own

    def __init__(self, parent_model, admin_site):
        self.fk_name = self.fk_name or self.model.parent_field
        super().__init__(parent_model, admin_site)

    def get_extra(self, request, obj=None, **kwargs):
        return self.extra_on_add if obj is None else self.extra

    def get_fields(self, request, obj=None):
        names = [*self.model.content_fields, *self.internal]
        return [name for name in names if name not in self.fixed]

    def get_fieldsets(self, request, obj=None):
        names = self.get_fields(request, obj)
        if not self.first:
            return [(None, {"fields": names})]
        more = [name for name in names if name not in flatten(self.first)]
        return [(None, {"fields": self.first}), (_("More"), {"fields": more, "classes": ["collapse"]})]

    def get_queryset(self, request):
        shown = [field for field in self.relations() if field.name in self.get_fields(request)]
        one = [field.name for field in shown if not field.many_to_many]
        many = [field.name for field in shown if field.many_to_many]
        return super().get_queryset(request).select_related(*one, *self.related).prefetch_related(*many)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "position":
            field.initial, field.help_text = None, _("Left empty: after the others.")
        if field and isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
        return field

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.inline, formset.request = self, request
        formset.form.request = request
        return formset


class StackedParts(PartInline, admin.StackedInline):
    pass


class TabularParts(PartInline, admin.TabularInline):
    pass
