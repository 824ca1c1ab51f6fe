"""The search page."""

from django.shortcuts import render

from tvet_portal.search import page


def search(request):
    """Everything public that holds the words asked for, best first."""
    return render(request, "search/page.html", page.make(request.GET))
