from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "tvet_portal.search"
