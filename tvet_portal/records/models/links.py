"""Links between records, and translations of their texts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models.provisions import Provision
from tvet_portal.records.models.records import Record
from tvet_portal.values.parts import Part


class RecordLink(Part):
    """A record, or one point of it, is tied to another record, or a point of that."""

    class Role(models.TextChoices):
        SIGNED_AT = "signed_at", _("signed at")
        ADOPTED_AT = "adopted_at", _("adopted at")
        AMENDS = "amends", _("amends")
        RENEWS = "renews", _("renews")
        SUPERSEDES = "supersedes", _("supersedes")
        IMPLEMENTS = "implements", _("implements")
        FOLLOWS_UP = "follows_up", _("follows up")
        CONTINUES = "continues", _("continues")
        PART_OF = "part_of", _("part of")
        DEPENDS_ON = "depends_on", _("depends on")
        LED_TO = "led_to", _("led to")
        ESTABLISHED_BY = "established_by", _("established by")
        REPORTS_ON = "reports_on", _("reports on")
        REVIEWED_AT = "reviewed_at", _("reviewed at")

    content_fields = ("position", "role", "provision", "to_record", "to_provision", "note")

    record = models.ForeignKey(Record, models.CASCADE, related_name="links", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    provision = models.ForeignKey(
        Provision, models.CASCADE, verbose_name=_("point of this record"), null=True, blank=True, related_name="links"
    )
    to_record = models.ForeignKey(Record, models.PROTECT, verbose_name=_("to the record"), related_name="links_from")
    to_provision = models.ForeignKey(
        Provision, models.PROTECT, verbose_name=_("to its point"), null=True, blank=True, related_name="links_from"
    )
    note = models.CharField(_("note"), max_length=250, blank=True)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            models.CheckConstraint(
                name="record_link_leads_elsewhere",
                condition=~Q(record=F("to_record")) | Q(provision__isnull=False, to_provision__isnull=False)
                & ~Q(provision=F("to_provision")),
                violation_error_message=_("A record cannot be linked to itself; only one of its points to another."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_role_display()}: {self.to_record}"


class Translation(Part):
    """A text of a record in another language, by a person or a machine."""

    class By(models.TextChoices):
        PERSON = "person", _("a person")
        MACHINE = "machine", _("a machine")

    content_fields = ("target", "language", "text", "translated_by", "checked_by", "of_version")

    record = models.ForeignKey(Record, models.CASCADE, related_name="translations", verbose_name=_("record"))
    target = models.CharField(_("field"), max_length=300)
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("text"))
    translated_by = models.CharField(_("translated by"), max_length=20, choices=By)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)
    of_version = models.PositiveIntegerField(_("of version"), null=True, blank=True)

    class Meta:
        ordering = ("target", "language", "key")
        constraints = [
            models.UniqueConstraint(
                "record", "target", "language", name="translation_once_a_language",
                violation_error_message=_("This field already has a translation in this language."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.target} ({self.language})"
