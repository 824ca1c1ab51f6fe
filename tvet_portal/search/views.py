"""The search page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from tvet_portal.search import page


@require_safe
def search(request):
    """Everything public that holds the words asked for, best first."""
    return render(request, "search/page.html", page.make(request.GET))
