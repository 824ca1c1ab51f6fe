"""For the administrator who has lost the phone, and whom no other can help."""

from django.contrib.auth import get_user_model
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from tvet_portal.accounts import second_factor


class Command(BaseCommand):
    help = "Take the second factor of an account away: its person then sets up a new one."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        second_factor.reset(user, None)
        self.stdout.write(f"{username} signs in with the password alone, once, and sets up a new second factor.")
