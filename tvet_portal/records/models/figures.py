"""Figures: reported numbers. They are never added up: two rows may count the same people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import Actor, actor_check
from tvet_portal.records.models.provisions import Provision
from tvet_portal.records.models.records import Record
from tvet_portal.values.fields import PartialDateField, QuantityField, partial_date_checks, quantity_checks
from tvet_portal.values.parts import Part


class Figure(Part):
    """A number or an amount of money that a source reports, with what it counts."""

    class Per(models.TextChoices):
        YEAR = "year", _("a year")
        EDITION = "edition", _("an edition")
        ITEM = "item", _("each")

    class Role(models.TextChoices):
        STATED = "stated", _("stated")
        TARGET = "target", _("target")
        MEETING_TARGET = "meeting_target", _("stated as meeting the target")

    content_fields = (
        "position", "value", "value_to", "value_qualifier", "unit", "currency", "counted", "per", "period",
        "period_as_printed", "role", "provision", "areas", "trades", "target_groups", "is_list_open", "covers",
        "is_highlight",
    )  # fmt: skip
    content_parts = ("actors",)

    record = models.ForeignKey(Record, models.CASCADE, related_name="figures", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    value = QuantityField(_("value"))
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("ISO 4217, such as VND."))
    counted = models.CharField(_("what is counted"), max_length=300)
    per = models.CharField(_("per"), max_length=20, choices=Per, blank=True)
    period = PartialDateField(_("period"), printed=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.STATED)
    provision = models.ForeignKey(
        Provision, models.CASCADE, verbose_name=_("of the point"), null=True, blank=True, related_name="figures"
    )
    areas = models.ManyToManyField(
        "directory.CooperationArea", verbose_name=_("areas"), blank=True, related_name="figures"
    )
    trades = models.ManyToManyField("directory.Trade", verbose_name=_("trades"), blank=True, related_name="figures")
    target_groups = models.ManyToManyField(
        "directory.TargetGroup", verbose_name=_("target groups"), blank=True, related_name="figures"
    )
    is_list_open = models.BooleanField(_("the list is open in the source"), default=False)
    covers = models.ManyToManyField(
        Record, verbose_name=_("records it covers"), blank=True, related_name="covered_in_figures"
    )
    is_highlight = models.BooleanField(_("shown on the home page"), default=False)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            *partial_date_checks("period"),
            *quantity_checks("value"),
            models.CheckConstraint(
                name="figure_has_a_number_or_says_dozens",
                condition=models.Q(value__isnull=False) | models.Q(value_qualifier="dozens_of"),
                violation_error_message=_("Give a number, or choose “dozens of”."),
            ),
        ]

    def __str__(self):
        return self.counted


class FigureActor(Part, Actor):
    """About whom a figure is: who gave, who received, whose people are counted."""

    class Role(models.TextChoices):
        ABOUT = "about", _("about")
        BY = "by", _("by")
        TO = "to", _("to")

    parent_field = "figure"
    content_fields = ("role", *Actor.ACTOR_FIELDS)

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="actors", verbose_name=_("figure"))
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        ordering = ("role", "key")
        constraints = [actor_check(name="figure_actor_is_exactly_one"), *quantity_checks("bodies")]
