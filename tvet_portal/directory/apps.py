from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "tvet_portal.directory"

    def ready(self):
        from tvet_portal.directory import checks  # noqa: F401 - registers itself
