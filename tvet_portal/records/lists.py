"""Lists of records: filters with counts, chips, order and pages, all in an address that can be shared."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import F
from django.db.models.functions import Lower
from django.forms import IntegerField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from django_filters import Filter, FilterSet

from tvet_portal.records.facets import AreaFacet, CountryFacet, Facet, OrganisationFacet

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_NAMES = 4


class YearFilter(Filter):
    """One end of a span of years."""

    field_class = IntegerField

    def __init__(self, **kwargs):
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)


class RecordFilter(FilterSet):
    """What every list of records can be narrowed by. A parameter that means nothing is left out, and that is said."""

    date = ""  # the stem of the date that years are about, such as "signed"

    country = CountryFacet(label=gettext_lazy("Country"))
    area = AreaFacet(label=gettext_lazy("Cooperation area"))
    organisation = OrganisationFacet(label=gettext_lazy("Organisation"))
    year_from = YearFilter(method="since", label=gettext_lazy("From"))
    year_to = YearFilter(method="until", label=gettext_lazy("To"))

    def __init__(self, data, queryset, **kwargs):
        super().__init__(data, queryset, **kwargs)
        if not self.date:
            del self.filters["year_from"], self.filters["year_to"]
        self.facets = {name: one for name, one in self.filters.items() if isinstance(one, Facet)}
        for name, facet in self.facets.items():
            facet.prepare(data.getlist(name))

    def since(self, records, name, year):
        return records.filter(**{f"{self.date}_last__gte": date(year, 1, 1)})

    def until(self, records, name, year):
        return records.filter(**{f"{self.date}_first__lte": date(year, 12, 31)})

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
        labels = {name: (facet.label, facet.labels) for name, facet in self.facets.items()}
        labels |= {"year_from": (_("From the year"), {}), "year_to": (_("Up to the year"), {})}
        return [
            {"label": label, "value": known.get(value, value), "url": address(self.query(without=(name, value)), sort)}
            for name, value in self.pairs
            for label, known in [labels[name]]
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
            yield _("Left out, because it is no year from %(first)d to %(last)d: %(what)s.") % {
                "first": FIRST_YEAR,
                "last": LAST_YEAR,
                "what": what,
            }


def address(query, sort):
    """The address of the same list with other parameters."""
    query = query.copy()
    if sort:
        query["sort"] = sort
    return f"?{query.urlencode()}"


def quoted(label, text):
    text = "".join(letter for letter in text[:41] if letter.isprintable())
    return f"{label} “{text[:40]}{'…' if len(text) > 40 else ''}”"


class FacetedListView(ListView):
    """A list of public records. A subclass says which, how they are counted and what a line of it shows."""

    template_name = "records/list.html"
    paginate_by = 20
    filterset_class = RecordFilter
    section = title = lede = ""

    def get_records(self):
        """All public records of this list."""
        raise NotImplementedError

    def counted(self, number):
        """How many there are, in words."""
        raise NotImplementedError

    def item(self, record):
        """One line, as components/dated.html shows it."""
        raise NotImplementedError

    @cached_property
    def sorts(self):
        """Value -> label and order; the first is the usual one."""
        stem = self.filterset_class.date
        orders = {"title": (_("title"), [Lower("title"), "pk"])}
        if not stem:
            return orders
        newest, oldest = F(f"{stem}_last").desc(nulls_last=True), F(f"{stem}_first").asc(nulls_last=True)
        return {"newest": (_("newest first"), [newest, "-pk"]), "oldest": (_("oldest first"), [oldest, "pk"])} | orders

    @cached_property
    def sort(self):
        asked = self.request.GET.get("sort", "")
        return asked if asked in self.sorts else next(iter(self.sorts))

    @property
    def unusual_sort(self):
        return "" if self.sort == next(iter(self.sorts)) else self.sort

    def get_queryset(self):
        self.filter = self.filterset_class(self.request.GET, self.get_records())
        _label, order = self.sorts[self.sort]
        return self.filter.records_without(None).order_by(*order)

    def paginate_queryset(self, queryset, page_size):
        """The page asked for; the last one where there are fewer, the first one where it is no number."""
        paginator = Paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        page.object_list = list(page.object_list.for_list())
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page, query, sort = context["page_obj"], self.filter.query(), self.unusual_sort
        return context | {
            "section": self.section,
            "title": self.title,
            "lede": self.lede,
            "count": page.paginator.count,
            "heading": self.counted(page.paginator.count),
            "notices": [*self.filter.left_out, *self.about_page(page)],
            "items": [self.item(record) for record in page.object_list],
            "facets": self.filter.shown_facets(),
            "years": self.filter.years,
            "used": len(list(self.filter.pairs)),
            "chips": self.filter.chips(sort),
            "sorts": [
                {"value": value, "label": label, "selected": value == self.sort}
                for value, (label, _order) in self.sorts.items()
            ],
            "kept_by_sort": [(name, value) for name, values in query.lists() for value in values],
            "kept_by_filters": [("sort", sort)] if sort else [],
            "query": QueryDict(address(query, sort)[1:]),
            "page_numbers": list(page.paginator.get_elided_page_range(page.number)),
            "nothing": self.nothing(),
            "ways_out": self.ways_out(),
            "crumbs": [{"label": self.title}],
        }

    def nothing(self):
        """What is missing and what the reader can do, where the list is empty."""
        if self.filter.values:
            return _("No public record fits all these filters. Take one of them away:")
        return _("No public record of this kind has been entered yet. The search covers the whole portal.")

    def ways_out(self):
        """Where the list is empty: the same without one of its filters."""
        if not self.filter.values:
            return [{"label": _("Search the portal"), "url": "/search/"}]
        return [
            {
                "label": _("Without %(filter)s: %(value)s") % {"filter": chip["label"], "value": chip["value"]},
                "url": chip["url"],
            }
            for chip in self.filter.chips(self.unusual_sort)
        ]

    def about_page(self, page):
        asked = self.request.GET.get("page", "")
        if asked not in ("", str(page.number)):
            yield _("There is no page “%(page)s”; this is page %(number)d of %(last)d.") % {
                "page": asked[:20],
                "number": page.number,
                "last": page.paginator.num_pages,
            }


def countries_of(record):
    """The countries that take part in a record, in its order, each once. Needs `for_list`."""
    found = []
    for row in record.participations.all():
        country = row.country or (row.organisation and row.organisation.country)
        if country and country not in found:
            found.append(country)
    return found


def names_in_short(names):
    """The first names of a list, and how many more there are."""
    names = [str(name) for name in names]
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return _("%(names)s and %(number)d more") % {
        "names": ", ".join(names[: MOST_NAMES - 1]),
        "number": len(names) - MOST_NAMES + 1,
    }


def filled(*texts):
    """Those of the texts that are not empty."""
    return [text for text in texts if text]
