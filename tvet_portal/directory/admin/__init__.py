"""The directory in Django's admin, and what every admin page of the portal stands on."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin import accounts, bodies, places, sources, words

__all__ = ["accounts", "bodies", "places", "sources", "words"]

admin.site.site_title = _("Regional TVET Cooperation Portal")
admin.site.site_header = _("TVET Cooperation administration")
admin.site.index_title = _("Records and directory")
