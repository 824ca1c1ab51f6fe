"""Merges: two entries of the directory that turned out to be one; and those that turned out to be two."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

WHO = {"on_delete": models.SET_NULL, "null": True, "blank": True, "editable": False, "related_name": "+"}


class Merge(models.Model):
    """An entry is another one: asked for, done by who may publish, and undone by what is written down here.

    The entry that goes stays as a row that points on, so that its key, its address and old versions lead to the other.
    """

    entry_type = models.CharField(_("type"), max_length=30)
    gone = models.CharField(_("entry that goes"), max_length=120)
    kept = models.CharField(_("entry that stays"), max_length=120)
    reason = models.CharField(_("why"), max_length=400)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("asked for by"), **WHO)
    asked_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("done by"), **WHO)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("undone by"), **WHO)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)
    moves = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self):
        return f"{self.gone} → {self.kept}"


class Apart(models.Model):
    """Somebody has looked at two entries, or records, that seemed to be one: they are two. It is not asked again."""

    of = models.CharField(_("type"), max_length=30)
    one = models.CharField(_("one"), max_length=200)
    other = models.CharField(_("the other"), max_length=200)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("said by"), **WHO)
    said_at = models.DateTimeField(_("said at"), auto_now_add=True)

    class Meta:
        ordering = ("-said_at", "-pk")
        constraints = [models.UniqueConstraint(fields=["of", "one", "other"], name="apart_is_said_once")]

    def __str__(self):
        return f"{self.one} ≠ {self.other}"

    @classmethod
    def pairs(cls, of):
        """The keys of all pairs of a type."""
        return {frozenset(pair) for pair in cls.objects.filter(of=of).order_by().values_list("one", "other")}
