from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReadingConfig(AppConfig):
    name = "tvet_portal.reading"

    def ready(self):
        autodiscover_modules("from_text")
