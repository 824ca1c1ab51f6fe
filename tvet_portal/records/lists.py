"""Lists of records: filters with counts, chips, order and pages, all in an address that can be shared."""

from itertools import islice

from django.db.models import F
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import ListView

from tvet_portal.records.filters import FacetedFilter, address, clipped
from tvet_portal.records.participants import add_participants

MOST_NAMES = 4
MOST_WAYS_OUT = 8


class FacetedListView(ListView):
    """A list of public records. A subclass says which, how they are counted and what a line of it shows."""

    template_name = "records/list.html"
    paginate_by = 20
    filterset_class = FacetedFilter
    section = title = lede = ""
    name_field = "title"

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
        orders = {"title": (_("title"), [Lower(self.name_field), "pk"])}
        if not stem:
            return orders
        newest, oldest = F(f"{stem}_last").desc(nulls_last=True), F(f"{stem}_first").asc(nulls_last=True)
        return {"newest": (_("newest first"), [newest, "-pk"]), "oldest": (_("oldest first"), [oldest, "pk"])} | orders

    @cached_property
    def sort(self):
        asked = self.request.GET.get("sort", "")
        return asked if asked in self.sorts else next(iter(self.sorts))

    @property
    def kept(self):
        """What every address of this list keeps besides its filters: an order that is not the usual one."""
        return {} if self.sort == next(iter(self.sorts)) else {"sort": self.sort}

    def get_queryset(self):
        self.filter = self.filterset_class(self.request.GET, self.get_records())
        _label, order = self.sorts[self.sort]
        return self.filter.records_without(None).order_by(*order)

    def paginate_queryset(self, queryset, page_size):
        """The page asked for; the last one where there are fewer, the first one where it is no number."""
        page = self.filter.page(queryset, self.sort, self.request.GET.get("page"), page_size)
        page.object_list = self.filter.in_order(self.rows_of_page(page.object_list))
        return page.paginator, page, page.object_list, page.has_other_pages()

    def rows_of_page(self, records):
        """The records of a page with what their lines show."""
        rows = list(records)
        add_participants(rows, self.filter.kept)
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page, query, kept = context["page_obj"], self.filter.query(), self.kept
        pairs = [(name, value) for name, values in query.lists() for value in values]
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
            "used": len(list(self.filter.in_use)),
            "chips": self.filter.chips(kept),
            "clear_url": f"{self.request.path}{address(QueryDict(), kept)}".removesuffix("?"),
            "sorts": self.offered_sorts(),
            "kept_by_sort": [*pairs, *((name, value) for name, value in kept.items() if name != "sort")],
            "kept_by_filters": [*self.filter.typed, *kept.items()],
            "query": QueryDict(address(query, kept)[1:]),
            "page_numbers": list(page.paginator.get_elided_page_range(page.number)),
            "nothing": self.nothing(),
            "ways_out": [] if page.paginator.count else self.ways_out(),
            "crumbs": [{"label": self.title}],
        }

    def offered_sorts(self):
        """The orders to choose from; none where there is one."""
        if len(self.sorts) == 1:
            return []
        return [
            {"value": value, "label": label, "selected": value == self.sort}
            for value, (label, _order) in self.sorts.items()
        ]

    def nothing(self):
        """What is missing and what the reader can do, where the list is empty."""
        if self.filter.values:
            return _("No public record fits all these filters. Take one of them away:")
        return _("No public record of this kind has been entered yet. The search covers the whole portal.")

    def ways_out(self):
        """Where the list is empty: the same without one of its filters, and how many that finds."""
        if not self.filter.values:
            return [{"label": _("Search the portal"), "url": "/search/"}]
        return [
            {
                "label": _("Without %(filter)s: %(value)s") % {"filter": label, "value": value},
                "url": address(self.filter.query(without=pairs), self.kept),
                "result": self.counted(self.filter.number_but_for(pairs)),
            }
            for label, value, pairs in islice(self.filter.in_use, MOST_WAYS_OUT)
        ]

    def about_page(self, page):
        asked = self.request.GET.get("page", "")
        if asked not in ("", str(page.number)):
            yield _("There is no page “%(page)s”; this is page %(number)d of %(last)d.") % {
                "page": clipped(asked),
                "number": page.number,
                "last": page.paginator.num_pages,
            }


def countries_of(record):
    """The countries that take part in a record, in its order, each once. Needs its `participants`."""
    found = []
    for row in record.participants:
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
