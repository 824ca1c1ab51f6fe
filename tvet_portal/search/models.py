"""What search remembers: one row a public record or directory entry, and how far the rows have come."""

import uuid

from django.db import connection, models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """What search knows of one public record or directory entry. A copy: the truth is in the tables it was made from.

    A retired entry stays as an empty row that is not public, so that every node's index learns of it.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    type = models.CharField(_("type"), max_length=30)
    is_public = models.BooleanField(_("public"), default=True)
    stamp = models.PositiveBigIntegerField(_("written at this count"), db_index=True)

    title = models.CharField(_("title"), max_length=500, blank=True)
    reference = models.CharField(_("reference"), max_length=20, blank=True)
    url = models.CharField(_("address"), max_length=300, blank=True)
    kind = models.CharField(_("kind in words"), max_length=160, blank=True)
    date = models.CharField(_("date"), max_length=64, blank=True)
    first_day = models.DateField(_("day it is sorted by"), null=True, blank=True)
    text = models.TextField(_("text a part of which is shown"), blank=True)
    places = models.JSONField(_("where each line of the text stands on the page"), default=list)

    countries = models.JSONField(_("countries"), default=list)
    areas = models.JSONField(_("areas"), default=list)
    organisations = models.JSONField(_("organisations"), default=list)
    years = models.JSONField(_("years"), default=list)
    languages = models.JSONField(_("languages of the original"), default=list)
    states = models.JSONField(_("states, each with the day since when: a text, empty if always"), default=list)
    changes_from = models.DateField(_("first day another state begins"), null=True, blank=True, db_index=True)
    changes_until = models.DateField(_("last day another state begins"), null=True, blank=True)
    has_document = models.BooleanField(_("has a document that can be read"), default=False)

    # What lists are narrowed and ordered by; of a body only its kind.
    record = models.PositiveBigIntegerField(_("primary key of the record"), null=True, blank=True)
    kind_code = models.CharField(_("kind as stored"), max_length=40, blank=True)
    level = models.CharField(_("level as derived"), max_length=20, blank=True)
    bodies = models.JSONField(_("organisations that take part"), default=list)
    home_countries = models.JSONField(_("countries that take part, themselves or through a body"), default=list)
    listed_first = models.DateField(_("first day of the date of its list"), null=True, blank=True)
    listed_last = models.DateField(_("last day of the date of its list"), null=True, blank=True)

    names = models.JSONField(_("names it may be found by, each with its language"), default=list)
    called = models.JSONField(_("its names, each as words"), default=list)
    title_words = models.TextField(_("words of its titles"), blank=True)
    name_words = models.TextField(_("words of names in it"), blank=True)
    kin_words = models.TextField(_("words of names of bodies above and after those in it"), blank=True)
    body_words = models.TextField(_("words of its texts"), blank=True)

    class Meta:
        verbose_name_plural = _("search entries")

    def __str__(self):
        return self.key


class SearchMention(models.Model):
    """An entry holds the names of a directory entry, so a changed name changes its words."""

    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="mentions")
    key = models.CharField(_("key of the directory entry"), max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("entry", "key", name="search_mention_once")]

    def __str__(self):
        return f"{self.entry_id}: {self.key}"


class SearchCounter(models.Model):
    """How often entries were written: one row. An index that has reached a lower count is behind.

    `epoch` says which database this is: an index of another one is thrown away.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    value = models.PositiveBigIntegerField(_("count"), default=0)
    epoch = models.UUIDField(_("epoch"), default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(name="search_counter_is_one_row", condition=models.Q(id=1))]

    def __str__(self):
        return str(self.value)

    @classmethod
    def bump(cls):
        """The next count. Whoever bumps holds the row until the transaction ends, so counts become public in order."""
        if not cls.objects.filter(id=1).update(value=F("value") + 1):
            cls.objects.bulk_create([cls(id=1)], ignore_conflicts=True)
            cls.objects.filter(id=1).update(value=F("value") + 1)
        return cls.objects.get(id=1).value

    @classmethod
    def now(cls):
        """The counter that this transaction sees. Every search asks: a queryset would take three times as long."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT value, epoch FROM {cls._meta.db_table} WHERE id = 1")
            value, epoch = cursor.fetchone() or (0, uuid.UUID(int=0))
        return cls(value=value, epoch=uuid.UUID(str(epoch)))
