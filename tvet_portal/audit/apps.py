from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tvet_portal.audit"
