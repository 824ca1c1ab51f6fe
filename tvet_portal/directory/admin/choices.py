"""Choices of related rows: searched as one types, or limited to the parts of the same record.

What is chosen is read once for all rows of a formset, for its labels and to check it; Django asks once a row.
"""

from functools import cached_property

from django import forms
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from tvet_portal.directory.admin.uploads import UploadField
from tvet_portal.directory.models import Upload
from tvet_portal.values.parts import Part, root_lookup


def root_of(row):
    """The record or directory entry a part belongs to; any other row is its own root."""
    while isinstance(row, Part):
        row = row.subject if hasattr(row, "subject") else getattr(row, row.parent_field)
    return row


class ChosenRows:
    """Every row chosen in one field of a formset's forms, read together when the first is needed."""

    def __init__(self, formset, name):
        self.formset, self.name = formset, name

    @cached_property
    def rows(self):
        values, before, queryset = set(), set(), None
        for form in self.formset.forms:
            queryset = getattr(form.fields[self.name], "queryset", Upload.objects.all())
            values |= several(form[self.name].value())
            before |= several(form.get_initial_for_field(form.fields[self.name], self.name))
        keys = list(possible_keys(queryset.model, values)) if values else []
        rows = {str(row.pk): row for row in queryset.filter(pk__in=keys)} if keys else {}
        gone = {str(key) for key in keys} - rows.keys()
        return rows | hidden_rows(queryset.model, before, gone) if gone else rows


def hidden_rows(model, before, gone):
    """What was chosen before by somebody who may see more stays, and can be read: what a row names is part of it."""
    kept = [key for key in possible_keys(model, before) if str(key) in gone]
    return {str(row.pk): row for row in model._base_manager.filter(pk__in=kept)}


def several(value):
    """The keys in the value of a field that chooses one row or several."""
    found = value if isinstance(value, list | tuple) else [value]
    return {each.pk if isinstance(each, models.Model) else each for each in found}


class ListedRows:
    """The rows of a queryset: all that a field may choose from."""

    def __init__(self, queryset):
        self.queryset = queryset

    @cached_property
    def rows(self):
        return {str(row.pk): row for row in self.queryset}

    @cached_property
    def options(self):
        return [(row.pk, str(row)) for row in self.rows.values()]


class ChosenField(forms.ModelChoiceField):
    """Finds what was chosen among rows read once, where a formset says which."""

    chosen = None

    def to_python(self, value):
        if self.chosen is None or value in self.empty_values:
            return super().to_python(value)
        return find(self, value.pk if isinstance(value, models.Model) else value)


class ChosenManyField(forms.ModelMultipleChoiceField):
    """The same for several rows."""

    chosen = None

    def _check_values(self, value):
        if self.chosen is None:
            return super()._check_values(value)
        return [find(self, pk) for pk in value]


def find(field, pk):
    if str(pk) not in field.chosen.rows:
        raise ValidationError(field.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk})
    return field.chosen.rows[str(pk)]


class LabelledOnce:
    """An autocomplete whose labels come from rows read once."""

    chosen = None

    def optgroups(self, name, value, attr=None):
        if self.chosen is None:
            known = possible_keys(self.field.remote_field.model, value)
            return super().optgroups(name, [str(pk) for pk in known], attr)
        options = []
        if not self.is_required and not self.allow_multiple_selected:
            options.append(self.create_option(name, "", "", False, 0))
        rows = {pk: self.chosen.rows[pk] for pk in map(str, value) if pk in self.chosen.rows}
        options += [self.create_option(name, pk, str(row), True, n) for n, (pk, row) in enumerate(rows.items(), 1)]
        return [(None, options, 0)]


class OneAutocomplete(LabelledOnce, AutocompleteSelect):
    pass


class ManyAutocomplete(LabelledOnce, AutocompleteSelectMultiple):
    def build_attrs(self, base_attrs, extra_attrs=None):
        """Each choice can be taken away; what takes all away would stand in a list and be no item of it."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


def possible_keys(model, values):
    for value in values:
        try:
            if value not in (None, ""):
                yield model._meta.pk.to_python(value)
        except ValidationError:
            continue


class Choosing:
    """What pages and inlines share: every related row is searched for, but parts of the same record are listed."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    elsewhere = ()  # relations to parts of other records
    own_choices = {}  # field name -> function(parent) giving a filter, where "of the same record" is too wide
    first_choice = {}  # field name -> what a new row begins with

    def relations(self):
        fields = [*self.model._meta.fields, *self.model._meta.many_to_many]
        kinds = (models.ForeignKey, models.ManyToManyField)
        return [field for field in fields if field.editable and isinstance(field, kinds) and not field.primary_key]

    def is_own(self, field):
        is_part = issubclass(field.related_model, Part) and field.name not in self.elsewhere
        return field.name in self.own_choices or (is_part and field.name != getattr(self, "fk_name", None))

    def own_fields(self):
        return [field for field in self.relations() if self.is_own(field)]

    def own_rows(self, field, parent):
        """The parts a field may choose from, given the row the form's row belongs to."""
        model = field.related_model
        if parent is None or parent.pk is None:
            return model._default_manager.none()
        page = self.admin_site._registry.get(model)
        rows = model._default_manager.select_related(*getattr(page, "row_related", ()))
        if field.name in self.own_choices:
            return rows.filter(**self.own_choices[field.name](parent))
        return rows.filter(**{root_lookup(model): root_of(parent).pk})

    def get_autocomplete_fields(self, request):
        return [
            field.name
            for field in self.relations()
            if not self.is_own(field) and self.admin_site.is_registered(field.related_model)
        ]

    def get_field_queryset(self, db, db_field, request):
        try:
            return self.admin_site.get_model_admin(db_field.related_model).get_queryset(request)
        except NotRegistered:
            return None

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.is_relation and db_field.related_model is Upload:
            return UploadField(label=capfirst(db_field.verbose_name), required=False)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.first_choice:
            field.initial = self.first_choice[db_field.name]
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", ChosenField)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", OneAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", ChosenManyField)
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ManyAutocomplete(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
