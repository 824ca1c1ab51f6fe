"""Forms that were sent after the session had ended: kept until their person has signed in again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptForm(models.Model):
    """What somebody typed into one page of the admin, and could not save. Nobody else ever reads it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="+")
    path = models.CharField(_("address"), max_length=400)
    body = models.TextField(_("what was typed"))
    kept_at = models.DateTimeField(_("kept at"), auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint("user", "path", name="kept_form_one_a_page")]

    def __str__(self):
        return self.path
