"""A list with search, filters and counts; an entry; titles while typing."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.paginator import Paginator
from django.db.models import Count, F
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render

from tests.benchmarks.plain.models import Entry

FACETS = {
    "kind": "kind",
    "language": "language",
    "country": "countries__name",
    "area": "areas__name",
    "organisation": "organisations__name",
}
MOST_VALUES = 30


def entries(request):
    found, words = Entry.objects.all(), request.GET.get("q", "")
    order = ["-date", "-pk"]
    if words:
        query = SearchQuery(words, config="english", search_type="websearch")
        found, order = found.filter(search=query), [SearchRank(F("search"), query).desc(), "-pk"]
    for name, lookup in FACETS.items():
        if request.GET.get(name):
            found = found.filter(**{lookup: request.GET[name]})
    rows = found.order_by(*order).defer("search").prefetch_related("countries")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "words": words,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "query": query.urlencode(),
        "facets": [(name, counted(found, lookup)) for name, lookup in FACETS.items()],
    }
    return render(request, "plain/list.html", context)


def counted(found, lookup):
    """(value, number) of a facet, the commonest first."""
    return found.order_by().values_list(lookup).annotate(number=Count("pk")).order_by("-number")[:MOST_VALUES]


def detail(request, pk):
    """All that the portal's page of the same record says."""
    entries = Entry.objects.defer("search").select_related("source").prefetch_related("points__areas")
    entry = get_object_or_404(entries, pk=pk)
    return render(request, "plain/detail.html", {"entry": entry})


def titles(request):
    found = Entry.objects.filter(title__istartswith=request.GET.get("q", ""))[:8]
    return JsonResponse({"titles": list(found.values_list("title", "pk"))})
