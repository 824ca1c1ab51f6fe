"""Sitemaps: every public page, by kind, for search engines.

Records say when they were last approved. Directory entries say nothing: their pages change with the records they
stand in, and a date that is wrong keeps a search engine away. One map holds as many addresses as a limit allows.
"""

from math import ceil
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Count, Max
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.opendata.routes import fixed_addresses
from tvet_portal.records.linked_data import absolute
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import RecordType


class PublicSitemap(Sitemap):
    """Pages of one kind, under the public address of the portal whatever name it was asked by."""

    limit = 10_000

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def extent(self):
        """How many pages there are, and when the last of them was approved, if that is known."""
        return len(self.items()), None


class RecordSitemap(PublicSitemap):
    """The public records of one type."""

    def __init__(self, record_type):
        self.record_type = record_type

    def records(self):
        return Record.objects.published().filter(record_type=self.record_type).order_by("pk")

    def items(self):
        return self.records().with_approval()

    def lastmod(self, record):
        return record.approved_at

    def extent(self):
        found = self.records().aggregate(number=Count("pk", distinct=True), last=Max("approved_versions__approved_at"))
        return found["number"], found["last"]


class EntrySitemap(PublicSitemap):
    """The public entries of one table of the directory."""

    def __init__(self, entries):
        self.entries = entries

    def items(self):
        return self.entries.all().order_by("pk")

    def extent(self):
        return self.entries.count(), None


class PageSitemap(PublicSitemap):
    """The pages that are always there: the home page, lists, the search, pages about the portal."""

    def items(self):
        return [address for address in fixed_addresses() if address.endswith("/")]

    def location(self, address):
        return address


def sitemaps():
    """Name -> pages of a kind."""
    return {
        "pages": PageSitemap(),
        "agreements": RecordSitemap(RecordType.AGREEMENT),
        "events": RecordSitemap(RecordType.EVENT),
        "series": RecordSitemap(RecordType.EVENT_SERIES),
        "programmes": RecordSitemap(RecordType.PROGRAMME),
        "frameworks": RecordSitemap(RecordType.FRAMEWORK),
        "countries": EntrySitemap(Country.objects.all()),
        "organisations": EntrySitemap(Organisation.objects.public()),
        "areas": EntrySitemap(CooperationArea.objects.public()),
    }


@require_safe
def index(request):
    """All sitemaps that hold something, with all their parts."""
    found = []
    for name, sitemap in sitemaps().items():
        number, last = sitemap.extent()
        for part in range(1, ceil(number / sitemap.limit) + 1):
            query = f"?p={part}" if part > 1 else ""
            found.append({"location": absolute(f"/sitemap-{name}.xml{query}"), "last_mod": last})
    return render(request, "sitemap_index.xml", {"sitemaps": found}, content_type="application/xml")


@require_safe
def section(request, section):
    """The pages of one kind."""
    found = sitemaps().get(section)
    if found is None:
        raise Http404
    return sitemap_views.sitemap(request, {section: found}, section)
