from django.apps import AppConfig
from django.conf import settings
from django.utils.translation.trans_real import translation


class HomeConfig(AppConfig):
    name = "tvet_portal.home"

    def ready(self):
        leave_out_empty_catalogs(translation(settings.LANGUAGE_CODE))


def leave_out_empty_catalogs(catalog):
    """Behind British English stand five catalogs of Django without a word: each was asked for all words of a page."""
    while catalog._fallback is not None and len(catalog._fallback._catalog) <= 1:  # the one is its head
        catalog._fallback = catalog._fallback._fallback
