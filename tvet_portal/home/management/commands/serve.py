"""What `make run` does once the packages are installed: prepares everything that changed, then serves."""

import hashlib
import os
import shutil
import socket
import sys
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError

HOST = "127.0.0.1"
GUNICORN = [
    *("-m", "gunicorn", "tvet_portal.wsgi"),
    *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
    *("--log-level", "warning", "--no-control-socket"),
]
MEGABYTE = 2**20


class Command(BaseCommand):
    help = "Prepare the database, the records and the static files, and serve the portal on this machine."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        refuse_taken_port(port)
        with self.step("Bringing the database up to date"):
            settings.STATE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
            call_command("migrate", verbosity=0)
        with self.step("Loading the records that come with the portal, if there are none"):
            call_command("load_dataset", "--if-empty")
        with self.step("Collecting the static files"):
            collect_static_files()
        self.stdout.write(
            f"\nThe portal is at http://{HOST}:{port}/ (stop it with Ctrl+C)\n"
            f"Staff work at http://{HOST}:{port}/admin/ - `make staff`, in another terminal, makes an account.\n\n"
        )
        self.stdout.flush()
        os.execv(sys.executable, [sys.executable, *GUNICORN, "--bind", f"{HOST}:{port}"])

    @contextmanager
    def step(self, what):
        self.stdout.write(f"{what}...")
        self.stdout.flush()
        try:
            yield
        except (OSError, DatabaseError) as error:
            raise CommandError(f"{what} failed: {error}\n{advice()}") from error


def refuse_taken_port(port):
    problem = problem_with_port(port)
    if problem:
        free = next(other for other in range(8001, 9000) if not problem_with_port(other))
        raise CommandError(f"Port {port} cannot be used: {problem}.\nTake another: make run PORT={free}")


def problem_with_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            return getattr(error, "strerror", None) or str(error)


def collect_static_files():
    """Collect only when a file changed: compressing them takes longer than all the rest of a start."""
    stamp = settings.STATE_DIR / "static-files"
    current = fingerprint_of_static_files()
    if settings.STATIC_ROOT.exists() and stamp.exists() and stamp.read_text() == current:
        return
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp.write_text(current)


def fingerprint_of_static_files():
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return digest.hexdigest()


def advice():
    folder = settings.STATE_DIR if settings.STATE_DIR.exists() else settings.BASE_DIR
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < 100:
        return f"The disk is full: {free} MB are free for {settings.STATE_DIR}. Make room, then say the same again."
    return f"Look at DATABASE_URL and at the folder {settings.STATE_DIR}: may you write there? Then say the same again."
