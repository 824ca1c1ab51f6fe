"""Controlled words: cooperation areas, target groups, trades."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models.entries import Entry, Label, Slug
from tvet_portal.values.parts import Part


class CooperationArea(Entry):
    """A concept of the controlled tree (SKOS) by which records say what they are about."""

    class Branch(models.TextChoices):
        TOPIC = "topic", _("Topic")
        FORM = "form_of_activity", _("Form of activity")
        MODE = "mode", _("Mode")

    entry_type = "area"
    content_fields = ("key", "slug", "branch", "broader", "position", "label", "definition")
    content_parts = ("labels",)

    slug = models.SlugField(_("address"), max_length=160, unique=True)
    branch = models.CharField(_("branch"), max_length=20, choices=Branch)
    broader = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("broader"), null=True, blank=True, related_name="narrower"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("label in English"), max_length=160)
    definition = models.CharField(_("definition"), max_length=400, blank=True)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            models.CheckConstraint(
                name="area_not_broader_than_itself",
                condition=Q(broader__isnull=True) | ~Q(broader=F("id")),
                violation_error_message=_("An area cannot be broader than itself."),
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return f"/areas/{self.slug}/"


class AreaSlug(Slug):
    """An address an area has or had."""

    area = models.ForeignKey(CooperationArea, models.CASCADE, related_name="slugs")


class AreaLabel(Part, Label):
    """A word for a cooperation area in one language."""

    parent_field = "area"
    content_fields = ("language", "text", "kind", "is_checked", "source_address")

    area = models.ForeignKey(CooperationArea, models.CASCADE, related_name="labels", verbose_name=_("area"))

    class Meta:
        ordering = ("language", "-kind", "key")


class TargetGroup(Entry):
    """A kind of people or bodies that cooperation is for, or is done with."""

    entry_type = "target_group"
    content_fields = ("key", "position", "label", "definition")
    content_parts = ("labels",)

    position = models.PositiveSmallIntegerField(_("position"), default=0)
    label = models.CharField(_("label in English"), max_length=160)
    definition = models.CharField(_("definition"), max_length=400, blank=True)

    class Meta:
        ordering = ("position", "key")

    def __str__(self):
        return self.label


class TargetGroupLabel(Part, Label):
    """A word for a target group in one language."""

    parent_field = "target_group"
    content_fields = ("language", "text", "kind", "is_checked", "source_address")

    target_group = models.ForeignKey(TargetGroup, models.CASCADE, related_name="labels", verbose_name=_("target group"))

    class Meta:
        ordering = ("language", "-kind", "key")


class Trade(Entry):
    """An occupation or field of training as printed. A trade without a code is normal."""

    entry_type = "trade"
    content_fields = ("key", "text", "language", "isced_f", "isco")

    text = models.CharField(_("word as printed"), max_length=160)
    language = models.CharField(_("language"), max_length=12, default="en")
    isced_f = models.CharField(_("ISCED-F 2013"), max_length=4, blank=True)
    isco = models.CharField(_("ISCO-08"), max_length=4, blank=True)

    class Meta:
        ordering = ("text", "key")
        constraints = [
            models.CheckConstraint(
                name="trade_codes_are_digits",
                condition=Q(isced_f__regex=r"^[0-9]{0,4}$", isco__regex=r"^[0-9]{0,4}$"),
                violation_error_message=_("ISCED-F and ISCO codes are at most four digits."),
            ),
        ]

    def __str__(self):
        return self.text
