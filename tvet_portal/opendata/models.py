"""What open data remembers: that something public changed."""

from django.db import models
from django.db.models import Count, Max
from django.utils.translation import gettext_lazy as _


class PublicChange(models.Model):
    """That something public changed, and when. How many there are tells whether a file would be the same again.

    Rows are only ever added, so that no change waits for another's row.
    """

    changed_at = models.DateTimeField(_("changed at"), auto_now_add=True)

    def __str__(self):
        return str(self.changed_at)

    @classmethod
    def state(cls):
        """What differs after every change."""
        return tuple(cls.objects.aggregate(number=Count("pk"), last=Max("changed_at")).values())


def follow(changes):
    """A follower of public changes (directory/followers.py)."""
    if changes:
        PublicChange.objects.create()
