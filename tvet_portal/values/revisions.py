"""Edit numbers: several people may open a row, but nobody saves over an edit that he has not seen."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from psycopg2.errors import DeadlockDetected


class Revised(models.Model):
    """A row that counts its edits, those of its parts included."""

    revision = models.PositiveIntegerField(_("edit number"), default=0, editable=False)

    class Meta:
        abstract = True

    def count_edit(self):
        rows_of(type(self)).filter(pk=self.pk).update(revision=F("revision") + 1)


def lock(model, ids):
    """Let other savers of these rows wait until the transaction ends. Read the rows after it: they may be new."""
    list(rows_of(model).select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def is_deadlock(error):
    """Whether PostgreSQL ended a transaction because it and another waited for one another."""
    return isinstance(error.__cause__, DeadlockDetected)


def rows_of(model):
    """The rows of the table that counts: a record's own, whatever its type."""
    return model._meta.get_field("revision").model._base_manager.all()
