"""One table of entries, and what they are linked to."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Named(models.Model):
    key = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=250)

    class Meta:
        abstract = True
        ordering = ("name",)

    def __str__(self):
        return self.name


class Country(Named):
    pass


class Area(Named):
    pass


class Organisation(Named):
    pass


class Source(Named):
    pass


class Entry(models.Model):
    """An agreement, an event or a qualification."""

    kind = models.CharField(max_length=30, db_index=True)
    reference = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    summary = models.TextField()
    language = models.CharField(max_length=12)
    date = models.DateField(null=True)
    from_date = models.DateField(null=True)
    until_date = models.DateField(null=True)
    checked = models.DateField(null=True)
    source = models.ForeignKey(Source, models.PROTECT)
    countries = models.ManyToManyField(Country)
    areas = models.ManyToManyField(Area)
    organisations = models.ManyToManyField(Organisation)
    search = SearchVectorField()

    class Meta:
        ordering = ("-date", "-pk")
        indexes = [
            GinIndex(fields=["search"], name="plain_search"),
            models.Index(fields=["-date", "-id"], name="plain_newest"),
        ]

    def __str__(self):
        return self.title


class Point(models.Model):
    """A paragraph of an entry, and what it is about."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    areas = models.ManyToManyField(Area)

    class Meta:
        ordering = ("position",)

    def __str__(self):
        return self.text[:80]
