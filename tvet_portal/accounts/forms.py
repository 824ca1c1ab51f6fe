"""The forms of sign-in: a label above each field, nothing grey within it."""

from allauth.account import forms as of_accounts
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as of_factors
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as of_codes
from allauth.mfa.webauthn import forms as of_passkeys
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _


class Plain:
    """Fields in the look of the portal, with labels and help of ours."""

    labels = {}
    helps = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "input"


class SignIn(Plain, of_accounts.LoginForm):
    labels = {"login": _("User name")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class Confirm(Plain, of_accounts.ReauthenticateForm):
    """The password once more."""


class ChangePassword(Plain, of_accounts.ChangePasswordForm):
    labels = {
        "oldpassword": _("Your password of today"),
        "password1": _("The new password"),
        "password2": _("The new password again"),
    }
    helps = {"password1": _("12 characters or more; a few words together are easy to keep in mind.")}


class SetPassword(Plain, of_accounts.SetPasswordForm):
    labels = ChangePassword.labels
    helps = ChangePassword.helps


CODE = {"code": _("Code")}
DIGITS = {"inputmode": "numeric", "autocorrect": "off"}


class GoodOnce:
    """A code is taken once: it is right for a minute and a half, and somebody may have looked on."""

    def clean_code(self):
        code = super().clean_code()
        digits = "".join(filter(str.isalnum, code))
        if not cache.add(f"code-used-{self.user.pk}-{digits}", True, timeout=120):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactor(GoodOnce, Plain, of_factors.AuthenticateForm):
    labels = CODE
    helps = {"code": _("Six digits from the app on your phone, or one of your recovery codes.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= DIGITS


class ConfirmSecondFactor(SecondFactor, of_factors.ReauthenticateForm):
    """The second factor once more."""


class ActivateCodes(GoodOnce, Plain, of_codes.ActivateTOTPForm):
    labels = CODE
    helps = {"code": _("The six digits that the app shows now.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= DIGITS

    @property
    def key_in_groups(self):
        """The key as people type it, four letters at a time."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class DeactivateCodes(Plain, of_codes.DeactivateTOTPForm):
    """A question without fields."""


class AddPasskey(Plain, of_passkeys.AddWebAuthnForm):
    passwordless = None  # what can be a passkey becomes one
    labels = {"name": _("A name for it")}
    helps = {"name": _("Such as the device that holds it: “phone”, “key on my ring”.")}


class RenamePasskey(Plain, of_passkeys.EditWebAuthnForm):
    labels = AddPasskey.labels


class RenewRecoveryCodes(Plain, GenerateRecoveryCodesForm):
    """A question without fields."""
