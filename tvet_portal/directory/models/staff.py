"""Staff: the countries somebody's work is limited to, and who wrote what nobody has approved since."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CountryLimit(models.Model):
    """The countries that somebody's work is limited to. Staff without such a row work on everything."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="country_limit", verbose_name=_("user")
    )
    countries = models.ManyToManyField(
        "directory.Country",
        verbose_name=_("countries"),
        related_name="+",
        help_text=_("Records in which one of them is a party or takes part, and directory entries of them."),
    )

    class Meta:
        verbose_name = _("limit to countries")
        verbose_name_plural = _("limit to countries: without one, somebody works on everything")

    def __str__(self):
        return str(self.user)


class Writing(models.Model):
    """Somebody wrote in a record or entry what nobody has approved yet. Approval ends it."""

    path = models.CharField(_("path"), max_length=200)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("written by"), related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint("path", "written_by", name="writing_once_a_person")]

    def __str__(self):
        return f"{self.path}: {self.written_by}"
