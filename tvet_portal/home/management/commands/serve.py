"""What `make run` does once the packages are installed: prepares everything that changed, then serves."""

import fcntl
import hashlib
import os
import shutil
import socket
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import DatabaseError, connections
from gunicorn.app.base import BaseApplication

HOST = "127.0.0.1"
MEGABYTE = 2**20


class Command(BaseCommand):
    help = "Prepare the database, the records and the static files, and serve the portal on this machine."

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000")

    def handle(self, *, port, **options):
        refuse_unusable(port)
        self.prepare()
        refuse_unusable(port)  # another start may have taken it meanwhile
        self.stdout.write(
            f"\nThe portal is at http://{HOST}:{port}/ (stop it with Ctrl+C)\n"
            f"Staff work at http://{HOST}:{port}/admin/ - `make staff`, in another terminal, makes an account.\n\n"
        )
        self.stdout.flush()
        connections.close_all()
        Server(port).run()

    def prepare(self):
        with self.step(f"Opening the folder {settings.STATE_DIR}"):
            settings.STATE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = os.open(settings.STATE_DIR, os.O_RDONLY)
            self.wait_for_turn(folder)
        with self.step("Bringing the database up to date"):
            call_command("migrate", verbosity=0)
        with self.step("Loading the records that come with the portal, if there are none"):
            call_command("load_dataset", "--if-empty")
        with self.step("Collecting the static files"):
            collect_static_files()
        os.close(folder)

    def wait_for_turn(self, folder):
        """Two starts prepare the same folder one after the other."""
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.stdout.write("Another start is preparing it: waiting until it is done...")
            self.stdout.flush()
            fcntl.flock(folder, fcntl.LOCK_EX)

    @contextmanager
    def step(self, what):
        self.stdout.write(f"{what}...")
        self.stdout.flush()
        try:
            yield
        except (OSError, DatabaseError) as error:
            raise CommandError(f"{what} failed: {error}\n{advice()}") from error


class Server(BaseApplication):
    """gunicorn, started in this process: what it needs is loaded already, and its workers share it."""

    def __init__(self, port):
        self.port = port
        super().__init__()

    def load_config(self):
        options = {
            "bind": f"{HOST}:{self.port}",
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "worker_int": end_at_once,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        return get_internal_wsgi_application()


def end_at_once(worker):
    """After Ctrl+C a worker would wait half a minute for browsers that keep a connection open."""
    os._exit(0)


def refuse_unusable(port):
    if not (port.isdecimal() and 1 <= int(port) <= 65_535):
        raise CommandError(f"PORT={port} is no port. Take a number from 1024 to 65535: make run PORT=8001")
    problem = problem_with_port(int(port))
    if problem:
        free = next(other for other in range(8001, 9000) if not problem_with_port(other))
        raise CommandError(f"Port {port} cannot be used: {problem}.\nTake another: make run PORT={free}")


def problem_with_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error.strerror


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
    """What to do about a step that failed: most often the folder or the disk."""
    state = settings.STATE_DIR
    folder = next(each for each in (state, *state.absolute().parents) if each.exists())
    if not folder.is_dir():
        return f"{folder} is no folder. Name one in STATE_DIR, then say the same again."
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"You may not write in {folder}. Make it yours or name another in STATE_DIR, then say the same again."
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < 100:
        return f"The disk is full: {free} MB are free in {folder}. Make room, then say the same again."
    return f"Look at DATABASE_URL and at the files in {folder}: may you write there? Then say the same again."
