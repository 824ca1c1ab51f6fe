"""Addresses of agreements."""

from django.urls import path

from agreements import lists, views
from tvet_portal.records.views import record_json

urlpatterns = [
    path("", lists.AgreementListView.as_view(), name="agreements"),
    path("<slug:slug>/", views.AgreementDetailView.as_view(), name="agreement"),
    path("<slug:slug>/summary.pdf", views.SummaryView.as_view(), name="agreement-summary"),
    path("<slug:slug>.json", record_json, {"record_type": "agreement"}, name="agreement-json"),
]
