"""Addresses of frameworks and qualifications."""

from django.urls import path

from qualifications import lists, views
from tvet_portal.records.views import record_json

urlpatterns = [
    path("", lists.FrameworkListView.as_view(), name="qualifications"),
    path("frameworks/<slug:slug>/", views.FrameworkDetailView.as_view(), name="framework"),
    path("frameworks/<slug:slug>.json", record_json, {"record_type": "framework"}, name="framework-json"),
]
