from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tvet_portal.accounts"

    def ready(self):
        from tvet_portal.accounts import checks, watching

        checks.set_up()
        watching.set_up()
