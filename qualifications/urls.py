"""Addresses of frameworks and qualifications."""

from django.urls import path

from qualifications import lists, views
from tvet_portal.opendata import files
from tvet_portal.records import history

urlpatterns = [
    path("qualifications/", lists.FrameworkListView.as_view(), name="qualifications"),
    *files.addresses(lists.FrameworkListView),
    path("qualifications/referencing/", views.ReferencingView.as_view(), name="referencing"),
    path("qualifications/referencing.csv", views.referencing_csv, name="referencing-csv"),
    path("qualifications/referencing.json", views.referencing_json, name="referencing-json"),
    *history.addresses("qualifications/frameworks/", "framework", views.FrameworkDetailView),
]
