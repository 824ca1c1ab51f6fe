"""Second factors of others: what they have, and taking it away when the phone is lost."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from tvet_portal import audit


@transaction.atomic
def reset(user, by):
    """Take all second factors of a person away, recovery codes too. Their sessions end, and they set up a new one."""
    Authenticator.objects.filter(user=user).delete()
    audit.note("reset the second factor", by, account=user.get_username())


def described(user):
    """What a person signs in with besides the password, in words."""
    found = user.authenticator_set.exclude(type=Authenticator.Type.RECOVERY_CODES).order_by("pk")
    kinds = {Authenticator.Type.TOTP: _("an app on the phone"), Authenticator.Type.WEBAUTHN: _("a passkey")}
    return ", ".join(kinds[each.type] for each in found) or _("none")
