from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "tvet_portal.search"

    def ready(self):
        from tvet_portal.directory.followers import followers
        from tvet_portal.search.entries import follow

        autodiscover_modules("search_sources")
        if follow not in followers:
            followers.append(follow)
