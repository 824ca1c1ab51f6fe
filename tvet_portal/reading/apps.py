from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "tvet_portal.reading"
