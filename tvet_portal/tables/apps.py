from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "tvet_portal.tables"
