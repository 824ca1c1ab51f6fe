from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tvet_portal.directory"
