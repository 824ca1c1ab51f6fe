"""What `manage.py check --deploy` says of sign-in."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


def second_factor(app_configs, **kwargs):
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    return [
        Warning(
            "Staff can sign in with a password alone.",
            hint="Set SECOND_FACTOR_REQUIRED=1: a stolen password is then not enough.",
            id="accounts.W001",
        )
    ]


def set_up():
    register(second_factor, Tags.security, deploy=True)
