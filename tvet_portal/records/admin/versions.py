"""The versions of a record in the admin: each beside what the record says today, and what a publisher does with it."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from tvet_portal.records import content as contents
from tvet_portal.records import versions, workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.admin.proposing import KEPT
from tvet_portal.records.admin.steps import SEEN_OTHERWISE
from tvet_portal.records.applying import fit
from tvet_portal.records.models import RecordVersion
from tvet_portal.records.models.records import Status
from tvet_portal.records.page.changes import Changes
from tvet_portal.records.page.names import Names

ACTS = {
    "roll_back": (versions.roll_back, _("It is the content of the record again, as a new version.")),
    "withhold": (versions.withhold, _("The version is withheld.")),
}


class VersionsMixin:
    """The history of a record with its public versions, and a page for each of them."""

    object_history_template = "admin/record_history.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.version_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_version"
        return [path("<int:object_id>/history/<int:number>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        held = RecordVersion.objects.filter(record=record and record.pk).defer("content")
        own = {"versions": held.select_related("approved_by", "withheld_by")}
        return super().history_view(request, object_id, own | (extra_context or {}))

    def version_view(self, request, object_id, number):
        record = self.get_object(request, str(object_id))
        found = RecordVersion.objects.filter(record=record and record.pk, number=number)
        version = found.select_related("approved_by", "withheld_by").first()
        if version is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST" and self.act(request, record, number):
            page = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
            return HttpResponseRedirect(reverse(page, args=[object_id]))
        return TemplateResponse(request, "admin/record_version.html", self.version_context(request, record, version))

    def act(self, request, record, number):
        """What a publisher asked for is done, or he is told why not."""
        function, done = ACTS.get(request.POST.get("act"), (None, ""))
        if function is None or not workflow.may_publish(request.user):
            raise PermissionDenied
        reason = request.POST.get("reason", "").strip()[: RecordVersion._meta.get_field("withheld_reason").max_length]
        if request.POST.get("revision") != str(record.revision):
            self.message_user(request, SEEN_OTHERWISE, messages.ERROR)
            return False
        try:
            proposal = function(record, number, request.user, reason)
        except workflow.NotAllowed as refused:
            refusals.tell(self, request, refused)
            return False
        self.message_user(request, KEPT if proposal else done, messages.SUCCESS)
        return True

    def version_context(self, request, record, version):
        is_shown = not version.withheld_at
        content = versions.restorable(record, version) if is_shown else {}
        obstacles = fit(self.get_object(request, str(record.pk)), content)[1] if is_shown else []
        is_earlier = version.number != record.version_number
        may_act = is_shown and is_earlier and workflow.may_publish(request.user)
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Version %(number)d") % {"number": version.number},
            "record": record,
            "version": version,
            "obstacles": obstacles,
            "lines": self.lines(contents.read(record), content) if is_shown and not obstacles else [],
            "is_newest": not is_earlier,
            "may_act": may_act,
            "may_roll_back": may_act and not obstacles and record.status == Status.PUBLISHED,
            "typed": request.POST.get("reason", ""),
        }

    def lines(self, today, content):
        return Changes(self.model, Names(self.model, today, content)).lines(today, content)
