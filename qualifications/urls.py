"""Addresses of frameworks and qualifications."""

from django.urls import path

from qualifications import lists, views
from tvet_portal.opendata import files
from tvet_portal.records.views import record_json

urlpatterns = [
    path("qualifications/", lists.FrameworkListView.as_view(), name="qualifications"),
    *files.addresses(lists.FrameworkListView),
    path("qualifications/referencing/", views.ReferencingView.as_view(), name="referencing"),
    path("qualifications/referencing.csv", views.referencing_csv, name="referencing-csv"),
    path("qualifications/referencing.json", views.referencing_json, name="referencing-json"),
    path("qualifications/frameworks/<slug:slug>/", views.FrameworkDetailView.as_view(), name="framework"),
    path(
        "qualifications/frameworks/<slug:slug>.json", record_json, {"record_type": "framework"}, name="framework-json"
    ),
]
