"""Proposals in the admin: those that wait, and the review of each beside what the public sees."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.read_only import ReadOnlyAdmin
from tvet_portal.records import content as contents
from tvet_portal.records import proposals, rights, subjects, workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.admin.parts import address_of
from tvet_portal.records.admin.tasks import WaitingFilter
from tvet_portal.records.models import Proposal
from tvet_portal.records.proposals import State
from tvet_portal.records.reviewing import decisions, parts_of

LONGEST = Proposal._meta.get_field("remark").max_length


class StateFilter(admin.SimpleListFilter):
    """By state; without a choice those that wait."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*State.choices, ("all", _("all"))]

    def choices(self, changelist):
        chosen = self.value() or State.WAITING
        for value, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: value})
            yield {"selected": value == chosen, "query_string": query, "display": label}

    def queryset(self, request, queryset):
        chosen = self.value() or State.WAITING
        return queryset if chosen == "all" else queryset.filter(state=chosen)


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Changes of public records and entries that wait for a publisher. They are made on the pages of these."""

    list_display = ("__str__", "proposed_by", "proposed_at", "state", "reason")
    list_filter = (WaitingFilter, StateFilter)
    list_select_related = ("record", "proposed_by")
    list_per_page = 50
    search_fields = ("record__title", "record__reference", "entry_name", "entry_key", "reason")
    actions = None

    def get_queryset(self, request):
        related = ("record", "started_from", "proposed_by", "decided_by")
        return rights.proposals_of(super().get_queryset(request).select_related(*related), request.user)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Proposals"), **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        proposal = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        if proposal is None or proposal.subject is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            return self.act(request, proposal)
        return TemplateResponse(request, "admin/proposal.html", self.review_context(request, proposal))

    def act(self, request, proposal):
        acts = {"accept": self.accept, "send_back": self.send_back, "take_back": self.take_back}
        act = acts.get(request.POST.get("act"))
        is_own = act == self.take_back and proposal.proposed_by == request.user
        if act is None or not (is_own or workflow.may_publish(request.user)):
            raise PermissionDenied
        try:
            self.message_user(request, act(request, proposal), messages.SUCCESS)
        except workflow.NotAllowed as refused:
            refusals.tell(self, request, refused)
        return HttpResponseRedirect(reverse("admin:records_proposal_change", args=[proposal.pk]))

    def accept(self, request, proposal):
        is_whole = proposals.accept(proposal, request.user, decisions(request.POST), request.POST.get("seen"))
        if not proposal.record_id:  # a record has a log of its own
            said = _("Accepted what %(who)s proposed: %(reason)s")
            said = said % {"who": proposal.proposed_by or "–", "reason": proposal.reason}
            admin.site.get_model_admin(type(proposal.subject)).log_change(request, proposal.subject, said)
        if is_whole:
            return _("It is public now.")
        return _("What you took is public now. The rest goes on waiting.")

    def send_back(self, request, proposal):
        proposals.send_back(proposal, request.user, request.POST.get("remark", "").strip()[:LONGEST])
        return _("It is sent back with your remark.")

    def take_back(self, request, proposal):
        proposals.take_back(proposal, request.user)
        return _("The proposal is taken back.")

    def review_context(self, request, proposal):
        is_open = proposal.state in (State.WAITING, State.SENT_BACK)
        row = proposal.subject
        review = proposals.review_of(proposal, contents.read(row)) if is_open else None
        waits = proposal.state == State.WAITING and workflow.may_publish(request.user)
        bar = proposals.why_not_alone(proposal, request.user) if waits else ""
        reviews = waits and not bar
        is_own = proposal.proposed_by == request.user
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Proposal: %(title)s") % {"title": proposal},
            "proposal": proposal,
            "row_address": address_of(row),
            "public_address": row.get_absolute_url() if hasattr(row, "get_absolute_url") else "",
            "review": review,
            "parts": parts_of(review) if review else [],
            "others": list(others(proposal, review)) if review else [],
            "reviews": reviews,
            "bar": bar,
            "may_accept": reviews and not review.obstacles and subjects.of(row).is_public,
            "may_take_back": is_open and is_own,
            "has_moved_on": is_open and has_moved_on(proposal, review),
        }


def has_moved_on(proposal, review):
    """Whether others have changed the record or entry since."""
    if proposal.record_id:
        return proposal.started_from.number != proposal.record.version_number
    return review.base != review.live


def others(proposal, review):
    """The other open proposals on the same record or entry, and what they change that this one changes, too."""
    names = {line["path"]: line["part"] for line in review.lines}
    rows = Proposal.objects.open().of(proposal.subject).exclude(pk=proposal.pk)
    for other in rows.select_related("record", "started_from", "proposed_by"):
        parts = proposals.review_of(other, review.live).parts
        yield {"proposal": other, "both": [name for path, name in names.items() if path in parts]}
