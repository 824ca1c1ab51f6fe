"""Texts that were read for records, and the lines of them that somebody accepted into a draft."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """A source whose text was given to the portal. Not public: what is shown of it are the quotes of citations."""

    source = models.OneToOneField(
        "directory.Source", models.CASCADE, verbose_name=_("source"), related_name="reading", editable=False
    )
    text = models.OneToOneField(
        "directory.Upload", models.PROTECT, verbose_name=_("text"), related_name="+", editable=False
    )
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("begun by"),
        null=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        ordering = ("-begun_at", "-pk")
        verbose_name = _("text read for records")
        verbose_name_plural = _("texts read for records")

    def __str__(self):
        return str(self.source)


class AcceptedLine(models.Model):
    """A place in a text that stands in a draft: what it is of, and the part or field it became."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="lines")
    record = models.ForeignKey("records.Record", models.CASCADE, related_name="lines_of_texts")
    kind = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    target = models.CharField(max_length=300)

    class Meta:
        ordering = ("start", "pk")

    def __str__(self):
        return f"{self.kind} {self.start}-{self.end}: {self.target}"
