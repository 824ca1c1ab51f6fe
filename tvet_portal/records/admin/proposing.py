"""A save of what is public and somebody else approves: done as any save, taken down, undone, kept as a proposal."""

import json
from dataclasses import dataclass, field
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.entries import PageAdmin
from tvet_portal.directory.admin.forms import STALE, PageForm
from tvet_portal.directory.files import kinds
from tvet_portal.directory.files.storing import store
from tvet_portal.records import content as contents
from tvet_portal.records import proposals, rights, subjects, workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.applying import apply
from tvet_portal.records.content.walking import paths
from tvet_portal.records.models import Proposal, Record
from tvet_portal.records.models.records import Status
from tvet_portal.values.parts import id_of
from tvet_portal.values.revisions import rows_of

KEPT = _("Your proposal is kept. The public goes on seeing the approved version until a publisher accepts it.")
NOTHING = _("What you saved is what the public sees already: there is nothing to propose.")


@dataclass
class Attempt:
    """What one request would make of what is public: the proposal it goes on with, the content it comes to."""

    row: Record  # or an entry
    proposal: Proposal | None
    content: dict | None = None
    reason: str = ""
    is_trial: bool = False  # of a draft: nothing is proposed, it is only asked what would be saved
    revision: int | None = None  # of the row itself, while the form shows that of the proposal
    aside: dict = field(default_factory=dict)  # values of what the public never reads

    def take_down(self, row, content=None):
        """Keep what the tables hold of the row now; it is undone afterwards."""
        connection.check_constraints()
        self.content = content or contents.read(row)


def attempt_of(request):
    """The attempt of a request by somebody who may only propose; None where a save is a save."""
    return getattr(request, "attempt", None)


class ProposingForm(PageForm):
    """Asks why something public changes, and knows which proposal it shows."""

    reason = forms.CharField(
        label=_("Why the public record changes"),
        max_length=400,
        help_text=_("Shown to the public in the record’s history."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    proposal = forms.CharField(widget=forms.HiddenInput, required=False)
    begun = forms.CharField(widget=forms.HiddenInput, required=False)  # see merging

    about_the_save = (*PageForm.about_the_save, "reason", "proposal", "begun")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.asks_why():
            del self.fields["reason"], self.fields["proposal"]
        elif proposal := self.proposal_shown:
            self.initial |= {"proposal": str(proposal.pk), "reason": proposal.reason}

    def asks_why(self):
        return self.root.status == Status.PUBLISHED

    @property
    def proposal_shown(self):
        attempt = attempt_of(self.request)
        return attempt.proposal if attempt else None

    def clean(self):
        cleaned = super().clean()
        if "proposal" in self.fields and cleaned.get("proposal") != self.initial.get("proposal", ""):
            self.add_error(None, STALE)
        return cleaned


class ProposingAdmin(PageAdmin):
    """A page that shows somebody a public record or entry as he proposes it, and keeps nothing in the tables."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        draw = partial(super().changeform_view, request, object_id, form_url, extra_context)
        return self.draw_or_propose(request, object_id, draw)

    def draw_or_propose(self, request, object_id, draw):
        """The answer of an ordinary page; or that its save is kept as a proposal."""
        request.attempt = attempt = self.find_attempt(request, object_id)
        if attempt is None or (attempt.proposal is None and request.method != "POST"):
            return draw()
        keep_files(request)  # what is undone below would forget them
        try:
            with transaction.atomic():
                response = self.try_out(request, draw)
                return response if attempt.content is None else self.keep(request, attempt)
        except workflow.NotAllowed as refused:
            if IS_POPUP_VAR in request.POST:
                return self.close_popup(request, " ".join(map(str, refused.reasons)))
            refusals.tell(self, request, refused)
            return HttpResponseRedirect(self.address_after(attempt.proposal))

    def try_out(self, request, draw):
        """The answer of the ordinary page, drawn while the tables hold the proposal. Nothing of it stays in them."""
        attempt = request.attempt
        with transaction.atomic():
            subject = subjects.locked(attempt.row)
            if not subject.is_public:
                raise PermissionDenied
            attempt.proposal = self.own_proposals(request).of(subject.row).first()
            attempt.revision = subject.row.revision
            if attempt.proposal:
                apply(subject.row, json.loads(attempt.proposal.content))
                shown = rows_of(type(subject.row)).filter(pk=subject.row.pk)
                shown.update(revision=attempt.proposal.revision)
            response = draw()
            if hasattr(response, "render"):
                response.render()
            transaction.set_rollback(True)
        return response

    def find_attempt(self, request, object_id):
        may_propose = request.user.is_active and super().has_change_permission(request)
        if object_id is None or not may_propose or not workflow.proposes(request.user):
            return None
        own = self.own_proposals(request)
        row = super(PageAdmin, self).get_object(request, unquote(object_id))  # not locked yet: see try_out
        if row is None:  # it may stand in a proposal only
            found = (one for one in own.exclude(record=None) if object_id in ids_of_parts(one))
            return next((Attempt(proposal.record, proposal) for proposal in found), None)
        root = root_of(row)
        if not subjects.of(root).is_public or not self.may_work_on(root, request.user):
            return None
        return Attempt(root, own.of(root).first())

    def may_work_on(self, root, user):
        return rights.may_work_on(root, user)

    def own_proposals(self, request):
        """Those the user may go on with: one a record or entry."""
        own = rights.proposals_of(Proposal.objects.open(), request.user).filter(proposed_by=request.user)
        return own.select_related("record", "decided_by")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        attempt = attempt_of(request)
        context["attempt"] = attempt
        root = obj and root_of(obj)
        if root and subjects.of(root).is_public:
            shown = rights.proposals_of(Proposal.objects.open(), request.user)
            others = shown.of(root).select_related("record", "proposed_by")
            context["proposals"] = others.exclude(pk=attempt.proposal.pk) if attempt and attempt.proposal else others
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request, obj):
        """Nothing was changed by a proposal: what is said of it is said once it is kept."""
        return HttpResponse() if attempt_of(request) else super().response_change(request, obj)

    def keep(self, request, attempt):
        proposal = proposals.propose(attempt.row, attempt.content, request.user, attempt.reason)
        said, level = (KEPT, messages.SUCCESS) if proposal else (NOTHING, messages.WARNING)
        if IS_POPUP_VAR in request.POST:
            return self.close_popup(request, said)
        self.message_user(request, said, level)
        return HttpResponseRedirect(self.address_after(proposal))

    def close_popup(self, request, said):
        """Close the small window of a public entry or part: the form behind says this, and names it as before.

        The window of a part that only the proposal has stays open, and says it.
        """
        row = self.model._base_manager.filter(pk=request.resolver_match.kwargs["object_id"]).first()
        about = super().response_change(request, row).context_data if row else {}
        return TemplateResponse(request, "admin/popup_proposed.html", about | {"said": said})

    def address_after(self, proposal):
        if proposal is None:
            return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return reverse("admin:records_proposal_change", args=[proposal.pk])


def keep_files(request):
    """Store the files that came with a form. The form says so itself where one is not taken."""
    for file in request.FILES.values():
        if file.size <= kinds.LARGEST:
            try:
                store(file.name, file.read(), by=request.user)
            except ValidationError:
                continue


def ids_of_parts(proposal):
    """The ids of all parts in the content of a proposal, as addresses have them."""
    content = json.loads(proposal.content)
    return {str(id_of(path)) for path in paths(proposal.record.key, proposal.record.record_type, content)}
