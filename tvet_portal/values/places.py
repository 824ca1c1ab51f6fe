"""Places: where something was signed or held. A town cited is not a country's party."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """Venue, city, sub-national unit and country; each may be empty."""

    PLACE_FIELDS = ("venue", "city", "subdivision", "country")

    venue = models.CharField(_("venue"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    subdivision = models.CharField(
        _("province or state"), max_length=10, blank=True, help_text=_("ISO 3166-2 code, such as VN-22.")
    )
    country = models.ForeignKey(
        "directory.Country",
        models.PROTECT,
        verbose_name=_("country of the place"),
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True
