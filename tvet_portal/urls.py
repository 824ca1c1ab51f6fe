"""Every public address of the portal (docs: the README's map)."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("agreements/", include("agreements.urls")),
    path("admin/", admin.site.urls),
]
