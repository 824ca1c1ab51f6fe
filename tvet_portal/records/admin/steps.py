"""The steps of a record towards the public, each a POST through records/workflow.py."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tvet_portal.records import workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.models import Record, StatusChange
from tvet_portal.records.models.records import Status

SEEN_OTHERWISE = _(
    "Somebody has saved this record since you opened it. Nothing was done: look at it as it is now, then try again."
)


@dataclass(frozen=True)
class Step:
    """A button of the form: from which status it leads, what it says, whether it asks for a reason."""

    name: str
    label: str
    statuses: tuple
    done: str
    asks: str = ""  # the label of the reason, where one is needed
    publisher: bool = True


STEPS = [
    Step("submit", _("Hand to review"), (Status.DRAFT,), _("It is now in review."), publisher=False),
    Step("publish", _("Publish"), (Status.DRAFT, Status.IN_REVIEW), _("It is now public.")),
    Step("publish", _("Publish again"), (Status.WITHDRAWN,), _("It is public again."), asks=_("Why it returns")),
    Step(
        "send_back", _("Send back to draft"), (Status.IN_REVIEW,), _("It is a draft again."), asks=_("What to change")
    ),
    Step("withdraw", _("Withdraw"), (Status.PUBLISHED,), _("It is withdrawn: the public sees why."), asks=_("Why")),
]


def steps_for(record, user):
    """The steps somebody can take, and why a publisher cannot publish it himself."""
    steps = [step for step in STEPS if record.status in step.statuses and is_allowed(step, user)]
    bar = workflow.why_not_alone(record, user) if any(step.name == "publish" for step in steps) else ""
    return [step for step in steps if not (bar and step.name == "publish")], bar


def is_allowed(step, user):
    return workflow.may_publish(user) or not step.publisher


def take(step, record, by, reason):
    if step.name == "submit":
        workflow.submit(record, by)
    else:
        getattr(workflow, step.name)(record, by, reason)


class StepsMixin:
    """The address that takes the steps, and what the form shows of them."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.step_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_step"
        return [path("<int:object_id>/step/", view, name=name), *super().get_urls()]

    def step_view(self, request, object_id):
        with transaction.atomic():
            record = self.get_object(request, str(object_id))
            if record is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
            steps = [step for step in STEPS if step.name == request.POST.get("step") and is_allowed(step, request.user)]
            if not steps or not self.has_change_permission(request, record):
                raise PermissionDenied
            self.try_step(request, steps, record)
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[object_id]))

    def try_step(self, request, steps, record):
        reason = request.POST.get("reason", "").strip()
        step = next((each for each in steps if record.status in each.statuses), None)
        if step is None or request.POST.get("revision") != str(record.revision):
            self.message_user(request, SEEN_OTHERWISE, messages.ERROR)
        elif step.asks and not reason:
            self.message_user(request, _("Fill in “%(label)s”.") % {"label": step.asks}, messages.ERROR)
        elif len(reason) > Record._meta.get_field("withdrawn_reason").max_length:
            self.message_user(request, _("Say it in 400 characters or fewer."), messages.ERROR)
        else:
            try:
                take(step, record, request.user, reason)
            except workflow.NotAllowed as refused:
                refusals.tell(self, request, refused)
            else:
                self.message_user(request, step.done, messages.SUCCESS)

    def log_of(self, record):
        return StatusChange.objects.filter(record=record.pk).select_related("changed_by")[:20]
