from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "tvet_portal.records"
