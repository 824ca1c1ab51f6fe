"""Addresses of agreements."""

from django.urls import path

from agreements import lists, views
from agreements.page import AgreementPage
from tvet_portal.opendata import files
from tvet_portal.records import history
from tvet_portal.records.confirming import ConfirmationView

urlpatterns = [
    path("agreements/", lists.AgreementListView.as_view(), name="agreements"),
    *files.addresses(lists.AgreementListView),
    *history.addresses("agreements/", "agreement", views.AgreementDetailView),
    path("confirm/<str:token>/", ConfirmationView.as_view(page_class=AgreementPage), name="confirmation"),
    path("agreements/<slug:slug>/summary.pdf", views.SummaryView.as_view(), name="agreement-summary"),
]
