"""What a record's page and the pages of its parts share: who may save, what a save of a published record is.

A save of what is public is a proposal. Where one person may publish what he wrote, and is a publisher, it is a new
version in the same transaction.
"""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.entries import Undone, has_changed
from tvet_portal.records import blanks, rights, subjects, targets, workflow
from tvet_portal.records import content as contents
from tvet_portal.records.admin import evidence, why_empty
from tvet_portal.records.admin.merging import MergingAdmin
from tvet_portal.records.admin.of_countries import OfCountries
from tvet_portal.records.admin.proposing import ProposingForm, attempt_of
from tvet_portal.records.admin.sections import sections
from tvet_portal.records.completeness import missing
from tvet_portal.records.models.records import Status
from tvet_portal.values.parts import Part


class GatedAdmin(OfCountries, MergingAdmin):
    """A page on which a record, or a part of one, is edited."""

    class Media:
        js = (forms.Script("js/quotes.js", defer=True),)

    form = ProposingForm
    change_form_template = "admin/gated_form.html"
    refusals = (Undone, workflow.NotAllowed)
    has_to_be_added_again = _("Documents that are not public have to be added again.")

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        is_withdrawn = obj is not None and root_of(obj).status == Status.WITHDRAWN
        return may and (not is_withdrawn or workflow.may_publish(request.user))

    def may_save(self, request, obj):
        return self.has_change_permission(request, obj)

    def may_merge(self, record, user):
        return record.status in (Status.DRAFT, Status.IN_REVIEW)

    def keep_merged(self, request, record, content):
        subjects.of(record).write(content)
        require_right(record, content, request.user)
        workflow.count_edit(record, request.user)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Beside the fields why they are empty and what they rest on, beside the form its parts and texts to quote."""
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        context["may_save"] = self.may_save(request, obj)
        if obj and context["may_save"]:
            context["kept_texts"] = evidence.kept_texts(obj, inlines, request.user)
            evidence.tell(obj, form, inlines, is_quotable=bool(context["kept_texts"]))
        context["copies"] = evidence.archived_copies(obj, inlines, request.user) if obj else []
        context["place"] = why_empty.place_of(obj)
        why_empty.give_lists(form, inlines)
        lacking = [place for _sentence, place in context.get("missing", ())]
        context["sections"] = list(sections(context["adminform"], inlines, lacking))
        context["is_nav_sidebar_enabled"] = False  # its place is the record's
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        evidence.name_new_rows(formsets)
        super().save_related(request, form, formsets, change)
        why_empty.keep(form.root, why_empty.choices_made(form, formsets))

    def finish(self, request, form, formsets):
        """After everything is saved: check the targets, count the edit, and publish what is public as a new version.

        What somebody only proposes is taken down instead: the save is undone, whatever it was.
        """
        record, attempt = form.root, attempt_of(request)
        if not (has_changed(form, formsets) or attempt):
            return
        if not record.version_number:
            forget_deleted(record, formsets)
        content = contents.read(record)
        content = blanks.drop_contradicted(record, content, typed=blanks_typed(form, formsets))
        refuse_dangling(contents.record_models()[record.record_type], content)
        if attempt:
            if not attempt.is_trial:
                refuse([sentence for _field, sentence in missing(content)])
                require_right(record, content, request.user)
                attempt.reason = form.cleaned_data["reason"]
            attempt.take_down(record, content)
            return
        require_right(record, content, request.user)
        if record.status != Status.PUBLISHED:
            workflow.count_edit(record, request.user)
        elif is_approved(record, contents.read(record)):
            record.count_edit()
        else:
            workflow.count_edit(record, request.user)
            workflow.publish(record, by=request.user, reason=form.cleaned_data["reason"])


def require_right(record, content, user):
    """Undo what makes a record none of somebody's; what he has begun himself is his until he hands it to review."""
    if record.created_by_id != user.pk or record.version_number:
        objection = rights.objection(content, user)
        refuse([objection] if objection else [])


def is_approved(record, content):
    """Whether the public already sees exactly this: an internal remark makes no new version."""
    return record.approved_versions.first().content == contents.canonical(content)


def forget_deleted(record, formsets):
    """What a draft says of rows goes with them. Once it was public, who deletes them decides about that, too."""
    rows = [row for formset in formsets for row in formset.deleted_objects if isinstance(row, Part)]
    for path in (row.path.removeprefix(f"{record.path}/") for row in rows):
        of_row = Q(target=path) | Q(target__startswith=f"{path}/")
        for said in (record.citations, record.blanks, record.translations):
            said.filter(of_row).delete()


def refuse_dangling(model, content):
    """Undo a save after which a citation, a blank or a translation names no field of the content."""
    refuse([sentence for _part, _number, sentence in targets.find_problems(model, content)])


def refuse(sentences):
    if sentences:
        raise Undone(sentences)


def blanks_typed(form, formsets):
    """Targets of the blanks that were typed, or chosen beside a field, in this very form."""
    rows = [row for formset in formsets if formset.model.__name__ == "Blank" for row in saved_rows(formset)]
    return {row.target for row in rows} | why_empty.choices_made(form, formsets).keys()


def saved_rows(formset):
    return [*formset.new_objects, *(row for row, _changed in formset.changed_objects)]
