from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OpendataConfig(AppConfig):
    name = "tvet_portal.opendata"

    def ready(self):
        from tvet_portal.directory.followers import followers
        from tvet_portal.opendata.models import follow

        autodiscover_modules("datasets")
        if follow not in followers:
            followers.append(follow)
