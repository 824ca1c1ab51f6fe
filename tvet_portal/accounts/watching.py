"""Who signs in, fails to, and goes; which second factors come and go: told to the audit."""

import ipaddress

from allauth.account import signals as of_accounts
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as of_factors
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from allauth.usersessions.signals import on_user_logged_in
from django.contrib.auth import get_user_model, signals
from django.core.exceptions import PermissionDenied

from tvet_portal import audit
from tvet_portal.accounts import sessions


def set_up():
    signals.user_logged_in.connect(sign_in, dispatch_uid="audit sign in")
    of_accounts.user_logged_in.disconnect(on_user_logged_in)  # it asks twice for each session there ever was
    of_accounts.user_logged_in.connect(list_session, dispatch_uid="list session")
    signals.user_logged_out.connect(sign_out, dispatch_uid="audit sign out")
    signals.user_login_failed.connect(fail, dispatch_uid="audit failed sign in")
    of_accounts.password_changed.connect(change_password, dispatch_uid="audit password")
    of_factors.authenticator_added.connect(add_factor, dispatch_uid="audit factor added")
    of_factors.authenticator_removed.connect(remove_factor, dispatch_uid="audit factor removed")
    of_factors.authenticator_reset.connect(renew_codes, dispatch_uid="audit codes")
    of_factors.authenticator_used.connect(use_factor, dispatch_uid="audit factor used")
    of_factors.authentication_failed.connect(fail_factor, dispatch_uid="audit factor failed")


def note(what, user, **more):
    """What somebody does with the own account."""
    audit.note(what, user, account=user.get_username(), **more)


def sign_in(sender, request, user, **kwargs):
    sessions.begin(request.session, user)
    note("sign in", user, network=network_of(request))


def list_session(sender, request, user, **kwargs):
    """Put the session on the list of its person, and take off those that are over."""
    alive = [each.pk for each in sessions.running(user)]
    UserSession.objects.filter(user=user).exclude(pk__in=alive).delete()
    UserSession.objects.create_from_request(request)


def sign_out(sender, request, user, **kwargs):
    if user:
        note("sign out", user)


def fail(sender, credentials, request=None, **kwargs):
    audit.note("fail to sign in", None, account=known(credentials), network=network_of(request))


def refuse_attempt(request, credentials):
    """Somebody has guessed too often."""
    audit.note("refuse to sign in", None, account=known(credentials), network=network_of(request))


def change_password(sender, request, user, **kwargs):
    note("change the own password", user)


def add_factor(sender, request, user, authenticator, **kwargs):
    note("add a second factor", user, kind=authenticator.type)


def remove_factor(sender, request, user, authenticator, **kwargs):
    note("remove a second factor", user, kind=authenticator.type)


def renew_codes(sender, request, user, **kwargs):
    note("renew recovery codes", user)


def use_factor(sender, request, user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        note("use a recovery code", user)


def fail_factor(sender, request, user, **kwargs):
    note("fail the second factor", user, network=network_of(request))


def known(credentials):
    """The name that was typed, if it is one of ours: people type their passwords there, too."""
    name = credentials.get("username", "")
    return name if get_user_model().objects.filter(username=name).exists() else ""


def network_of(request):
    """From which network somebody comes, not from which device: enough to see that it is a strange one."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (AttributeError, PermissionDenied, ValueError):
        return ""
    size = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network((address, size), strict=False))
