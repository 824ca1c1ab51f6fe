"""`make staff`: an account for the people who keep the records, with a password that nobody else knows."""

import secrets
import sys
from getpass import getpass

from django.conf import settings
from django.contrib.auth import get_user_model, password_validation
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from tvet_portal import audit
from tvet_portal.records.groups import ADMINISTRATOR

REQUIRED = "Signing in for the first time asks to set up a second factor: an app on a phone, or a passkey."
OFFERED = "A second factor, an app on a phone or a passkey, can be set up there under “Your account”."


class Command(BaseCommand):
    help = "Make a staff account with a typed or a generated password. There is no default one."

    def add_arguments(self, parser):
        parser.add_argument("username", nargs="?")
        parser.add_argument("--role", default=ADMINISTRATOR, help="writer, publisher or (unless said) administrator")
        parser.add_argument("--generate", action="store_true", help="make up a password and print it once")

    def handle(self, *, username, role, generate, **options):
        if not (sys.stdin.isatty() or (username and generate)):
            raise CommandError("Nobody is here to type a password: say manage.py create_staff NAME --generate")
        try:
            user = get_user_model()(username=username or input("User name: ").strip(), is_staff=True)
            group = Group.objects.get(name=role)
            user.clean_fields(exclude=["password"])
            refuse_twin(user.username)
            password = secrets.token_urlsafe(15) if generate else self.typed_password(user)
            user.set_password(password)
            user.save()
            user.groups.add(group)
            audit.note("make an account", None, account=user.username, roles=[role])
        except (EOFError, KeyboardInterrupt) as error:
            raise CommandError("Nothing was typed, and no account was made.") from error
        except Group.DoesNotExist as error:
            raise CommandError(f"There is no role {role!r}.") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except DatabaseError as error:
            raise CommandError(f"The database is not ready: {error}. Start the portal first: make run") from error
        self.stdout.write(f"{user.username} can now sign in at /admin/.")
        self.stdout.write(REQUIRED if settings.SECOND_FACTOR_REQUIRED else OFFERED)
        if generate:
            self.stdout.write(f"The password, shown only now: {password}")

    def typed_password(self, user):
        """Ask until two times the same good password was typed."""
        while True:
            password = getpass("Password (12 characters or more, hidden while you type): ")
            try:
                password_validation.validate_password(password, user)
            except ValidationError as error:
                self.stderr.write("\n".join(error.messages))
                continue
            if password == getpass("The same again: "):
                return password
            self.stderr.write("The two differ.")


def refuse_twin(name):
    """Names that differ only by capitals would be two accounts, and nobody would tell one from the other."""
    twin = get_user_model().objects.filter(username__iexact=name).first()
    if twin:
        raise ValidationError(f"There is an account {twin.username!r} already. Choose another name.")
