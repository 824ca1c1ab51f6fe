"""Addresses of agreements."""

from django.urls import path

from agreements import lists, views
from tvet_portal.opendata import files
from tvet_portal.records.views import record_json

urlpatterns = [
    path("agreements/", lists.AgreementListView.as_view(), name="agreements"),
    *files.addresses(lists.AgreementListView),
    path("agreements/<slug:slug>/", views.AgreementDetailView.as_view(), name="agreement"),
    path("agreements/<slug:slug>/summary.pdf", views.SummaryView.as_view(), name="agreement-summary"),
    path("agreements/<slug:slug>.json", record_json, {"record_type": "agreement"}, name="agreement-json"),
]
