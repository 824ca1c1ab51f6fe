"""The results of a search as files."""

import heapq
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from tvet_portal.home.datasets import address, tag
from tvet_portal.opendata.files import Extract, answer
from tvet_portal.opendata.records import data_address, permanent_address
from tvet_portal.opendata.tables import Column, Table, announce
from tvet_portal.records.models import RecordVersion
from tvet_portal.search.everything import batches
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.page import Page
from tvet_portal.search.results import TYPE_LABELS, PublicRecord
from tvet_portal.values.partial_dates import describe


@dataclass(frozen=True)
class Hit:
    """One result: what search knows of it, and the public record or directory entry itself."""

    entry: SearchEntry
    row: object
    countries: list
    approved_at: datetime | None = None

    @property
    def title(self):
        return self.row.title if isinstance(self.row, PublicRecord) else str(self.row)

    @property
    def id(self):
        """Its address, or its key, for ever."""
        return permanent_address(self.row) if isinstance(self.row, PublicRecord) else tag(self.row)

    def get_absolute_url(self):
        return self.row.get_absolute_url()


RESULTS = announce(
    Table(
        "search",
        gettext_lazy("Search results"),
        entry_id=attrgetter("id"),
        columns=(
            Column("title", gettext_lazy("Title"), attrgetter("title"), is_on_page=True),
            Column("reference", gettext_lazy("Reference"), lambda hit: getattr(hit.row, "reference", "")),
            Column(
                "type",
                gettext_lazy("Type"),
                attrgetter("entry.type"),
                words=lambda hit: str(TYPE_LABELS[hit.entry.type]),
                is_on_page=True,
            ),
            Column("kind", gettext_lazy("Kind"), lambda hit: _(hit.entry.kind) if hit.entry.kind else ""),
            Column(
                "date",
                gettext_lazy("Date"),
                attrgetter("entry.date"),
                words=lambda hit: describe(hit.entry.date),
                is_on_page=True,
            ),
            Column(
                "countries",
                gettext_lazy("Countries"),
                lambda hit: [country.iso2 for country in hit.countries],
                words=lambda hit: [country.name for country in hit.countries],
                is_on_page=True,
            ),
            Column("id", gettext_lazy("Permanent address or key"), attrgetter("id")),
            Column("address", gettext_lazy("Address"), lambda hit: address(hit.row)),
            Column("data", gettext_lazy("All of it as data"), lambda hit: data_address(hit.row)),
        ),
    )
)


class SearchFile(View):
    """What a search finds, on all its pages, as a file."""

    table = RESULTS
    http_method_names = ("get", "head", "options")

    def get(self, request, *, ending):
        page = Page(request.GET)
        extract = Extract(
            table=RESULTS,
            found=lambda: hits(page),
            newest=lambda number: newest(page, number),
            title=_("Search: %(words)s") % {"words": page.question.words} if page.question.words else _("Search"),
            description=_("What the search of the register finds, in the order of its page."),
            query=page.asked.query(),
            notices=tuple(map(str, page.notices())),
            with_bom=request.GET.get("bom") == "1",
        )
        return answer(request, ending, extract)


def hits(page):
    for batch in batches(page):
        yield from (hit(page, entry, row) for entry, row in batch)


def newest(page, number):
    """The results approved last. Countries are nobody's to approve, and so no news."""
    return heapq.nlargest(number, dated(page), key=attrgetter("approved_at"))


def dated(page):
    """The results with the moment each was approved."""
    for batch in batches(page):
        records = [row.pk for _entry, row in batch if isinstance(row, PublicRecord)]
        versions = RecordVersion.objects.filter(record__in=records, number=F("record__version_number"))
        approved = dict(versions.values_list("record", "approved_at"))
        for entry, row in batch:
            moment = approved.get(row.pk) if isinstance(row, PublicRecord) else getattr(row, "approved_at", None)
            if moment:
                yield hit(page, entry, row, approved_at=moment)


def hit(page, entry, row, **more):
    known = page.choices.directory.countries
    return Hit(entry, row, [known[iso2] for iso2 in entry.countries if iso2 in known], **more)
