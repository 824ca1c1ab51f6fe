from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "tvet_portal.home"
