"""Forms that check every constraint, so that what only the database knows never becomes an error page."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.models import InlineForeignKeyField, construct_instance
from django.forms.utils import ErrorDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import likeness, limits
from tvet_portal.directory.admin.choices import root_of, several
from tvet_portal.directory.admin.uploads import UploadField
from tvet_portal.directory.models import Actor
from tvet_portal.values.parts import new_key


class WholeForm(forms.ModelForm):
    """Skips a constraint only where one of its fields is wrong already, not where it has no input.

    Django's form also skips those whose fields it does not show: record types, bounds of partial dates, parents.
    """

    request = None  # set by the admin class that makes the form
    optional = ("key", "slug", "position")  # found by the form or its formset if left empty

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.optional:
            if name in self.fields:
                self.fields[name].required = False
        for field in self.fields.values():
            if isinstance(field, UploadField):
                field.user = getattr(self.request, "user", None)

    def clean(self):
        cleaned = super().clean()
        if isinstance(self.instance, Actor):
            fill_printed_name(cleaned)
        return cleaned

    def _post_clean(self):
        parents = {name for name, field in self.fields.items() if isinstance(field, InlineForeignKeyField)}
        related = {name for name, field in self.fields.items() if isinstance(field, forms.ModelChoiceField)}
        exclude = self._get_validation_exclusions() | parents | related  # related rows were found: need no second look
        try:
            self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            self._update_errors(error)
        unsaved = {name for name in parents if getattr(self.instance, f"{name}_id") is None}
        try:
            self.instance.validate_constraints(exclude=self._errors.keys() | unsaved)
        except ValidationError as error:
            self._update_errors(error)
        if self._validate_unique:
            self.validate_unique()


def fill_printed_name(cleaned):
    """A name as printed that was left empty is the one of the chosen actor."""
    if cleaned.get("as_printed"):
        return
    organisation, country, group = (cleaned.get(name) for name in ("organisation", "country", "group"))
    chosen = cleaned.get("category") or next((row.name for row in (organisation, country, group) if row), "")
    cleaned["as_printed"] = chosen[:300]


class PartForm(WholeForm):
    """One row of an inline. A row nobody changed is not asked about again."""

    def full_clean(self):
        if self.is_bound and not self.instance._state.adding and not self.has_changed():
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()


STALE = _(
    "Somebody has saved this since you opened it. Nothing was changed, and what you typed stands below: open the page "
    "in another window, see what is new, and carry your changes over."
)


class PageForm(WholeForm):
    """The form of a page of its own. It knows which edit it shows, says why a save was undone, keeps what was typed."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    about_the_save = ("revision",)  # fields that say nothing of the row

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.root = root_of(self.instance)
        self.initial["revision"] = self.root.revision
        if self.instance.pk and limits.countries_of(self.request.user) is not None:
            self.keep_what_was_chosen()

    def keep_what_was_chosen(self):
        """What somebody who may see more has chosen stays a choice."""
        for name, field in self.fields.items():
            chosen = several(self.initial.get(name)) - {None, ""}
            if chosen and isinstance(field, forms.ModelChoiceField):
                field.queryset = field.queryset | field.queryset.model._default_manager.filter(
                    pk__in=[getattr(row, "pk", row) for row in chosen]
                )

    def clean(self):
        cleaned = super().clean()
        for sentence in getattr(self.request, "refusals", ()):
            self.add_error(None, sentence)
        if self.root.pk and cleaned.get("revision") != self.root.revision:
            self.request.is_stale = True
            self.add_error(None, STALE)
        return cleaned


ALIKE = _("The directory knows a name like this: look whether it is the same.")


class EntryForm(PageForm):
    """The form of a directory entry: its key and address are found from its name if left empty.

    A new one with a name like that of another is saved once somebody has said that it is not the same.
    """

    is_another = forms.BooleanField(label=_("It is none of these: make a new one"), required=False)
    about_the_save = (*PageForm.about_the_save, "is_another")
    alike = ()  # pairs of an entry and its name, once somebody has to choose

    def clean(self):
        cleaned = super().clean()
        if self.instance._state.adding and type(self.instance) in likeness.NAMES:
            self.alike = self.find_alike(cleaned)
            if self.alike and not cleaned.get("is_another"):
                self.add_error(None, ALIKE)
        name = next((cleaned.get(field) for field in self.named_by if cleaned.get(field)), "")
        if "key" in self.fields and not cleaned.get("key"):
            cleaned["key"] = free_slug(name, self.instance.entry_type, self.is_key_taken)
        if "slug" in self.fields and not cleaned.get("slug"):
            cleaned["slug"] = free_slug(name, self.instance.entry_type, self.is_slug_taken)
        elif "slug" in self.fields and self.is_slug_taken(cleaned["slug"]):
            self.add_error("slug", _("This address belongs, or once belonged, to another entry. Choose another."))
        return cleaned

    def find_alike(self, cleaned):
        """Entries this person may see that could be the same. Two countries may have a ministry of one name each."""
        entries = admin.site.get_model_admin(type(self.instance)).get_queryset(self.request)
        if country := cleaned.get("country"):
            entries = entries.filter(Q(country=country) | Q(country=None))
        names = [cleaned.get(field) for field in likeness.NAMES[entries.model]]
        return likeness.alike(entries, [name for name in names if name])

    named_by = ("acronym", "name", "label", "printed_name", "text", "title", "description")

    def is_key_taken(self, key):
        return type(self.instance).objects.filter(key=key).exists()

    def is_slug_taken(self, slug):
        relation = self.instance._meta.get_field("slugs")
        kept = relation.related_model.objects.filter(slug=slug).exclude(**{relation.field.name: self.instance.pk})
        current = type(self.instance).objects.filter(slug=slug).exclude(pk=self.instance.pk)
        return kept.exists() or current.exists()


def free_slug(text, fallback, is_taken):
    """The last part of an address, made of a title: short, and nobody else's."""
    words = slugify(text)
    short = words if len(words) <= 80 else words[:81].rpartition("-")[0] or words[:80]
    base = short or f"{slugify(fallback)}-{new_key()}"
    number, slug = 1, base
    while is_taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug
