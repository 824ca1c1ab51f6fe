"""A PostgreSQL server for one run of the tests: no configuration, no port, nothing left behind."""

import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15


def programs():
    """The folder of PostgreSQL's server programs, the newest that is new enough, or None."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    found = [folder for folder in folders if (folder / "postgres").exists() and version(folder) >= OLDEST]
    return max(found, key=version, default=None)


def version(folder):
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\d+", said)[0])


@contextmanager
def throwaway_server():
    """Start a server in a temporary folder and give the DATABASE_URL of it; it ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="tvet-portal-postgres-", dir="/tmp"))
    try:
        with server_in(folder, end=signal.SIGQUIT) as address:  # at once, without writing anything back
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server_in(folder, *, end=signal.SIGINT):
    """Start a server with the data that are in a folder, or with none, and give the DATABASE_URL of it."""
    as_user = {"cwd": folder, "env": {"PATH": os.environ["PATH"]}}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_user |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    server = None
    try:
        if not (folder / "data").exists():
            make_cluster(folder, as_user)
        server = start(folder, as_user)
        yield f"postgres://postgres@/{folder}/postgres"
    finally:
        if server:
            server.send_signal(end)
            server.wait()


def make_cluster(folder, as_user):
    command = [programs() / "initdb", "--pgdata", folder / "data", "--username", "postgres", "--auth", "trust"]
    options = ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    subprocess.run([*command, *options], check=True, stdout=subprocess.DEVNULL, **as_user)


def start(folder, as_user):
    settings = {"listen_addresses": "", "unix_socket_directories": folder, "fsync": "off", "full_page_writes": "off"}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    (folder / ".s.PGSQL.5432").unlink(missing_ok=True)  # of a server that could not end itself
    with (folder / "log").open("wb") as log:
        command = [programs() / "postgres", "-D", folder / "data", *options]
        server = subprocess.Popen(command, stdout=log, stderr=log, **as_user)
    wait_for(server, folder)
    return server


def wait_for(server, folder, seconds=30):
    for _ in range(seconds * 10):
        if server.poll() is not None:
            break
        if (folder / ".s.PGSQL.5432").exists():
            return
        time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
