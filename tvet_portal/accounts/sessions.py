"""When a session ends: after twelve hours, and as soon as the rights or the second factor of its person change."""

import time

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.db.models import CharField, Value
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.accounts.sending_again import ADMIN, OWN, held
from tvet_portal.directory.models import CountryLimit

SIGNED_IN_AT, RIGHTS = "signed_in_at", "rights"
SECOND_FACTORS = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}


class SessionMiddleware:
    """Ends sessions that are over, and lets staff without a second factor do nothing but set one up.

    It looks at who asks only where a request has a session: pages of visitors stay the same for everybody.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not is_signed_in(request):
            return self.answer(request)
        rights = rights_of(request.user)
        reason = why_ended(request.session, rights)
        if reason:
            audit.note("session ended", request.user, account=request.user.get_username(), reason=reason)
            request.session.flush()
            request.user = AnonymousUser()
            messages.warning(request, reason)
        elif lacks_second_factor(request.user, rights):
            request.lacks_second_factor = True
            if not request.path.startswith(ADMIN):
                request.user = AnonymousUser()  # there, a visitor like any other
            elif not is_allowed_without(request.path):
                return redirect("mfa_index")
        return self.answer(request)

    def answer(self, request):
        is_lost = request.method == "POST" and request.path.startswith(ADMIN) and not request.user.is_authenticated
        response = (held(request) if is_lost else None) or self.get_response(request)
        if request.path.startswith(ADMIN):
            add_never_cache_headers(response)
            if request.method == "POST" and request.path.startswith(OWN) and request.user.is_authenticated:
                keep_rights(request.session, request.user)  # what one changes oneself ends the other sessions only
            is_refusal = response.status_code == 403 and not hasattr(response, "is_too_old")
            if is_refusal and request.user.is_authenticated:
                audit.note("refuse", request.user, path=request.path, method=request.method)
        return response


def is_signed_in(request):
    """Whether somebody is signed in; without a database nobody is, and its outage is told further in."""
    try:
        return request.user.is_authenticated
    except (OperationalError, ProgrammingError, InterfaceError):
        request.user = AnonymousUser()
        return False


def begin(session, user):
    """Note when a session began, and with which rights."""
    session[SIGNED_IN_AT] = int(time.time())
    keep_rights(session, user)


def keep_rights(session, user):
    session[RIGHTS] = digest(rights_of(user))


def rights_of(user):
    """What a person may do, where, and signs in with, as pairs: groups, countries, second factors."""
    groups = user.groups.order_by().annotate(what=named("group")).values_list("what", "pk")
    limits = CountryLimit.objects.filter(user=user)
    countries = limits.annotate(what=named("country")).values_list("what", "countries")
    factors = Authenticator.objects.filter(user=user).values_list("type", "pk")
    return {("staff", user.is_staff), ("superuser", user.is_superuser), *groups.union(countries, factors)}


def named(what):
    return Value(what, output_field=CharField())


def digest(rights):
    return salted_hmac("tvet_portal.accounts.rights", repr(sorted(rights, key=str))).hexdigest()


def why_ended(session, rights):
    """Why a session is over, in a sentence; nothing while it is not."""
    if time.time() - session.get(SIGNED_IN_AT, 0) > settings.SESSION_COOKIE_AGE:
        return _("Your session ended after twelve hours. Sign in again.")
    if session.get(RIGHTS) != digest(rights):
        return _("Your rights or your second factor have changed. Sign in again.")
    return ""


def running(user):
    """The sessions that a person could go on with, oldest first."""
    rights = rights_of(user)
    began = {each.session_key: each for each in UserSession.objects.filter(user=user).order_by("created_at")}
    kept = {row.pk: row.get_decoded() for row in Session.objects.filter(pk__in=began, expire_date__gt=timezone.now())}
    return [each for key, each in began.items() if key in kept and is_running(kept[key], user, rights)]


def is_running(session, user, rights):
    return session.get(HASH_SESSION_KEY) == user.get_session_auth_hash() and not why_ended(session, rights)


def lacks_second_factor(user, rights):
    return settings.SECOND_FACTOR_REQUIRED and user.is_staff and not SECOND_FACTORS & {what for what, _pk in rights}


def is_allowed_without(path):
    """Whether an address serves to set up a second factor, or to go."""
    names = ("account_logout", "account_reauthenticate", "admin:logout")
    return path.startswith(reverse("mfa_index")) or path in {reverse(name) for name in names}
