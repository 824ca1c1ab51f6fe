"""Addresses of the home page, of the pages about the portal, of countries, organisations and areas."""

from django.urls import path

from tvet_portal.home import about, views
from tvet_portal.home.country_list import CountryListView
from tvet_portal.home.organisation_list import OrganisationListView
from tvet_portal.home.search_files import SearchFile
from tvet_portal.home.source_list import SourceListView
from tvet_portal.home.styleguide import views as styleguide
from tvet_portal.opendata import files

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("agreements/network/", views.NetworkView.as_view(), name="network"),
    path("agreements/network.csv", views.network_csv, name="network-csv"),
    path("agreements/network.json", views.network_json, name="network-json"),
    path("countries/", CountryListView.as_view(), name="countries"),
    *files.addresses(CountryListView),
    path("countries/<slug:code>/", views.CountryView.as_view(), name="country"),
    path("countries/<slug:code>.json", views.country_json, name="country-json"),
    path("countries/<slug:code>/<slug:other>/", views.RelationView.as_view(), name="relation"),
    path("organisations/", OrganisationListView.as_view(), name="organisations"),
    *files.addresses(OrganisationListView),
    path("organisations/<slug:slug>/", views.OrganisationView.as_view(), name="organisation"),
    path("organisations/<slug:slug>.json", views.organisation_json, name="organisation-json"),
    *files.addresses(SearchFile),
    path("areas/", views.AreaListView.as_view(), name="areas"),
    path("areas/<slug:slug>/", views.AreaView.as_view(), name="area"),
    path("areas/<slug:slug>.json", views.area_json, name="area-json"),
    path("about/", about.AboutView.as_view(), name="about"),
    path("about/accessibility/", about.AccessibilityView.as_view(), name="accessibility"),
    path("about/sources/", SourceListView.as_view(), name="sources"),
    path("styleguide/", styleguide.StyleGuideView.as_view(), name="styleguide"),
    path("styleguide/components/", styleguide.PageComponentsView.as_view(), name="page-components"),
    path("styleguide/records/", styleguide.RecordComponentsView.as_view(), name="record-components"),
]
