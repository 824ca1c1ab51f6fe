"""What was approved, and every step on the way there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models.records import Record, RecordType, Status


class RecordVersion(models.Model):
    """The content of a record at one approval: canonical JSON as text, never rewritten.

    Text, because PostgreSQL's jsonb reorders keys and the hash would not match. A withheld one stays as proof of what
    was approved, and nobody is shown it.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="approved_versions", verbose_name=_("record"))
    number = models.PositiveIntegerField(_("number"))
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    schema = models.PositiveSmallIntegerField(_("schema number"))
    reason = models.CharField(_("reason"), max_length=400)
    role = models.CharField(_("role of who approved it"), max_length=60)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("approved by"), null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"))
    withheld_at = models.DateTimeField(_("withheld at"), null=True, blank=True)
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("withheld by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    withheld_reason = models.CharField(_("reason of withholding"), max_length=400, blank=True)

    class Meta:
        ordering = ("record", "-number")
        constraints = [
            models.UniqueConstraint("record", "number", name="record_version_number_once"),
            models.CheckConstraint(
                name="record_version_withheld_says_why",
                condition=Q(withheld_at__isnull=True) | ~Q(withheld_reason=""),
                violation_error_message=_("Say why the version is withheld."),
            ),
        ]

    def __str__(self):
        return f"{self.record} {self.number}"


class StatusChange(models.Model):
    """One step of a record: who moved it, when, from where to where, and why."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="status_changes", verbose_name=_("record"))
    from_status = models.CharField(_("from"), max_length=20, choices=Status)
    to_status = models.CharField(_("to"), max_length=20, choices=Status)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("changed by"), null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"))
    is_self_approval = models.BooleanField(_("approved by its own writer"), default=False)

    class Meta:
        ordering = ("-changed_at", "-id")

    def __str__(self):
        return f"{self.from_status} → {self.to_status}"


class ReferenceCounter(models.Model):
    """The last reference minted for a record type."""

    record_type = models.CharField(_("record type"), max_length=30, choices=RecordType, unique=True)
    last = models.PositiveIntegerField(_("last number"), default=0)

    def __str__(self):
        return f"{self.record_type}: {self.last}"
