"""Two people have edited one draft: the second sees what both did, and decides part by part."""

from contextlib import suppress
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tvet_portal.directory.admin.entries import PageAdmin, Undone
from tvet_portal.records import content as contents
from tvet_portal.records import workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.admin.gate import GatedAdmin, require_right
from tvet_portal.records.admin.proposing import Attempt, attempt_of, keep_files
from tvet_portal.records.applying import apply
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import Status
from tvet_portal.records.reviewing import Review, decisions, parts_of
from tvet_portal.records.workflow import NotAllowed

SALT = "tvet_portal.records.admin.merging"


@dataclass(frozen=True)
class Work:
    """What somebody typed of a record, and what the record said when he opened it."""

    begun: dict
    typed: dict

    def review(self, record, is_taken=lambda path: True):
        return Review(record, self.begun, self.typed, contents.read(record), is_taken)


def may_be_merged(record):
    """What is public has proposals instead."""
    return record.status in (Status.DRAFT, Status.IN_REVIEW)


def packed(what, record, *values):
    """What a form carries of a record, contents above all: signed, so that what comes back is what was sent."""
    return signing.dumps([what, record.key, *values], salt=SALT, compress=True)


def unpacked(what, record, text):
    """The values again; none where somebody else wrote the text, or it is something else, or of another record."""
    try:
        *about, first, second = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return []
    return [first, second] if about == [what, record.key] else []


class MergingAdmin(GatedAdmin):
    """A page that does not send the second editor away."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.merge_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        return [path("<int:object_id>/merge/", view, name=name), *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if not getattr(request, "is_stale", False) or attempt_of(request):
            return response
        record = self.model.objects.get(pk=object_id)  # without what was typed into it
        begun = unpacked("begun", record, request.POST.get("begun", "")) if may_be_merged(record) else []
        typed = begun and self.try_out_typed(request, record, *begun)
        return self.merge_page(request, record, Work(begun[0], typed)) if typed else response

    def try_out_typed(self, request, record, begun, revision):
        """What the form would have made of the record as it was when it was opened. None where it has other faults."""
        request.attempt = Attempt(record, None, is_trial=True)
        keep_files(request)
        with transaction.atomic():
            with suppress(NotAllowed):
                apply(workflow.locked(record), begun)
                Record.objects.filter(pk=record.pk).update(revision=revision)
                PageAdmin.changeform_view(self, request, str(record.pk))
            transaction.set_rollback(True)
        return request.attempt.content

    def merge_view(self, request, object_id):
        record = self.get_object(request, str(object_id))
        if record is None or not may_be_merged(record):
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        held = unpacked("work", record, request.POST.get("work", ""))
        if not self.has_change_permission(request, record) or len(held) != 2:
            raise PermissionDenied
        work = Work(*held)
        try:
            self.merge(request, record, work)
        except (NotAllowed, Undone) as refused:
            refusals.tell(self, request, refused)
            return self.merge_page(request, record, work)
        self.message_user(request, _("Both are saved, as you decided."), messages.SUCCESS)
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[object_id]))

    @transaction.atomic
    def merge(self, request, record, work):
        record = workflow.locked(record)
        if request.POST.get("seen") != str(record.revision) or not may_be_merged(record):
            raise NotAllowed([gettext("Somebody has saved the record once more. Look at it again, then decide.")])
        taken = decisions(request.POST)
        review = work.review(record, taken.get)
        review.require_all(taken)
        apply(record, review.merged)
        keep_slug(record)
        require_right(record, review.merged, request.user)
        workflow.count_edit(record, request.user)
        self.log_change(request, record, _("Merged with what somebody else had saved."))

    def merge_page(self, request, record, work):
        review = work.review(record)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Somebody else has saved, too"),
            "record": record,
            "work": packed("work", record, work.begun, work.typed),
            "review": review,
            "parts": parts_of(review),
            "media": self.media,
            "notes": list(notes_typed(request, record)),
        }
        return TemplateResponse(request, "admin/merge.html", context)


def notes_typed(request, record):
    """What somebody typed that only staff may read, with its labels: no content carries it."""
    for field in map(Record._meta.get_field, Record.internal_fields):
        typed = request.POST.get(field.name, "").strip()
        if typed and typed != str(getattr(record, field.name) or ""):
            yield field.verbose_name, typed
