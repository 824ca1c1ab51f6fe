"""What a record's page and the pages of its parts share: who may save, what a save of a published record is.

Only a publisher may save what is public, with a reason; the save is a new version in the same transaction.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.entries import PageAdmin, Undone, has_changed
from tvet_portal.directory.admin.forms import PageForm
from tvet_portal.records import content as contents
from tvet_portal.records import targets, workflow
from tvet_portal.records.admin import blanks
from tvet_portal.records.models.records import Status


class GatedForm(PageForm):
    """Asks why a published record changes."""

    reason = forms.CharField(
        label=_("Why the public record changes"),
        max_length=400,
        help_text=_("Shown to the public in the record’s history."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    about_the_save = ("revision", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.root.status != Status.PUBLISHED:
            del self.fields["reason"]


class GatedAdmin(PageAdmin):
    """A page on which a record, or a part of one, is edited."""

    form = GatedForm
    change_form_template = "admin/gated_form.html"
    refusals = (Undone, workflow.NotAllowed)

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        is_draft = obj is None or root_of(obj).status in (Status.DRAFT, Status.IN_REVIEW)
        return may and (is_draft or workflow.may_publish(request.user))

    def finish(self, request, form, formsets):
        """After everything is saved: check the targets, count the edit, and publish what is public as a new version."""
        record = form.root
        if not has_changed(form, formsets):
            return
        content = contents.read(record)
        content = blanks.drop_contradicted(record, content, typed=blanks_typed(formsets))
        refuse_dangling(contents.record_models()[record.record_type], content)
        record.count_edit()
        if record.status == Status.PUBLISHED and not is_approved(record, contents.read(record)):
            workflow.publish(record, by=request.user, reason=form.cleaned_data["reason"])


def is_approved(record, content):
    """Whether the public already sees exactly this: an internal remark makes no new version."""
    return record.approved_versions.first().content == contents.canonical(content)


def refuse_dangling(model, content):
    """Undo a save after which a citation, a blank or a translation names no field of the content."""
    refuse([sentence for _part, _number, sentence in targets.find_problems(model, content)])


def refuse(sentences):
    if sentences:
        raise Undone(sentences)


def blanks_typed(formsets):
    """Targets of the blanks that were typed in this very form."""
    rows = [row for formset in formsets if formset.model.__name__ == "Blank" for row in saved_rows(formset)]
    return {row.target for row in rows}


def saved_rows(formset):
    return [*formset.new_objects, *(row for row, _changed in formset.changed_objects)]
