"""Addresses of the home page, countries, organisations and areas."""

from django.urls import path

from tvet_portal.home import views

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
]
