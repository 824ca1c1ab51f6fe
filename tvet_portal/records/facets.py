"""Facets: the filters of a list that say beside every choice how many records it would find."""

import re
from collections import Counter, defaultdict

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django_filters import MultipleChoiceFilter
from django_filters.fields import MultipleChoiceField

from tvet_portal.directory.area_tree import AreaTree
from tvet_portal.directory.models import Country, Organisation
from tvet_portal.records.models import Participation, Provision, Record
from tvet_portal.records.models.records import KINDS_WITHOUT_AREAS

MOST_ASKED = 20
KEY = re.compile(r"[a-z0-9_-]{1,120}")


class KnownValuesField(MultipleChoiceField):
    """Keeps the values it knows, each once. RecordFilter tells the reader what was left out."""

    def to_python(self, value):
        asked = dict.fromkeys(super().to_python(value))
        known = dict(self.choices) if asked else {}
        return [one for one in asked if one in known]


class Facet(MultipleChoiceFilter):
    """Several values of one facet mean any of them. `labels` are the words of the values it knows."""

    field_class = KnownValuesField
    is_folded = False
    labels = {}
    unnamed = 0  # other values that were found, less often, and are not called anything here

    def prepare(self, asked):
        """Learn the values that exist, given those that were asked for; without any, only when they are shown."""
        self.extra["choices"] = lambda: self.labels.items()

    def filter(self, records, values):
        return self.narrow(records, values) if values else records

    def narrow(self, records, values):
        raise NotImplementedError

    def count(self, records):
        """Value -> how many of these records have it."""
        raise NotImplementedError

    def learn(self, counts, unnamed):
        """Learn what counted values are called, where that is not known yet, and how many others there are."""
        self.unnamed = unnamed

    def counted(self, rows, field):
        """(value, number) of a field of the rows themselves."""
        return rows.order_by().values_list(field).annotate(Count("pk"))

    def options(self, counts, ticked):
        """The choices as components/facet.html shows them: those ticked, even if they find none, then the commonest."""
        found = [value for value in self.labels if counts.get(value) or value in ticked]
        found.sort(key=lambda value: (value not in ticked, -counts.get(value, 0), str(self.labels[value])))
        return [
            {"value": value, "label": self.labels[value], "count": counts.get(value, 0), "checked": value in ticked}
            for value in found
        ]


class ChoiceFacet(Facet):
    """A column of the record itself with stored choices, or one that its queryset adds."""

    def __init__(self, field_name, choices, *, is_folded=False, **kwargs):
        super().__init__(field_name=field_name, **kwargs)
        self.labels, self.is_folded = dict(choices), is_folded

    def narrow(self, records, values):
        return records.filter(**{f"{self.field_name}__in": values})

    def count(self, records):
        return dict(self.counted(records, self.field_name))


class CountryFacet(Facet):
    """The countries that take part, themselves or through an organisation of theirs."""

    @cached_property
    def labels(self):
        kept = self.parent.kept
        if CountryFacet not in kept:
            kept[CountryFacet] = {iso2.lower(): name for iso2, name in Country.objects.values_list("iso2", "name")}
        return kept[CountryFacet]

    def narrow(self, records, values):
        return records.with_countries([value.upper() for value in values])

    def count(self, records):
        rows = _participations(records).annotate(code=Coalesce("country__iso2", "organisation__country__iso2"))
        rows = rows.filter(code__isnull=False).values_list("code").annotate(Count("record", distinct=True))
        return {code.lower(): number for code, number in rows}


class OrganisationFacet(Facet):
    """The organisations that take part."""

    is_folded = True

    def prepare(self, asked):
        keys = [key for key in asked if KEY.fullmatch(key)][:MOST_ASKED]
        known = Organisation.objects.approved().filter(key__in=keys) if keys else ()
        self.labels = {organisation.key: str(organisation) for organisation in known}
        super().prepare(asked)

    def narrow(self, records, values):
        return records.with_organisations(values)

    def learn(self, counts, unnamed):
        known = self.parent.kept.setdefault(OrganisationFacet, {})
        if unknown := [key for key in counts if key not in known]:
            rows = Organisation.objects.approved().filter(key__in=unknown).values_list("key", "name", "acronym")
            known |= dict.fromkeys(unknown) | {key: with_acronym(name, acronym) for key, name, acronym in rows}
        self.labels |= {key: known[key] for key in counts if known[key]}
        super().learn(counts, unnamed)

    def count(self, records):
        fields = ("organisation__key", "organisation__name", "organisation__acronym")
        rows = _participations(records).filter(organisation__approved_at__isnull=False)
        rows = rows.values_list(*fields).annotate(Count("record", distinct=True))
        counts = {}
        for key, name, acronym, number in rows:
            self.labels[key] = with_acronym(name, acronym)
            counts[key] = number
        return counts


def with_acronym(name, acronym):
    return f"{name} ({acronym})" if acronym else name


class AreaFacet(Facet):
    """What records are about. An area finds the records of everything narrower."""

    @cached_property
    def tree(self):
        return self._kept["tree"]

    @cached_property
    def labels(self):
        return self._kept["labels"]

    @property
    def _kept(self):
        kept = self.parent.kept
        if AreaFacet not in kept:
            tree = AreaTree()
            kept[AreaFacet] = {"tree": tree, "labels": {key: area.label for key, area in tree.areas.items()}}
        return kept[AreaFacet]

    def narrow(self, records, values):
        return records.about(self.tree.with_narrower(values))

    def count(self, records):
        areas = defaultdict(set)
        for record, area in area_pairs(records):
            areas[record].update(one.key for one in self.tree.upwards(self.tree.by_id.get(area)))
        return Counter(key for keys in areas.values() for key in keys)


def area_pairs(records):
    """(record id, area id): the records' own areas and those of their points, except recitals and proposals."""
    own = Record.areas.through.objects.filter(record__in=records.values("pk"))
    points = Provision.areas.through.objects.filter(provision__record__in=records.values("pk"))
    points = points.exclude(provision__kind__in=KINDS_WITHOUT_AREAS)
    return own.values_list("record", "cooperationarea").union(
        points.values_list("provision__record", "cooperationarea")
    )


def _participations(records):
    return Participation.objects.filter(record__in=records.values("pk")).order_by()
