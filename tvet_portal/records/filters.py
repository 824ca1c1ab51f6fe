"""Filters of a list: what an address asks for, what it leaves out, and the addresses one step away."""

from datetime import date

from django.forms import IntegerField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import Filter, FilterSet

from tvet_portal.records.facets import AreaFacet, CountryFacet, OrganisationFacet

FACETS = ("kind", "country", "area", "organisation", "state")
ORDER = ("q", *FACETS, "year_from", "year_to")  # in which they stand on the page
FIRST_YEAR, LAST_YEAR = 1900, 2100


class YearFilter(Filter):
    """One end of a span of years."""

    field_class = IntegerField

    def __init__(self, **kwargs):
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)


class FacetedFilter(FilterSet):
    """The filters of one list. A parameter that means nothing is left out, and that is said."""

    date = ""  # the stem of the date that years are about, such as "signed"

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        self.filters = {name: self.filters[name] for name in ORDER if name in self.filters}
        self.facets = {name: self.filters[name] for name in FACETS if name in self.filters}
        for name, facet in self.facets.items():
            facet.prepare(data.getlist(name))

    @cached_property
    def values(self):
        """Name -> what is asked of it, without what is empty or wrong."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def pairs(self):
        """(name, value) of every filter in use."""
        for name, value in self.values.items():
            yield from ((name, one) for one in value) if name in self.facets else ((name, value),)

    @property
    def typed(self):
        """(name, value) of what is typed elsewhere than among the facets: the name looked for."""
        return [pair for pair in self.pairs if pair[0] not in (*self.facets, "year_from", "year_to")]

    def records_without(self, left_out):
        """What all other filters find, so that a facet does not narrow its own counts."""
        records = self.queryset
        for name, value in self.values.items():
            if name != left_out:
                records = self.filters[name].filter(records, value)
        return records

    def query(self, without=None):
        """The parameters of an address with these filters, or with one of them taken away."""
        query = QueryDict(mutable=True)
        for pair in self.pairs:
            if pair != without:
                query.appendlist(*map(str, pair))
        return query

    def shown_facets(self):
        """The groups of choices beside the list; none that has nothing to choose."""
        groups = [
            {
                "name": name,
                "title": facet.label,
                "folded": facet.is_folded and name not in self.values,
                "options": facet.options(self.records_without(name), self.values.get(name, ())),
            }
            for name, facet in self.facets.items()
        ]
        return [group for group in groups if group["options"]]

    def chips(self, sort):
        """The filters in use, each with the address of the list without it."""
        known = {name: facet.labels for name, facet in self.facets.items()}
        return [
            {
                "label": self.filters[name].label,
                "value": known.get(name, {}).get(value, value),
                "url": address(self.query(without=(name, value)), sort),
            }
            for name, value in self.pairs
        ]

    @property
    def years(self):
        """Both years as typed, or nothing where the list has no dates."""
        return {"from": self.values.get("year_from"), "to": self.values.get("year_to")} if self.date else None

    @property
    def left_out(self):
        """Sentences about what was asked for and means nothing here."""
        for name, facet in self.facets.items():
            unknown = next((value for value in self.data.getlist(name) if value and value not in facet.labels), "")
            if unknown:
                yield _("Left out, because it is not known here: %(what)s.") % {"what": quoted(facet.label, unknown)}
        for name in self.form.errors:
            what = quoted(self.filters[name].label, self.data.get(name, ""))
            yield _("Left out, because it cannot be used here: %(what)s.") % {"what": what}


class RecordFilter(FacetedFilter):
    """What every list of records can be narrowed by."""

    country = CountryFacet(label=gettext_lazy("Country"))
    area = AreaFacet(label=gettext_lazy("Cooperation area"))
    organisation = OrganisationFacet(label=gettext_lazy("Organisation"))


class DatedRecordFilter(RecordFilter):
    """Adds the years of a list whose records have a date."""

    year_from = YearFilter(method="since", label=gettext_lazy("From the year"))
    year_to = YearFilter(method="until", label=gettext_lazy("Up to the year"))

    def since(self, records, name, year):
        return records.filter(**{f"{self.date}_last__gte": date(year, 1, 1)})

    def until(self, records, name, year):
        return records.filter(**{f"{self.date}_first__lte": date(year, 12, 31)})


def address(query, sort):
    """The address of the same list with other parameters."""
    query = query.copy()
    if sort:
        query["sort"] = sort
    return f"?{query.urlencode()}"


def quoted(label, text):
    return f"{label} “{clipped(text)}”"


def clipped(text):
    """The beginning of what somebody typed, without what cannot be printed."""
    printable = "".join(letter for letter in text[:41] if letter.isprintable())
    return f"{printable[:40]}…" if len(text) > 40 else printable
