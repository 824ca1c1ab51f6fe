"""Lists to take along: the same rows as a list, as a table, and as files."""

from functools import partial

from django.http import QueryDict
from django.utils.translation import gettext as _

from tvet_portal.opendata.files import LABELS, Extract, answer, links
from tvet_portal.opendata.linked_data import dataset
from tvet_portal.records.filters import address
from tvet_portal.records.lists import FacetedListView

BATCH = 200  # rows that are read at once while a file is written


class OpenListView(FacetedListView):
    """A list that is also a table, at `?view=table`, and files of exactly what it shows: `/agreements.csv?country=vn`.

    A subclass names its table, which says what the columns are.
    """

    table = None

    def get(self, request, *args, ending="", **kwargs):
        if ending:
            return answer(request, ending, self.extract())
        return super().get(request, *args, **kwargs)

    def extract(self):
        """What is on screen, on all its pages."""
        found = self.get_queryset()
        chosen = ", ".join(f"{label}: {value}" for label, value, _pairs in self.filter.in_use)
        return Extract(
            table=self.table,
            found=partial(self.rows_of_file, found),
            newest=partial(self.newest, found),
            title=f"{self.title} ({chosen})" if chosen else str(self.title),
            description=str(self.lede),
            query=self.query,
            notices=tuple(self.filter.left_out),
            with_bom=self.request.GET.get("bom") == "1",
        )

    def rows_of_file(self, found):
        return self.table.read(self.table.whole(found), BATCH)

    def newest(self, found, number):
        return self.table.read(self.table.whole(found).order_by("-approved_at", "-pk")[:number], BATCH)

    @property
    def query(self):
        """The filters and the order, as an address has them."""
        return QueryDict(address(self.filter.query(), super().kept)[1:])

    @property
    def is_table(self):
        return self.request.GET.get("view") == "table"

    @property
    def kept(self):
        return super().kept | ({"view": "table"} if self.is_table else {})

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        files = links(self.table, self.query)
        return context | {
            "views": self.views(),
            "grid": self.grid(context["page_obj"]) if self.is_table else None,
            "feed": files.pop("atom", ""),
            "downloads": [{"label": LABELS[ending], "url": url} for ending, url in files.items()],
            "linked_data": () if self.filter.values else [dataset(self.table, self.lede)],
        }

    def views(self):
        """The ways to look at the list, each with its address."""
        kept = super().kept
        return [
            {"label": _("List"), "url": address(self.filter.query(), kept), "is_current": not self.is_table},
            {
                "label": _("Table"),
                "url": address(self.filter.query(), kept | {"view": "table"}),
                "is_current": self.is_table,
            },
        ]

    def grid(self, rows):
        """The page as components/table.html shows it."""
        columns = self.table.on_page
        cells = [[column.shown(row) for column in columns] for row in rows]
        return {
            "columns": [self.heading(column) for column in columns],
            "rows": [{"head": head, "cells": rest} for head, *rest in cells],
        }

    def heading(self, column):
        """The head of a column, with the order that a click gives: the next of its own."""
        orders = [order for order in column.orders if order in self.sorts]
        if not orders:
            return {"label": column.label}
        is_sorted = self.sort in orders
        following = orders[(orders.index(self.sort) + 1) % len(orders)] if is_sorted else orders[0]
        usual = next(iter(self.sorts))
        kept = {"view": "table"} | ({"sort": following} if following != usual else {})
        return {
            "label": column.label,
            "sorted": "" if not is_sorted else "descending" if self.sort == "newest" else "ascending",
            "url": address(self.filter.query(), kept) if following != self.sort else "",
            "order": self.sorts[following][0],
        }
