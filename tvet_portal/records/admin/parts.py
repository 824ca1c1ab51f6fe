"""Parts with parts of their own: each has a page, one click away from its record, and is not listed in the menu."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.records import content as contents
from tvet_portal.records import workflow
from tvet_portal.records.admin.gate import GatedAdmin
from tvet_portal.records.admin.inlines import CitationOfPartInline, FactParts
from tvet_portal.records.admin.proposing import ProposingForm
from tvet_portal.records.admin.why_empty import FactsForm, place_of
from tvet_portal.records.content import model_of
from tvet_portal.records.models import (
    Act,
    Figure,
    FigureActor,
    Participation,
    Progress,
    ProgressActor,
    Provision,
    ProvisionActor,
)
from tvet_portal.records.models.records import Status
from tvet_portal.records.targets import offered, value_at
from tvet_portal.values.parts import Part


class FactsOfPartForm(FactsForm, ProposingForm):
    """The form of a part."""


class PartAdmin(GatedAdmin):
    """The page of a part: its fields, its parts, what is quoted for it. What is above it is shown, never changed."""

    form = FactsOfPartForm
    change_form_template = "admin/part_form.html"
    internal = ()
    facts = ()

    def get_inlines(self, request, obj):
        return [*self.inlines, CitationOfPartInline]

    def get_fieldsets(self, request, obj=None):
        return [(capfirst(self.opts.verbose_name), {"fields": self.get_fields(request, obj)})]

    def get_fields(self, request, obj=None):
        return [*self.model.content_fields, *self.internal]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        for field in self.own_fields():
            if obj is not None and field.name in form.base_fields:
                parent = getattr(obj, self.model.parent_field)
                form.base_fields[field.name].queryset = self.own_rows(field, parent)
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["way_down"] = list(way_up(obj))[::-1] if obj else []
        if obj and self.may_save(request, obj):
            place = place_of(obj)
            context["content"] = contents.read(root_of(obj))
            own = value_at(context["content"], place.rstrip("/")) or {}
            context["offered_targets"] = list(offered(self.model, own, place))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(next(way_up(obj))[0])

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        is_draft = obj is None or root_of(obj).status == Status.DRAFT
        return super().has_delete_permission(request, obj) and is_draft

    def delete_model(self, request, obj):
        record = root_of(obj)
        super().delete_model(request, obj)
        workflow.count_edit(record, request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.finish(request, form, formsets)


def way_up(part):
    """(address, words) of the rows above a part, nearest first; the last one is its record."""
    while isinstance(part, Part):
        part = getattr(part, part.parent_field)
        yield address_of(part), str(part)


def address_of(row):
    """The page on which a row is edited."""
    model = model_of(row)
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])


class ActInline(FactParts):
    model = Act
    facts = ("done_on",)


@admin.register(Participation)
class ParticipationAdmin(PartAdmin):
    list_display = ("__str__", "role", "record")
    list_filter = ("role",)
    search_fields = ("as_printed", "record__title")
    row_related = ("record", "country", "group", "organisation")
    facts = ("bodies", "headcount", "condition", "on_behalf_of", "through", "file_number")
    inlines = [ActInline]


class ProvisionActorInline(FactParts):
    model = ProvisionActor
    verbose_name = _("actor")
    verbose_name_plural = _("by whom, to whom, with whom")
    first = ("role", ("organisation", "country"), ("group", "category"), "as_printed")


class ProgressInline(FactParts):
    model = Progress
    facts = ("next_step",)


@admin.register(Provision)
class ProvisionAdmin(PartAdmin):
    list_display = ("__str__", "kind", "label", "record")
    list_filter = ("kind",)
    search_fields = ("heading", "text", "record__title", "record__reference")
    row_related = ("record",)
    facts = ("label", "form", "due_on", "period", "condition", "trades", "target_groups", "with_groups")
    inlines = [ProvisionActorInline, ProgressInline]


class ProgressActorInline(FactParts):
    model = ProgressActor
    verbose_name = _("actor")
    verbose_name_plural = _("waiting on, delivered by, delivered to")
    first = ("role", ("organisation", "country"), ("group", "category"), "as_printed")


@admin.register(Progress)
class ProgressAdmin(PartAdmin):
    list_display = ("__str__", "status", "as_of_on", "provision")
    list_filter = ("status",)
    search_fields = ("text", "provision__text", "provision__record__title")
    row_related = ("provision__record", "source")
    facts = ("text", "next_step", "figures")
    inlines = [ProgressActorInline]


class FigureActorInline(FactParts):
    model = FigureActor
    verbose_name = _("actor")
    verbose_name_plural = _("about whom, by whom, to whom")
    first = ("role", ("organisation", "country"), ("group", "category"), "as_printed")


@admin.register(Figure)
class FigureAdmin(PartAdmin):
    list_display = ("counted", "value", "unit", "role", "record")
    list_filter = ("role",)
    search_fields = ("counted", "record__title")
    row_related = ("record",)
    facts = ("unit", "currency", "per", "period", "provision", "trades", "target_groups", "covers")
    inlines = [FigureActorInline]
