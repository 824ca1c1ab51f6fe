"""Addresses of frameworks and qualifications."""

from django.urls import path

from qualifications import views
from tvet_portal.records.views import record_json

urlpatterns = [
    path("frameworks/<slug:slug>/", views.FrameworkDetailView.as_view(), name="framework"),
    path("frameworks/<slug:slug>.json", record_json, {"record_type": "framework"}, name="framework-json"),
]
