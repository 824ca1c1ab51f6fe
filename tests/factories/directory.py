"""Entries of the directory. Not approved unless `approved=True`."""

import factory
from django.utils import timezone

from tvet_portal.directory.models import (
    CooperationArea,
    Country,
    CountryGroup,
    Organisation,
    Person,
    Source,
    TargetGroup,
    Trade,
)


class EntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    class Params:
        approved = factory.Trait(approved_at=factory.LazyFunction(timezone.now))


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NAMED = {"KH", "KR", "LA", "NO", "TH", "VN", "XA"}  # codes that tests ask for: no other country gets one by chance
CODES = [code for code in (first + second for first in LETTERS for second in LETTERS) if code not in NAMED]


class CountryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ("iso2",)

    iso2 = factory.Sequence(lambda n: CODES[n % len(CODES)])
    iso3 = factory.LazyAttribute(lambda country: f"{country.iso2}X")
    name = factory.LazyAttribute(lambda country: f"Country {country.iso2}")


class OrganisationFactory(EntryFactory):
    class Meta:
        model = Organisation

    key = factory.Sequence(lambda n: f"organisation-{n}")
    slug = factory.LazyAttribute(lambda organisation: organisation.key)
    kind = Organisation.Kind.AGENCY
    name = factory.Sequence(lambda n: f"Agency {n}")
    country = factory.SubFactory(CountryFactory)


class CountryGroupFactory(EntryFactory):
    class Meta:
        model = CountryGroup

    key = factory.Sequence(lambda n: f"group-{n}")
    kind = CountryGroup.Kind.REGION
    name = factory.Sequence(lambda n: f"Region {n}")


class PersonFactory(EntryFactory):
    class Meta:
        model = Person

    key = factory.Sequence(lambda n: f"person-{n}")
    printed_name = factory.Sequence(lambda n: f"Person {n}")


class SourceFactory(EntryFactory):
    class Meta:
        model = Source

    key = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")


class AreaFactory(EntryFactory):
    class Meta:
        model = CooperationArea

    key = factory.Sequence(lambda n: f"area-{n}")
    slug = factory.LazyAttribute(lambda area: area.key)
    branch = CooperationArea.Branch.TOPIC
    label = factory.Sequence(lambda n: f"Area {n}")


class TargetGroupFactory(EntryFactory):
    class Meta:
        model = TargetGroup

    key = factory.Sequence(lambda n: f"target-group-{n}")
    label = factory.Sequence(lambda n: f"Target group {n}")


class TradeFactory(EntryFactory):
    class Meta:
        model = Trade

    key = factory.Sequence(lambda n: f"trade-{n}")
    text = factory.Sequence(lambda n: f"trade {n}")
