"""The audit: who did what, and when. Lines are added, and swept when they are old; nobody changes one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditLine(models.Model):
    """One act of one person: written down with the act, and never changed."""

    at = models.DateTimeField(_("at"))
    who = models.CharField(_("who"), max_length=150, blank=True)  # the name: it stays when the account is gone
    what = models.CharField(_("what"), max_length=60)
    about = models.CharField(_("to what"), max_length=200, blank=True)
    more = models.JSONField(_("more"), default=dict, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("line of the audit")
        verbose_name_plural = _("audit")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["who", "-at", "-id"], name="audit_by_who"),
            models.Index(fields=["what", "-at", "-id"], name="audit_by_what"),
            models.Index(fields=["about", "-at", "-id"], name="audit_about"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.who or '–'}: {self.what}"
