from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    name = "tvet_portal.records"

    def ready(self):
        from tvet_portal.records.groups import set_up_groups

        post_migrate.connect(set_up_groups, dispatch_uid="set_up_groups")
