#!/usr/bin/env python3
"""Makes .venv and installs the packages of one lock file in it; does nothing when nothing changed.

    python3 .ci/environment.py requirements.txt

It needs the standard library only, and runs on old Pythons too, to be able to tell them that they are old.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main(lock):
    switch_to_new_python()
    wait_for_turn()
    if not venv_is_whole():
        make_venv()
    if not is_installed(lock):
        install(lock)


def switch_to_new_python():
    """Continue with a newer Python of this machine where `python3` is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        newer = shutil.which("python3.%d" % minor)
        if newer:
            os.execv(newer, [newer, *sys.argv])
    stop(
        "This needs Python 3.11 or newer; `python3` is %s." % sys.version.split()[0],
        "Install one, as root: apt-get update && apt-get install python3.11 python3.11-venv\n"
        "If there is one elsewhere: make run PYTHON=/path/to/python3",
    )


def wait_for_turn():
    """Two at once in one checkout go one after the other; the second finds everything done."""
    checkout = os.open(str(ROOT), os.O_RDONLY)  # open, and so locked, until this script ends
    try:
        fcntl.flock(checkout, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another make is installing here: waiting until it is done")
        fcntl.flock(checkout, fcntl.LOCK_EX)


def venv_is_whole():
    """A venv left half-built (no pip), or whose Python has gone or is too old, is not whole."""
    probe = "import pip, sys; sys.exit(sys.version_info < %r)" % (OLDEST,)
    try:
        return subprocess.call([str(PYTHON), "-c", probe], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def make_venv():
    try:
        import ensurepip  # noqa: F401 - Debian keeps it in a package of its own
        import venv
    except ImportError:
        package = "python%d.%d-venv" % sys.version_info[:2]
        stop("This Python cannot make virtual environments.", "As root: apt-get update && apt-get install " + package)
    if VENV.exists():
        say(".venv is not complete: making it again")
        shutil.rmtree(VENV)
    else:
        say("Making .venv")
    try:
        venv.create(VENV, symlinks=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        stop("Making .venv failed: %s" % error, advice())


def stamp(lock):
    return VENV / ("installed-" + lock.name)


def is_installed(lock):
    return stamp(lock).is_file() and stamp(lock).read_text() == fingerprint(lock)


def fingerprint(lock):
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def install(lock):
    say("Installing the packages of %s (a minute or two, only when they change)" % lock.name)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    if subprocess.call(pip) != 0:
        stop("Installing the packages of %s failed; pip says why above." % lock.name, advice())
    stamp(lock).write_text(fingerprint(lock))


def advice():
    """What to do about a step that failed: most often the disk or the network."""
    if not os.access(str(ROOT), os.W_OK):
        return "You may not write in %s: make it yours, or clone the portal into a folder of yours." % ROOT
    for folder in (str(ROOT), tempfile.gettempdir()):
        free = shutil.disk_usage(folder).free // 2**20
        if free < 500:
            return "The disk is full: %d MB are free for %s, about 500 are needed." % (free, folder)
    return "Is there a network, or a proxy to set (HTTPS_PROXY)? Then say the same again: nothing needs undoing."


def say(text):
    print(text + "...", flush=True)


def stop(what, advice):
    sys.exit("\n%s\n%s\n" % (what, advice))


if __name__ == "__main__":
    main(ROOT / sys.argv[1])
