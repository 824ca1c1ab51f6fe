"""Addresses for machines that want to know what is here."""

from django.urls import path

from tvet_portal.opendata import sitemaps, well_known

urlpatterns = [
    path("favicon.ico", well_known.favicon),
    path("robots.txt", well_known.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path(".well-known/api-catalog", well_known.catalogue, name="api-catalog"),
]
