"""Where the browser of the tests is, and how it is started."""

import ctypes
import os
import shutil
from pathlib import Path

FOLDER = Path(__file__).parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def program():
    """The path of Chromium, or None."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else ["chromium", "google-chrome"]
    return next(filter(None, map(shutil.which, names)), None)


def is_ready():
    """Whether browser tests can run here: there is a browser, and the library that playwright's own driver needs."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return program() is not None
