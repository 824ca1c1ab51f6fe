"""The page of a record: its fields, all its parts, its way to the public."""

from django import forms
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tvet_portal.directory.admin.forms import free_slug
from tvet_portal.directory.admin.inlines import LAST_POSITION
from tvet_portal.records import blanks, workflow
from tvet_portal.records import content as contents
from tvet_portal.records.admin import pasted_lists, why_empty
from tvet_portal.records.admin.checklist import Places, checklist, remarks
from tvet_portal.records.admin.gate import GatedAdmin
from tvet_portal.records.admin.inlines import INLINES
from tvet_portal.records.admin.internal import InternalMixin, internal_context
from tvet_portal.records.admin.proposing import ProposingForm, attempt_of
from tvet_portal.records.admin.stages import last_saved, stages
from tvet_portal.records.admin.steps import StepsMixin, steps_for
from tvet_portal.records.admin.versions import VersionsMixin
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import Provision, Record, RecordSlug
from tvet_portal.records.models.records import Status
from tvet_portal.records.page import wording
from tvet_portal.records.targets import offered


class RecordForm(why_empty.FactsForm, ProposingForm):
    """Finds key and address from the title; takes a pasted list, and the tick that a source was read to its end."""

    read_to_end = forms.BooleanField(
        label=_("I read the source to its end"),
        required=False,
        help_text=_(
            "What readers ask for first, where it is still empty, then says “not stated in the source”: the facts of"
            " the record and, of each point, who is to do it and by when. Of the rest, choose it beside the field."
        ),
    )
    pasted_kind = forms.ChoiceField(
        label=_("kind"), choices=Provision.Kind, initial=Provision.Kind.AREA, required=False
    )
    pasted_list = forms.CharField(
        label=_("numbered list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        help_text=_("Paste the list as it stands: each number becomes a point with its label."),
    )
    pasted_is_quotation = forms.BooleanField(label=_("verbatim from the source"), required=False, initial=True)

    def clean(self):
        cleaned = super().clean()
        slug = cleaned.get("slug")
        if slug is not None and not slug and cleaned.get("title"):
            cleaned["slug"] = slug = free_slug(cleaned["title"], self.instance.record_type, self.is_slug_taken)
        elif slug and self.is_slug_taken(slug):
            self.add_error("slug", _("This address belongs, or once belonged, to another record. Choose another."))
        if slug and not self.instance.pk:
            self.instance.key = f"{self.instance.record_type}/{slug}"
        return cleaned

    def is_slug_taken(self, slug):
        record_type = self.instance.record_type
        kept = RecordSlug.objects.filter(record_type=record_type, slug=slug).exclude(record=self.instance.pk)
        key = Record.objects.filter(key=f"{record_type}/{slug}").exclude(pk=self.instance.pk)
        return kept.exists() or key.exists()


class RecordAdmin(StepsMixin, InternalMixin, VersionsMixin, GatedAdmin):
    """Base of the pages of all record types. A child says which fields stand first and which a source can leave out."""

    form = RecordForm
    change_form_template = "admin/record_form.html"
    first = ("title", "main_source", "summary")
    further = ()  # more fieldsets, collapsed: (heading, fields)
    statements = ("language",)  # fields and parts that a source states, or does not
    inlines = INLINES
    list_filter = ("status", "language")
    search_fields = (
        "title", "reference", "key", "alternative_titles__text", "participations__as_printed", "areas__label",
    )  # fmt: skip
    save_on_top = False
    actions = None

    # The form

    def get_fieldsets(self, request, obj=None):
        fieldsets = [(_("Overview"), {"fields": self.first})]
        fieldsets += [(heading, {"fields": fields, "classes": ["collapse"]}) for heading, fields in self.further]
        fieldsets += [(heading, {"fields": fields, "classes": ["collapse"]}) for heading, fields in COMMON]
        fieldsets.append(KEPT_APART if attempt_of(request) else WITH_NOTES)
        if self.may_save(request, obj):
            pasted = ("pasted_list", ("pasted_kind", "pasted_is_quotation"))
            fieldsets.append((_("Paste a numbered list of points"), {"fields": pasted, "classes": ["collapse"]}))
        return fieldsets

    def may_save(self, request, obj):
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        shown = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for inline in shown:
            if inline.formset.initial_form_count() and "stays-folded" not in inline.classes:
                inline.classes = ""  # what holds something is not folded away
        return shown

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        content = contents.read(obj) if obj else {"record_type": self.model.own_record_type}
        places = Places(form, context["inline_admin_formsets"])
        context |= {"content": content, "offered_targets": list(offered(self.model, content))}
        if obj.status != Status.PUBLISHED if obj else not form.is_bound:
            context["checklist"] = listed = checklist(form.instance, content, places)
            context["missing"] = listed.missing
        if obj:
            context["is_previewed"] = is_draft(obj)
            context["remarks"] = remarks(obj, content, places, request.user)
            context["steps"], context["bar"] = steps_for(obj, request.user)
            if any(step.name == "publish" for step in context["steps"]):
                context["becoming_public"] = list(workflow.entries_waiting(self.model, content))
            context["log"] = log = list(self.log_of(obj))
            context["stages"], context["last_saved"] = list(stages(obj, log)), last_saved(obj)
            attempt = attempt_of(request)
            context["revision"] = obj.revision if attempt is None or attempt.revision is None else attempt.revision
            if attempt:
                context |= internal_context(request, obj)
        elif "title" in form.fields:
            form.fields["title"].widget.attrs["autofocus"] = True
        may_save = self.may_save(request, obj)
        context["address_of_text"] = self.address_of_text(self.model, obj) if may_save else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    def tell_not_stated(self, request, targets):
        """Name each fact, so that what the source does state is seen to be wrong; of points, how many."""
        points = {target.split("/")[1] for target in targets if target.startswith("provisions/")}
        said = [wording.field_label(self.model, target) for target in targets if not target.startswith("provisions/")]
        if points:
            words = ngettext("of one point", "of %(count)s points", len(points)) % {"count": len(points)}
            said.append(_("who is responsible or by when, %(of_points)s") % {"of_points": words})
        text = _("Noted as not stated in the source: %(facts)s.") if said else _("Nothing was left to note.")
        self.message_user(request, text % {"facts": ", ".join(said)})

    @staticmethod
    def address_of_text(model, record):
        """Where a text is read for a record; nowhere, unless the package that reads texts says where."""
        return ""

    def response_change(self, request, obj):
        if "_preview" in request.POST and is_draft(obj):
            return HttpResponseRedirect(obj.get_absolute_url())
        return super().response_change(request, obj)

    def view_on_site(self, record):
        return record.get_absolute_url() if record.status == Status.PUBLISHED else None

    # Saving

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or was_never_public(obj))

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record, typed = form.instance, form.cleaned_data
        keep_slug(record)
        if typed.get("pasted_list"):
            add_points(record, typed["pasted_list"], typed["pasted_kind"], is_quotation=typed["pasted_is_quotation"])
        if typed.get("read_to_end"):
            self.tell_not_stated(request, blanks.write_not_stated(record, self.statements))
        self.finish(request, form, formsets)


COMMON = [
    (
        _("What it covers"),
        ("areas", "coverage_countries", "coverage_groups", "coverage_as_printed", "is_coverage_open", "language"),
    ),
]
# What is not public can not be proposed: where a save is a proposal, it has a form of its own.
KEPT_APART = (_("Address, verification"), {"fields": ("slug", "verified_on"), "classes": ["collapse"]})
WITH_NOTES = (
    _("Address, verification, internal remarks"),
    {"fields": ("slug", "verified_on", *Record.internal_fields), "classes": ["collapse"]},
)


def is_draft(record):
    """Whether staff see it, at the address it is to have, and nobody else does."""
    return record.status in (Status.DRAFT, Status.IN_REVIEW)


def was_never_public(record):
    return record is not None and record.status == Status.DRAFT and not record.version_number


def add_points(record, text, kind, *, is_quotation):
    """Pasted points follow those that are there."""
    last = max(record.provisions.values_list("position", flat=True), default=0)
    Provision.objects.bulk_create(
        Provision(
            record=record,
            position=min(position, LAST_POSITION),
            label=label,
            kind=kind,
            text=body or label,
            is_quotation=is_quotation,
        )
        for position, (label, body) in enumerate(pasted_lists.split(text), last + 1)
    )
