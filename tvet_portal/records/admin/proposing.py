"""A save of a public record that somebody else approves: done as any save, taken down, undone, kept as a proposal."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import root_of
from tvet_portal.directory.admin.entries import PageAdmin
from tvet_portal.directory.files import kinds
from tvet_portal.directory.files.storing import store
from tvet_portal.records import proposals, rights, workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.applying import apply
from tvet_portal.records.content.walking import paths
from tvet_portal.records.models import Proposal, Record
from tvet_portal.records.models.records import Status
from tvet_portal.values.parts import id_of

KEPT = _("Your proposal is kept. The public goes on seeing the approved version until a publisher accepts it.")
NOTHING = _("What you saved is what the public sees already: there is nothing to propose.")


@dataclass
class Attempt:
    """What one request would make of a public record: the proposal it goes on with, the content it comes to."""

    record: Record
    proposal: Proposal | None
    content: dict | None = None
    reason: str = ""
    is_trial: bool = False  # of a draft: nothing is proposed, it is only asked what would be saved
    revision: int | None = None  # of the record itself, while the form shows that of the proposal


def attempt_of(request):
    """The attempt of a request by somebody who may only propose; None where a save is a save."""
    return getattr(request, "attempt", None)


class ProposingAdmin(PageAdmin):
    """A page that shows somebody a public record as he proposes it, and keeps nothing in the tables."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        request.attempt = attempt = self.find_attempt(request, object_id)
        if attempt is None or (attempt.proposal is None and request.method != "POST"):
            return super().changeform_view(request, object_id, form_url, extra_context)
        keep_files(request)  # what is undone below would forget them
        try:
            with transaction.atomic():
                response = self.try_out(request, object_id, form_url, extra_context)
                return response if attempt.content is None else self.keep(request, attempt)
        except workflow.NotAllowed as refused:
            refusals.tell(self, request, refused)
            return HttpResponseRedirect(self.address_after(attempt.proposal))

    def try_out(self, request, object_id, form_url, extra_context):
        """The answer of the ordinary page, drawn while the tables hold the proposal. Nothing of it stays in them."""
        attempt = request.attempt
        with transaction.atomic():
            record = workflow.locked(attempt.record)
            if record.status != Status.PUBLISHED:
                raise PermissionDenied
            attempt.proposal = self.own_proposals(request).filter(record=record.pk).first()
            attempt.revision = record.revision
            if attempt.proposal:
                apply(record, json.loads(attempt.proposal.content))
                Record.objects.filter(pk=record.pk).update(revision=attempt.proposal.revision)
            response = super().changeform_view(request, object_id, form_url, extra_context)
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
            found = (one for one in own if object_id in ids_of_parts(one))
            return next((Attempt(proposal.record, proposal) for proposal in found), None)
        record = root_of(row)
        if record.status != Status.PUBLISHED or not rights.may_work_on(record, request.user):
            return None
        return Attempt(record, own.filter(record=record.pk).first())

    def own_proposals(self, request):
        """Those the user may go on with: one a record."""
        records = rights.workable(Record.objects.published(), request.user)
        own = Proposal.objects.open().filter(proposed_by=request.user, record__in=records)
        return own.select_related("record", "decided_by")

    def response_change(self, request, obj):
        """Nothing was changed by a proposal: what is said of it is said once it is kept."""
        return HttpResponse() if attempt_of(request) else super().response_change(request, obj)

    def keep(self, request, attempt):
        proposal = proposals.propose(attempt.record, attempt.content, request.user, attempt.reason)
        if proposal:
            self.message_user(request, KEPT, messages.SUCCESS)
        else:
            self.message_user(request, NOTHING, messages.WARNING)
        return HttpResponseRedirect(self.address_after(proposal))

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
