"""The parties of a public record in the admin: who was asked if the text is right, by which link, and what was said."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from tvet_portal.records import confirmations, workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.models import Confirmation
from tvet_portal.records.models.records import Status
from tvet_portal.records.page import RecordPage
from tvet_portal.records.page.standing import in_words
from tvet_portal.records.page.stored import approved_content

LONGEST = Confirmation._meta.get_field("addressee").max_length


class ConfirmationsMixin:
    """A page where publishers ask the parties of a record."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.confirmations_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_confirmations"
        return [path("<int:object_id>/confirmations/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["asks_parties"] = obj is not None and obj.status == Status.PUBLISHED
        return super().render_change_form(request, context, add, change, form_url, obj)

    def confirmations_view(self, request, object_id):
        record = self.get_object(request, str(object_id))
        if record is None or record.status != Status.PUBLISHED:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.method == "POST" and self.ask_or_take_back(request, record):
            return HttpResponseRedirect(request.path)
        return TemplateResponse(request, "admin/confirmations.html", self.confirmations_context(request, record))

    def ask_or_take_back(self, request, record):
        if not (workflow.may_publish(request.user) and self.has_change_permission(request, record)):
            raise PermissionDenied
        acts = {"ask": self.ask, "take_back": self.take_back}
        act = acts.get(request.POST.get("act"))
        if act is None:
            raise PermissionDenied
        try:
            self.message_user(request, act(request, record), messages.SUCCESS)
        except workflow.NotAllowed as refused:
            refusals.tell(self, request, refused)
            return False
        return True

    def ask(self, request, record):
        addressee, party = (request.POST.get(name, "").replace("\0", "").strip() for name in ("addressee", "party"))
        if len(addressee) > LONGEST:
            raise workflow.NotAllowed([_("Say it in %(number)d characters or fewer.") % {"number": LONGEST}])
        confirmations.ask(record, party, addressee, request.user)
        return _("The link is made. Send it to who answers for this party.")

    def take_back(self, request, record):
        asked = confirmations.waiting(record, request.POST.get("party", "").replace("\0", ""))
        if asked is None:
            raise workflow.NotAllowed([_("It is answered or taken back already.")])
        confirmations.take_back(asked, request.user)
        return _("The link leads nowhere any more.")

    def confirmations_context(self, request, record):
        version = confirmations.newest(record)
        page = RecordPage(record, approved_content(version), version=version)
        standings = confirmations.standings(record, version, page.content)
        asked = list(record.confirmations.select_related("asked_by", "version").defer("version__content"))
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What the parties say"),
            "record": record,
            "may_ask": workflow.may_publish(request.user) and self.has_change_permission(request, record),
            "longest": LONGEST,
            "parties": [
                {
                    "key": row["key"],
                    "name": page.points.actor(row)["name"],
                    "standing": in_words(standings.get(row["key"])),
                    "waiting": next((with_link(each) for each in of_party(asked, row) if is_waiting(each)), None),
                    "said": [each for each in of_party(asked, row) if not is_waiting(each)],
                    "typed": request.POST.get("addressee", "") if request.POST.get("party") == row["key"] else "",
                }
                for row in confirmations.parties(page.content)
            ],
        }


def of_party(asked, row):
    return [each for each in asked if each.party == row["key"]]


def is_waiting(asked):
    return not asked.answer and not asked.taken_back_at


def with_link(asked):
    asked.link, asked.is_open = confirmations.link(asked), confirmations.is_open(asked)
    return asked
