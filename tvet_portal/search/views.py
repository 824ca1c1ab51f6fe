"""The search page, and what is offered while somebody types."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tvet_portal.search import index, page, parameters, query
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.results import TYPE_LABELS

MOST_SUGGESTIONS = 8


@require_safe
def search(request):
    """Everything public that holds the words asked for, best first."""
    context = page.make(request.GET)
    response = render(request, "search/page.html", context)
    if context["may_lack"]:
        add_never_cache_headers(response)  # nobody keeps a page that may lack results
    return response


@require_safe
def suggestions(request):
    """Titles and names that hold the words typed so far, as JSON: title, kind and url of each; how many, in words."""
    words = parameters.read_words(request.GET.get("q", ""), [])
    rows = index.answer_with_memory(partial(query.suggest, words=words, most=MOST_SUGGESTIONS)).value if words else []
    entries = SearchEntry.objects.filter(pk__in=rows, is_public=True)
    found = {pk: rest for pk, *rest in entries.values_list("pk", "title", "url", "type", "kind")}
    offered = [
        {"title": title, "kind": _(kind) if kind else str(TYPE_LABELS[of_type]), "url": url}
        for title, url, of_type, kind in (found[row] for row in rows if row in found)
    ]
    said = ngettext("%(number)d suggestion", "%(number)d suggestions", len(offered)) % {"number": len(offered)}
    return JsonResponse({"suggestions": offered, "said": said})
