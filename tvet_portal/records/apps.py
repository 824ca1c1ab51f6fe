from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class RecordsConfig(AppConfig):
    name = "tvet_portal.records"

    def ready(self):
        from tvet_portal.records import checks  # noqa: F401 - registers itself
        from tvet_portal.records.groups import set_up_groups

        autodiscover_modules("rules")
        post_migrate.connect(set_up_groups, dispatch_uid="set_up_groups")
