"""Where the browser of the tests is, and how it is started."""

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
