from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OpendataConfig(AppConfig):
    name = "tvet_portal.opendata"

    def ready(self):
        autodiscover_modules("datasets")
