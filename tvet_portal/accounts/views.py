"""Pages of sign-in that differ from those of django-allauth."""

from allauth.account.views import LoginView, LogoutView
from allauth.core.internal import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.usersessions.views import ListUserSessionsView
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic.edit import FormView

from tvet_portal.accounts import watching
from tvet_portal.accounts.sessions import running

TOO_MANY, FIVE_MINUTES = "too_many_login_attempts", "300"


class SignIn(LoginView):
    """User name and password, or a passkey."""

    def form_invalid(self, form):
        return with_status(super().form_invalid(form), form)


class SecondFactor(AuthenticateView):
    """After the password: a code, or a passkey."""

    def form_invalid(self, form):
        if "credential" in form.fields:
            watching.fail_factor(None, self.request, self.stage.login.user)
        return with_status(super().form_invalid(form), form)


class SignInByPasskey(LoginWebAuthnView):
    """A passkey in place of both."""

    def get(self, request, *args, **kwargs):
        """The question to the device. It is kept in a session, so nobody may ask for thousands."""
        if not ratelimit.consume(request, app="allauth.mfa", action="webauthn_login", limit_get=True):
            return ratelimit.respond_429(request)
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form):
        watching.fail(None, {}, self.request)
        return super().form_invalid(form)


class SignOut(LogoutView):
    """Ends the session. Only a button does: a picture on a strange page must not."""


class Sessions(ListUserSessionsView):
    """Where somebody is signed in; a button ends all sessions but this one."""

    def get_context_data(self, **kwargs):
        sessions = running(self.request.user)
        return FormView.get_context_data(self, sessions=sessions, session_count=len(sessions), **kwargs)


def with_status(response, form):
    """429 where somebody has tried too often."""
    if any(form.has_error(name, TOO_MANY) for name in (*form.fields, NON_FIELD_ERRORS)):
        response.status_code, response["Retry-After"] = 429, FIVE_MINUTES
    return response


def nothing_here(request, rest):
    """Addresses of packages that are left out do not exist, also for those who are not signed in."""
    raise Http404


def sign_in_of_admin(request):
    """Where the admin sends those who have to sign in: to our page, and back to where they wanted to go."""
    if request.user.is_authenticated:
        raise PermissionDenied  # an account without the admin: signing in again would lead here again
    wanted, query = request.GET.get("next", ""), QueryDict(mutable=True)
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    query["next"] = wanted if wanted and is_here else reverse("admin:index")
    return redirect(f"{reverse('account_login')}?{query.urlencode(safe='/')}")
