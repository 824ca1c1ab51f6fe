"""The parts every record may have, as rows of its form."""

import re

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.inlines import PartForm, PartFormSet, StackedParts, TabularParts
from tvet_portal.records import quotes
from tvet_portal.records.admin.proposing import attempt_of
from tvet_portal.records.admin.why_empty import FactsFormSet, place_of, shown_beside
from tvet_portal.records.models import (
    AlternativeTitle,
    Appearance,
    Blank,
    Citation,
    Document,
    Figure,
    Obstacle,
    Participation,
    Photo,
    Provision,
    Record,
    RecordLink,
    Translation,
)


class FactParts(StackedParts):
    """Rows in which a source can leave something out: `facts` are the names of these fields."""

    formset = FactsFormSet
    facts = ()


class ParticipationInline(FactParts):
    model = Participation
    facts = ("bodies", "headcount")
    first = ("role", ("organisation", "country"), "as_printed")
    classes = ["collapse"]


class AppearanceForm(PartForm):
    """A name as printed that was left empty is the one in the directory."""

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        if person and not cleaned.get("name_as_printed"):
            cleaned["name_as_printed"] = person.printed_name
            cleaned["honorific"] = cleaned.get("honorific") or person.honorific
        return cleaned


class AppearanceInline(FactParts):
    model = Appearance
    facts = ("post",)
    form = AppearanceForm
    verbose_name = _("person or body acting")
    verbose_name_plural = _("signatories, chairs, speakers")
    first = ("role", ("person", "post"), "organisation")


class ProvisionInline(FactParts):
    model = Provision
    facts = ("due_on", "period")
    verbose_name = _("point")
    verbose_name_plural = _("points: purposes, areas of cooperation, decisions, commitments")
    first = (("kind", "label"), "heading", "text", "areas")


class ObstacleInline(FactParts):
    model = Obstacle
    facts = ("effect",)
    classes = ["collapse"]


class FigureInline(FactParts):
    model = Figure
    facts = ("period",)
    first = (("value", "value_qualifier", "unit"), "counted", "provision")
    classes = ["collapse"]


class DocumentForm(PartForm):
    """A document whose file is added is held, and has as many pages as were counted."""

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if upload and "upload" in self.changed_data:
            cleaned["availability"] = Document.Availability.HELD
            if upload.pages and "pages" not in self.changed_data:
                cleaned["pages"] = upload.pages
        return cleaned


class DocumentInline(StackedParts):
    model = Document
    form = DocumentForm
    first = (("kind", "language"), "title", "upload", "availability")
    internal = ("is_public",)
    classes = ["collapse"]

    def get_fields(self, request, obj=None):
        """Only what can be public can be proposed."""
        hidden = self.internal if attempt_of(request) else ()
        return [name for name in super().get_fields(request, obj) if name not in hidden]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.filter(**self.model.content_filter) if attempt_of(request) else rows


class PhotoForm(PartForm):
    """A photo shows a picture, not another file."""

    def clean(self):
        cleaned = super().clean()
        upload = cleaned.get("upload")
        if upload and not upload.width:
            self.add_error("upload", _("This file is not a picture. Add it as a document, or choose a PNG or JPEG."))
        return cleaned


class PhotoInline(FactParts):
    model = Photo
    facts = ("credit",)
    form = PhotoForm
    first = ("upload", "caption", ("alt_text", "alt_text_by"), "people")
    classes = ["collapse"]


class LinkInline(StackedParts):
    model = RecordLink
    verbose_name = _("link to another record")
    verbose_name_plural = _("links to other records")
    first = (("role", "to_record"), "note")
    elsewhere = ("to_provision",)
    classes = ["collapse"]


class TitleInline(TabularParts):
    model = AlternativeTitle
    classes = ["collapse"]


class TargetForm(PartForm):
    """Targets are offered from the list of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "target" in self.fields:
            self.fields["target"].widget = forms.TextInput(attrs={"class": "vTextField", "list": "targets"})


class CitationForm(TargetForm):
    """What is quoted stands in the text of the source, where one is kept."""

    def clean(self):
        cleaned = super().clean()
        quote, source = cleaned.get("quote"), cleaned.get("source")
        if quote and source and {"quote", "source"} & set(self.changed_data):
            known = vars(self.request).setdefault("kept_texts", {})
            if source.pk not in known:
                known[source.pk] = quotes.texts_of([source.pk], self.request.user).get(source.pk)
            if known[source.pk] is not None and not quotes.stands_in(quote, known[source.pk]):
                self.add_error("quote", NOT_THERE)
        return cleaned


NOT_THERE = _(
    "These words do not stand in the text that is kept of this source. Copy them from it; “…” may stand for what you "
    "leave out."
)


class CitationInline(StackedParts):
    model = Citation
    form = CitationForm
    first = (("target", "source"), "quote", ("certainty", "rank"))
    classes = ["collapse"]


class OfPartFormSet(PartFormSet):
    """Rows that hang on the record, on the page of one of its parts: those about its fields and rows.

    What is about a row of a row stands on the page of that row.
    """

    def __init__(self, *args, instance, queryset, **kwargs):
        place = place_of(instance)
        self.about = place.rstrip("/")
        own = queryset.filter(Q(target=self.about) | Q(target__startswith=place))
        own = own.exclude(target__regex=rf"^{re.escape(place)}([^/]+/){{3}}")
        super().__init__(*args, instance=root_of(instance), queryset=own, **kwargs)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance._state.adding:
            form.fields["target"].initial = self.about


class CitationOfPartInline(CitationInline):
    formset = OfPartFormSet

    def __init__(self, parent_model, admin_site):
        super().__init__(Record, admin_site)


class BlankInline(TabularParts):
    model = Blank
    form = TargetForm
    verbose_name = _("empty field that means something")
    verbose_name_plural = _("empty fields, and why they are empty")
    classes = ["collapse", "stays-folded"]

    def get_queryset(self, request):
        """Those that have no place beside a field."""
        page = self.admin_site.get_model_admin(self.parent_model)
        return super().get_queryset(request).exclude(shown_beside(page))


class TranslationInline(StackedParts):
    model = Translation
    form = TargetForm
    classes = ["collapse"]


INLINES = [
    AppearanceInline, ProvisionInline, ParticipationInline, FigureInline, ObstacleInline, DocumentInline, PhotoInline,
    LinkInline, TitleInline, CitationInline, BlankInline, TranslationInline,
]  # fmt: skip
