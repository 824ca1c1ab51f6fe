"""Duplicates suspected: the page on which they are looked at, two by two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from tvet_portal.records import merges, suspected, workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.admin.parts import address_of

SHOWN = 50
TITLES = {
    "organisation": _("Organisations that are perhaps one"),
    "person": _("People who are perhaps one"),
    "area": _("Areas of cooperation that are perhaps one"),
    "record": _("Records that are perhaps one"),
}


class Suspecting:
    """What is added to the pages of merges."""

    def get_urls(self):
        return [path("suspected/", self.admin_site.admin_view(self.suspected_view), name=ADDRESS), *super().get_urls()]

    def suspected_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self.take_back(request) if "again" in request.POST else self.say_apart(request)
            return HttpResponseRedirect(reverse(f"admin:{ADDRESS}"))
        kinds = [kind_of(of, suspected.suspected(of, request.user), request.user) for of in TITLES]
        context = {"title": _("Perhaps one"), "kinds": kinds, "may_answer": workflow.may_publish(request.user)}
        return self.answer(request, "admin/suspected.html", context)

    def say_apart(self, request):
        if not workflow.may_publish(request.user) or request.POST.get("of") not in TITLES:
            raise PermissionDenied
        try:
            suspected.say_apart(request.POST["of"], request.POST.getlist("key"), request.user)
        except workflow.NotAllowed as refused:
            refusals.tell(self, request, refused)
        else:
            self.message_user(request, _("They are two, and are not suspected again."), messages.SUCCESS)

    def take_back(self, request):
        again = request.POST["again"]
        if not workflow.may_publish(request.user) or not (again.isascii() and again.isdecimal()):
            raise PermissionDenied
        try:
            suspected.take_back(int(again), request.user)
        except workflow.NotAllowed as refused:
            refusals.tell(self, request, refused)
        else:
            self.message_user(request, _("What was said of these two is taken back."), messages.SUCCESS)


ADDRESS = "records_merge_suspected"


def kind_of(of, found, user):
    return {
        "of": of,
        "title": TITLES[of],
        "pairs": [pair(each, user) for each in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
        "answered": [
            {"pk": said.pk, "words": [words(one), words(other)], "by": said.said_by, "at": said.said_at}
            for said, one, other in suspected.answered(of, user)
        ],
    }


def pair(each, user):
    """Two rows with their pages, why they are suspected, and where they are merged."""
    both = (each.one, each.other)
    may_merge = each.of in merges.MODELS and user.has_perm(CHANGE.format(*label_of(each.one)))
    chosen = urlencode({"of": each.of, "gone": each.other.pk, "kept": each.one.pk})
    return {
        "both": [(address_of(row), words(row), notes(row)) for row in both],
        "keys": [row.key for row in both],
        "why": each.why,
        "merge": f"{reverse('admin:records_merge_add')}?{chosen}" if may_merge else "",
    }


CHANGE = "{}.change_{}"


def label_of(row):
    return row._meta.app_label, row._meta.model_name


def words(row):
    return getattr(row, "title", "") or str(row)


def notes(row):
    """What tells two rows of one name apart."""
    standing = row.get_status_display() if hasattr(row, "get_status_display") else waiting(row)
    return ", ".join(str(note) for note in (getattr(row, "country", None), row.key, standing) if note)


def waiting(entry):
    return "" if entry.approved_at else _("not public yet")
