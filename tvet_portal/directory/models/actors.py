"""Actor: wherever a record says "who"."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.values.fields import QuantityField


class Actor(models.Model):
    """Exactly one of country, country group, organisation, or a category in words; always the name as printed.

    A category ("policy makers", "member centres") may have a country and a count of bodies.
    """

    ACTOR_FIELDS = (
        "country", "group", "organisation", "category", "bodies", "bodies_to", "bodies_qualifier", "as_printed",
    )  # fmt: skip

    country = models.ForeignKey(
        "directory.Country", models.PROTECT, verbose_name=_("country"), null=True, blank=True, related_name="%(class)ss"
    )
    group = models.ForeignKey(
        "directory.CountryGroup", models.PROTECT, verbose_name=_("group of countries"), null=True, blank=True,
        related_name="%(class)ss",
    )  # fmt: skip
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, verbose_name=_("organisation"), null=True, blank=True,
        related_name="%(class)ss",
    )  # fmt: skip
    category = models.CharField(_("category in words"), max_length=250, blank=True)
    bodies = QuantityField(_("number of bodies"))
    as_printed = models.CharField(
        _("name as printed"), max_length=300, blank=True, help_text=_("Left empty: as the directory writes it.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.as_printed or str(self.organisation or self.country or self.group or self.category)


def actor_check(*, name, optional=False):
    """The constraint of an actor: exactly one thing (or, if optional, at most one), with a name as printed."""
    no_country, no_group, no_organisation = (Q(**{f"{f}__isnull": True}) for f in ("country", "group", "organisation"))
    one = (
        (~no_country & no_group & no_organisation & Q(category=""))
        | (no_country & ~no_group & no_organisation & Q(category=""))
        | (no_country & no_group & ~no_organisation & Q(category=""))
        | (no_group & no_organisation & ~Q(category=""))
    ) & ~Q(as_printed="")
    nobody = no_country & no_group & no_organisation & Q(category="", as_printed="")
    return models.CheckConstraint(
        name=name,
        condition=one | nobody if optional else one,
        violation_error_message=_(
            "Choose exactly one: a country, a group, an organisation, or a category in words (it may have a country)."
        ),
    )
