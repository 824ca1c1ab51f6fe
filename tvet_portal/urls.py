"""Every public address of the portal (docs: the README's map)."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from tvet_portal import health
from tvet_portal.accounts.views import SignOut, nothing_here, sign_in_of_admin
from tvet_portal.records.files import public_file, rendition
from tvet_portal.records.views import by_reference

handler404 = "tvet_portal.home.errors.not_found"

urlpatterns = [
    path("", include("tvet_portal.home.urls")),
    path("", include("events.urls")),
    path("", include("agreements.urls")),
    path("", include("qualifications.urls")),
    path("search/", include("tvet_portal.search.urls")),
    path("files/<slug:sha256>", public_file, name="file"),
    path("files/<slug:sha256>/<int:width>.webp", rendition, name="rendition"),
    path("id/<slug:reference>", by_reference, name="record-by-reference"),
    path("", include("tvet_portal.opendata.urls")),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("admin/login/", sign_in_of_admin),  # in place of the admin's own
    path("admin/logout/", SignOut.as_view()),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/account/", include("tvet_portal.accounts.urls")),
    path("admin/r/<path:rest>", nothing_here),  # would tell where any row has its page, drafts of others too
    path("admin/", admin.site.urls),
]
