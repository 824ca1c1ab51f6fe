"""Filters of a list: what an address asks for, what it leaves out, and the addresses one step away."""

from datetime import date

from django.core.paginator import Paginator
from django.forms import IntegerField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import Filter, FilterSet

from tvet_portal.records.facets import AreaFacet, CountryFacet, OrganisationFacet
from tvet_portal.records.page.kept import kept_rows

FACETS = ("kind", "level", "group", "country", "area", "organisation", "state")
YEARS = ("year_from", "year_to")
ORDER = ("q", *FACETS, *YEARS)  # in which they stand on the page
MOST_OPTIONS = 60
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
    def kept(self):
        """What is kept in memory of the directory for as long as nothing public changes."""
        return kept_rows.now()

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
        return [pair for pair in self.pairs if pair[0] not in (*self.facets, *YEARS)]

    def records_without(self, left_out):
        """What all other filters find, so that a facet does not narrow its own counts."""
        return self.records_but_for([pair for pair in self.pairs if pair[0] == left_out])

    def records_but_for(self, pairs):
        """What would be found if some of the filters in use were taken away."""
        records = self.queryset
        for name, value in self.values_but_for(pairs):
            records = self.filters[name].filter(records, value)
        return records

    def values_but_for(self, pairs):
        """(name, what is asked of it) of the filters in use, as if some of it were taken away."""
        for name, value in self.values.items():
            kept = [one for one in (value if name in self.facets else [value]) if (name, one) not in pairs]
            if kept:
                yield name, kept if name in self.facets else value

    def page(self, records, sort, number, size):
        """One page of the records that were found; the last one where there are fewer, the first where it is none."""
        return Paginator(records, size).get_page(number)

    def in_order(self, rows):
        """The rows of that page in their order."""
        return rows

    def counts(self, name):
        """Value of a facet -> how many it finds among what all other filters find."""
        return self.facets[name].count(self.records_without(name))

    def number_but_for(self, pairs):
        """How many would be found if some of the filters in use were taken away."""
        return self.records_but_for(pairs).count()

    def query(self, without=()):
        """The parameters of an address with these filters, or with some of them taken away."""
        query = QueryDict(mutable=True)
        for pair in self.pairs:
            if pair not in without:
                query.appendlist(*map(str, pair))
        return query

    def shown_facets(self):
        """The groups of choices beside the list; none that has nothing to choose."""
        groups = [self.group(name, facet) for name, facet in self.facets.items()]
        return [group for group in groups if group["options"]]

    def group(self, name, facet):
        """The choices of one facet as components/facet.html shows them."""
        ticked = self.values.get(name, ())
        options = facet.options(self.counts(name), ticked)
        most = max(MOST_OPTIONS, len(ticked))
        return {
            "name": name,
            "title": facet.label,
            "folded": facet.is_folded and not ticked,
            "options": options[:most],
            "left_out": len(options[most:]) + facet.unnamed,
        }

    @property
    def in_use(self):
        """(label, value in words, pairs) of every filter in use; both ends of a span of years are one."""
        years = [pair for pair in self.pairs if pair[0] in YEARS]
        for pair in self.pairs:
            name, value = pair
            if name not in YEARS:
                known = self.facets[name].labels if name in self.facets else {}
                yield self.filters[name].label, known.get(value, value), [pair]
        if years:
            yield _("Years"), span_in_words(**dict(years)), years

    def chips(self, kept):
        """The filters in use, each with the address of the list without it; `kept` is what else addresses keep."""
        return [
            {"label": label, "value": value, "url": address(self.query(without=pairs), kept)}
            for label, value, pairs in self.in_use
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


def address(query, kept=None):
    """The address of the same list with these parameters, and those it keeps besides its filters."""
    query = query.copy()
    query.update(kept or {})
    return f"?{query.urlencode()}"


def span_in_words(year_from=None, year_to=None):
    if year_from and year_to:
        return f"{year_from}–{year_to}"
    if year_from:
        return _("from %(year)d") % {"year": year_from}
    return _("up to %(year)d") % {"year": year_to}


def quoted(label, text):
    return f"{label} “{clipped(text)}”"


def clipped(text):
    """The beginning of what somebody typed, without what cannot be printed."""
    printable = "".join(letter for letter in text[:41] if letter.isprintable())
    return f"{printable[:40]}…" if len(text) > 40 else printable
