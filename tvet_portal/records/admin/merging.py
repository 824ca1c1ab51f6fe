"""Two people have edited one draft, or one waiting entry: the second sees what both did, and decides part by part."""

from contextlib import suppress
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.entries import PageAdmin, Undone
from tvet_portal.records import content as contents
from tvet_portal.records import subjects
from tvet_portal.records.admin import refusals
from tvet_portal.records.admin.proposing import Attempt, ProposingAdmin, attempt_of, keep_files
from tvet_portal.records.applying import apply
from tvet_portal.records.models import Record
from tvet_portal.records.reviewing import Review, decisions, parts_of
from tvet_portal.records.workflow import NotAllowed
from tvet_portal.values.parts import Part
from tvet_portal.values.revisions import rows_of

SALT = "tvet_portal.records.admin.merging"


@dataclass(frozen=True)
class Work:
    """What somebody typed of a record or entry, and what it said when he opened it."""

    begun: dict
    typed: dict

    def review(self, row, is_taken=lambda path: True):
        return Review(row, self.begun, self.typed, contents.read(row), is_taken)


def packed(what, row, *values):
    """What a form carries of a record or entry, contents above all: signed, so that it comes back as it was sent."""
    return signing.dumps([what, row.path, *values], salt=SALT, compress=True)


def unpacked(what, text):
    """The path of what it is about, and the values again; none where somebody else wrote the text, or it is something
    else."""
    try:
        said, *held = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None, []
    return (held[0], held[1:]) if said == what else (None, [])


class MergingAdmin(ProposingAdmin):
    """A page that does not send the second editor away. What a part says is merged as what its record says."""

    has_to_be_added_again = ""  # what nobody types again by mistake: files that no content names

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.merge_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        own = [] if issubclass(self.model, Part) else [path("<int:object_id>/merge/", view, name=name)]
        return [*own, *super().get_urls()]

    def may_merge(self, row, user):
        """Whether saves of a record or entry are saved at once: what is public has proposals instead."""
        raise NotImplementedError

    def keep_merged(self, request, row, content):
        """What a save of its form would do."""
        raise NotImplementedError

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Its form carries what it began from, which is compared with what is saved by then."""
        form, root = context["adminform"].form, obj and root_of(obj)
        if root and "begun" in form.fields and not form.is_bound and self.may_merge(root, request.user):
            content = context.get("content") or contents.read(root)
            form.initial["begun"] = packed("begun", root, content, root.revision)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        about, begun = unpacked("begun", request.POST.get("begun", ""))
        if not (begun and getattr(request, "is_stale", False)) or attempt_of(request):
            return response
        page, row = self.page_of_root(request, object_id, about)
        if row is None or row.path != about or not page.may_merge(row, request.user):
            return response
        typed = self.try_out_typed(request, row, object_id, *begun)
        part = "" if page is self else f"{self.opts.label_lower}/{object_id}"
        return page.merge_page(request, row, Work(begun[0], typed), part) if typed else response

    def page_of_root(self, request, object_id, about):
        """The page of the record or entry at this path, and its row without what was typed into it."""
        if not issubclass(self.model, Part):
            return self, self.model.objects.get(pk=object_id)
        record = Record.objects.filter(key=about).first()
        page = self.admin_site.get_model_admin(contents.model_of(record)) if record else self
        row = page.get_object(request, str(record.pk)) if record else None
        return page, row if row and page.has_change_permission(request, row) else None

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """A part may be gone because the first editor has taken it away."""
        request.is_stale = issubclass(self.model, Part)
        if request.is_stale and "begun" in request.POST and self.find_hidden(object_id) is None:
            self.message_user(request, _("Somebody has taken this away since you opened it."), messages.WARNING)
            return redirect("admin:index")
        return super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def try_out_typed(self, request, row, object_id, begun, revision):
        """What the form would have made of the row as it was when it was opened. None where it has other faults."""
        request.attempt = Attempt(row, None, is_trial=True)
        keep_files(request)
        with transaction.atomic():
            with suppress(NotAllowed):
                apply(subjects.locked(row).row, begun)
                rows_of(type(row)).filter(pk=row.pk).update(revision=revision)
                PageAdmin.changeform_view(self, request, object_id)
            transaction.set_rollback(True)
        return request.attempt.content

    def merge_view(self, request, object_id):
        row = self.get_object(request, str(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        about, held = unpacked("work", request.POST.get("work", ""))
        if not self.has_change_permission(request, row) or about != row.path:
            raise PermissionDenied
        work = Work(*held)
        try:
            row = self.merge(request, row, work)
        except (NotAllowed, Undone) as refused:
            refusals.tell(self, request, refused)
            return self.merge_page(request, row, work, request.POST.get("part", ""))
        if IS_POPUP_VAR in request.POST:
            return self.answer_small_window(request, row)
        self.message_user(request, _("Both are saved, as you decided."), messages.SUCCESS)
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[object_id]))

    def answer_small_window(self, request, row):
        """It closes, and the form behind names what it was opened for: the row itself, or a part of it."""
        label, _slash, object_id = request.POST.get("part", "").partition("/")
        if not label:
            return self.response_change(request, row)
        pages = (page for model, page in self.admin_site._registry.items() if model._meta.label_lower == label)
        page = next(pages, None)
        part = page.get_object(request, object_id) if page and issubclass(page.model, Part) else None
        if part and root_of(part).path == row.path:
            return page.response_change(request, part)
        said = _("Both are saved, as you decided. You can close this window.")
        return TemplateResponse(request, "admin/popup_proposed.html", {"said": said})

    @transaction.atomic
    def merge(self, request, row, work):
        row = subjects.locked(row).row
        if not self.may_merge(row, request.user):
            public = gettext("It is public by now: open it in another window, and propose what you changed.")
            link = '<a href="{}" target="_blank" rel="noopener">{}</a>'
            url = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
            raise NotAllowed([format_html(link, url, public)])
        if request.POST.get("seen") != str(row.revision):
            raise NotAllowed([gettext("Somebody has saved it once more. Look at it again, then decide.")])
        taken = decisions(request.POST)
        review = work.review(row, taken.get)
        review.require_all(taken)
        self.keep_merged(request, row, review.merged)
        self.log_change(request, row, _("Merged with what somebody else had saved."))
        return row

    def merge_page(self, request, row, work, part=""):
        review = work.review(row)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Somebody else has saved, too"),
            "record": row,
            "work": packed("work", row, work.begun, work.typed),
            "review": review,
            "parts": parts_of(review),
            "media": self.media,
            "notes": list(notes_typed(request, row)),
            "again": self.has_to_be_added_again,
            "part": part,
            "is_popup": IS_POPUP_VAR in request.POST,
        }
        return TemplateResponse(request, "admin/merge.html", context)


def notes_typed(request, row):
    """What somebody typed that only staff may read, with its labels: no content carries it."""
    for name in getattr(row, "internal_fields", ()):
        typed = request.POST.get(name, "").strip()
        if typed and typed != str(getattr(row, name) or ""):
            yield row._meta.get_field(name).verbose_name, typed
