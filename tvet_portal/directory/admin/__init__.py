"""The directory in Django's admin, and what every admin page of the portal stands on."""

from django.conf import settings
from django.contrib import admin
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin import accounts, bodies, places, sources, words

__all__ = ["accounts", "bodies", "places", "sources", "words"]

admin.site.site_title = settings.PORTAL_NAME
admin.site.site_header = format_lazy("{}: {}", settings.PORTAL_NAME, _("administration"))
admin.site.index_title = _("Records and directory")
