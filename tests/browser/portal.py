"""A portal in a process of its own, as `make run` starts one, with the records that come with it.

python -m tests.browser.portal 8123 extremes     # what `running("extremes")` starts: with those of tests/factories too
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_START = 180  # seconds


@contextmanager
def running(*more, **settings):
    """The address of a portal that is there for this block."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="tvet-portal-browser-") as state:
        environment = {"PATH": os.environ["PATH"], "LOCAL": "1", "STATE_DIR": state, "LOG_LEVEL": "ERROR"} | settings
        command = [sys.executable, "-m", "tests.browser.portal", str(port), *more]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
            try:
                yield wait_for(f"http://127.0.0.1:{port}", process)
            finally:
                process.send_signal(signal.SIGINT)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process):
    """The address, once it answers."""
    end = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(f"{address}/health/live"):
                return address
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"The portal of the browser tests did not start at {address}.")


def serve(port, *more):
    """Prepare a portal in STATE_DIR and serve it, until the process is ended."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.browser.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from tests.factories import extremes, records
    from tests.reading import giving
    from tvet_portal.home.management.commands.serve import Server

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_dataset", verbosity=0)
    if "extremes" in more:
        extremes.make_all()
    if "staff" in more:
        giving.make_directory()
        for name in ("writer", "publisher"):
            records.staff(name)
    connections.close_all()
    Server(port).run()


if __name__ == "__main__":
    serve(*sys.argv[1:])
