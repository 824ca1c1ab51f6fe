"""Addresses of agreements."""

from django.urls import path

from agreements import lists, views
from tvet_portal.opendata import files
from tvet_portal.records import history

urlpatterns = [
    path("agreements/", lists.AgreementListView.as_view(), name="agreements"),
    *files.addresses(lists.AgreementListView),
    *history.addresses("agreements/", "agreement", views.AgreementDetailView),
    path("agreements/<slug:slug>/summary.pdf", views.SummaryView.as_view(), name="agreement-summary"),
]
