"""The list of sources: every public text that statements rest on, and what rests on it."""

from collections import defaultdict

from django.db.models import Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from tvet_portal.directory.models import Organisation, Source
from tvet_portal.records.models import Citation, Progress, Record
from tvet_portal.records.models.records import RECORD_ADDRESS
from tvet_portal.records.page import wording
from tvet_portal.values.partial_dates import describe

SOURCES_A_PAGE = 50


class SourceListView(ListView):
    """Approved sources by title; one without a title by what it is."""

    template_name = "home/sources.html"
    paginate_by = SOURCES_A_PAGE
    title = gettext_lazy("Data sources")

    def get_queryset(self):
        name = Lower(Coalesce(NullIf("title", Value("")), "description"))
        return Source.objects.public().prefetch_related("blanks").order_by(name, "pk")

    def paginate_queryset(self, queryset, page_size):
        """The page asked for; the last one where there are fewer, the first one where it is no number."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, list(page.object_list), page.has_other_pages()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        resting = what_rests_on(context["object_list"])
        return context | {
            "title": self.title,
            "items": [source_item(source, resting[source.pk]) for source in context["object_list"]],
            "count": page.paginator.count,
            "page_numbers": list(page.paginator.get_elided_page_range(page.number)),
            "query": QueryDict(),
            "crumbs": [{"label": _("About this register"), "url": "/about/"}, {"label": self.title}],
        }


def what_rests_on(sources):
    """Source -> what rests on it, each once: public records, then organisations and countries, as (title, address)."""
    public, resting = Record.objects.published(), defaultdict(set)
    shown = ("record__record_type", "record__slug", "record__title")
    own = public.filter(main_source__in=sources).values_list("main_source", "record_type", "slug", "title")
    cited = Citation.objects.filter(source__in=sources, record__in=public).values_list("source", *shown)
    reports = Progress.objects.filter(source__in=sources, provision__record__in=public)
    reported = reports.values_list("source", *(f"provision__{name}" for name in shown))
    for source, record_type, slug, title in [*own, *cited, *reported]:
        resting[source].add((0, title, RECORD_ADDRESS[record_type].format(slug=slug)))
    for citation in cited_by_entries(sources):
        entry = citation.organisation or citation.country
        resting[citation.source_id].add((1, entry.name, entry.get_absolute_url()))
    return {source.pk: [entry[1:] for entry in sorted(resting[source.pk])] for source in sources}


def cited_by_entries(sources):
    """Statements about public organisations and about countries."""
    about = Q(organisation__in=Organisation.objects.public()) | Q(country__isnull=False)
    return Citation.objects.filter(about, source__in=sources).select_related("organisation", "country")


def source_item(source, resting):
    """One line of the list."""
    blanks = {blank.target: blank.why for blank in source.blanks.all()}
    return {
        "key": source.key,
        "title": source.title or source.description,
        "lang": source.language if source.title else "",
        "url": source.address,
        "no_url": "" if source.address else wording.why_empty(blanks, "address"),
        "description": source.description if source.title else "",
        "publisher": source.publisher or wording.why_empty(blanks, "publisher"),
        "language": wording.language_name(source.language)
        if source.language
        else wording.why_empty(blanks, "language"),
        "published": describe(source.published_on) or wording.why_empty(blanks, "published_on"),
        "is_machine_translated": source.translation == Source.Translation.MACHINE,
        "rights": source.rights,
        "resting": [{"title": title, "url": url} for title, url in resting],
    }
