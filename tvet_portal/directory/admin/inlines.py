"""Parts of a record or entry as rows of its form, in a number of queries that does not grow with the rows."""

from collections import defaultdict
from functools import cached_property

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import F, Q, UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import Choosing, ChosenField, ChosenManyField, ChosenRows, ListedRows
from tvet_portal.directory.admin.forms import PartForm
from tvet_portal.directory.admin.uploads import UploadField

LAST_POSITION = 32_767  # the most a position can be; rows with the same one stand in the order of their keys


class PartFormSet(BaseInlineFormSet):
    """Rows whose choices and labels are read once, and which know what they must not repeat among themselves."""

    inline = request = None  # set by PartInline

    @cached_property
    def chosen(self):
        """Field name -> the rows chosen in it, or all it may choose from if these are parts of the same record."""
        own = {field.name: self.inline.own_rows(field, self.instance) for field in self.inline.own_fields()}
        return {name: ListedRows(queryset) for name, queryset in {"id": self.get_queryset(), **own}.items()}

    @cached_property
    def empty_form(self):
        """The row that a page copies for a new one: Django makes it anew whenever its fields or files are asked for."""
        return super().empty_form

    def add_fields(self, form, index):
        super().add_fields(form, index)
        own = form.fields["id"]
        form.fields["id"] = ChosenField(own.queryset, initial=own.initial, required=False, widget=own.widget)
        for name, value in self.inline.fixed.items():
            setattr(form.instance, name, value)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(field, ChosenField | ChosenManyField | UploadField):
                field.chosen = widget.chosen = self.chosen.setdefault(name, ChosenRows(self, name))
            if name != "id" and isinstance(self.chosen.get(name), ListedRows):
                field.queryset = self.chosen[name].queryset
                blank = [] if widget.allow_multiple_selected else [("", "---------")]
                field.widget.choices = blank + self.chosen[name].options
        if isinstance(self.inline, admin.TabularInline):
            self.name_cells(form, index)

    def name_cells(self, form, index):
        """In a table no label stands beside a field: each cell names its column and its row."""
        row = _("new row") if index is None else _("row %(number)d") % {"number": index + 1}
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)
            if field.label and not widget.is_hidden:
                widget.attrs.setdefault("aria-label", f"{capfirst(field.label)}, {row}")

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
            alike = defaultdict(list)
            for form in forms_:
                alike[self.values_of(form, names)].append(form)
            for values, colliding in alike.items():
                if len(colliding) < 2 or None in values or not any(form.has_changed() for form in colliding):
                    continue
                colliding = [form for form in colliding if is_under(constraint, form.instance)]
                for form in colliding[1:]:
                    form.add_error(NON_FIELD_ERRORS, constraint.get_violation_error_message())

    def values_of(self, form, names):
        fields = [self.model._meta.get_field(name) for name in names if name != self.fk.name]
        return tuple(getattr(form.instance, field.attname) for field in fields)

    def number(self, forms_):
        """Rows without a position follow the others, in the order of the form."""
        if not any("position" in form.fields for form in forms_):
            return
        last = max((form.instance.position or 0 for form in forms_), default=0)
        for form in forms_:
            if form.has_changed() and form.cleaned_data.get("position") is None:
                last = min(last + 1, LAST_POSITION)
                form.instance.position = last


def is_under(constraint, row):
    """Whether a constraint that holds for some rows only holds for this one."""
    return not constraint.condition or Q(constraint.condition).check(row._get_field_expression_map(row._meta))


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
    template = "admin/part_rows.html"


class TabularParts(PartInline, admin.TabularInline):
    template = "admin/part_table.html"
