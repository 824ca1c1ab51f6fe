"""What is our own way in the sign-in of django-allauth."""

import base64
import hashlib
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tvet_portal.accounts import watching
from tvet_portal.accounts.sessions import SIGNED_IN_AT

RECENTLY = 5 * 60  # seconds


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: administrators make accounts. Only staff sign in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, then try again."),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
        "username_password_mismatch": _("The user name or the password is not right."),
        "enter_current_password": _("This is not your password of today."),
        "incorrect_password": _("The password is not right."),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            watching.refuse_attempt(request, credentials)
            raise

    def pre_login(self, request, user, **kwargs):
        if not (user.is_active and user.is_staff):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who has just signed in is not asked for the password again."""
        just_now = time.time() - self.request.session.get(SIGNED_IN_AT, 0) < RECENTLY
        return not just_now and super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors lie encrypted in the database: a copy of it lets nobody in."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or no longer. Wait for the next one, and type that."),
    }

    def get_totp_label(self, user):
        return user.get_username()

    def generate_authenticator_name(self, user, type):
        return _("Passkey %(number)d") % {"number": user.authenticator_set.filter(type=type).count() + 1}

    def encrypt(self, text):
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # another SECRET_KEY: no code fits, an administrator resets the second factor
            return generate_totp_secret()


def keys():
    """The keys made of SECRET_KEY, and of those before it."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"second factor {secret}".encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
