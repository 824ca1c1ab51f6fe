"""Nothing typed is lost when a session ends: the form is kept, and shown again to whom it belongs after he signs in.

Whose it is says a signed cookie that a browser has kept since he last opened a page of the admin: a stranger, who has
none, can keep nothing here.
"""

import copy
from datetime import timedelta

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tvet_portal.directory.models import KeptForm

ADMIN, FORMS = "/admin/", ("/add/", "/change/")
COOKIE, SALT = "editor", "tvet_portal.directory.kept_forms"
LASTS = timedelta(days=7)  # of the cookie, and of what is kept
FRESH = "fresh"  # the parameter by which somebody lets go of what is kept


class KeptFormsMiddleware:
    """Keeps a form that is sent without a session. The admin then asks to sign in, and leads back to the page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_form(request) and request.user.is_authenticated and editor_of(request) != str(request.user.pk):
            response.set_signed_cookie(
                COOKIE, request.user.pk, salt=SALT, max_age=LASTS, path=ADMIN, httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response

    def process_view(self, request, view, args, kwargs):
        """Here, and not before: the token against forged requests has been looked at by now."""
        if request.method != "POST" or not is_form(request):
            return
        if request.user.is_authenticated:
            KeptForm.objects.filter(user=request.user, path=request.path).delete()
        elif editor := editor_of(request):
            keep(editor, request)


def is_form(request):
    return request.path.startswith(ADMIN) and request.path.endswith(FORMS)


def editor_of(request):
    """The id of who last opened a page of the admin in this browser, as a text; None if nobody did lately."""
    return request.get_signed_cookie(COOKIE, None, salt=SALT, max_age=LASTS)


def keep(editor, request):
    KeptForm.objects.filter(kept_at__lt=timezone.now() - LASTS).delete()
    user = KeptForm._meta.get_field("user").related_model.objects.filter(pk=editor, is_active=True).first()
    if user:
        body = request.POST.urlencode()
        KeptForm.objects.update_or_create(user=user, path=request.path, defaults={"body": body})


def typed(request):
    """The request of a page as if its form was sent again, with a sentence that stops it from being saved.

    None where nothing is kept for this person and page, or where he lets go of it.
    """
    if request.method != "GET":
        return None
    kept = KeptForm.objects.filter(user=request.user.pk, path=request.path)
    if FRESH in request.GET:
        kept.delete()
        return None
    found = kept.first()
    if found is None:
        return None
    again = copy.copy(request)
    again.method, again._post, again._files = "POST", QueryDict(found.body, mutable=True), MultiValueDict()
    again._dont_enforce_csrf_checks = True  # nothing is saved
    again.refusals = [sentence()]
    return again


def sentence():
    said = _(
        "Your session had ended when you saved. What you typed stands below, and nothing of it is saved yet: look at "
        "it, choose files again, then save."
    )
    return format_html('{} <a href="?{}">{}</a>', said, FRESH, _("Let go of it"))
