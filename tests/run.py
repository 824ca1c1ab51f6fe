#!/usr/bin/env python3
"""Runs everything that is checked and ends with a table: what passed, what failed, what this machine could not run.

    make test                          # everything
    make test STEPS="ruff sqlite"      # these steps only

What is missing is installed with apt-get where we are root, or else named at the end. With CI=true it is a failure.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 - found only after the line above
from tests.browser import chromium  # noqa: E402

PROGRAMS = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
# Each process takes neighbours, which share what a module loads; who is done first takes over from the other.
PYTEST = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", "-m"]
STEPS = {
    "ruff": [sys.executable, "-m", "ruff", "check", "--output-format", "concise"],
    "format": [sys.executable, "-m", "ruff", "format", "--check"],
    "templates": [sys.executable, "-m", "djlint", "templates", "--lint", "--quiet"],
    "imports": [PROGRAMS / "lint-imports", "--no-logo"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "migrate": [*MANAGE, "migrate", "--verbosity", "0"],
    "deploy": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
    "static": [*MANAGE, "collectstatic", "--no-input", "--verbosity", "0"],
    "once": [*PYTEST, "once and not browser"],
    "sqlite": [*PYTEST, "not once and not browser"],
    "postgresql": [*PYTEST, "not once and not browser", "--migrations"],
    "browser": [*PYTEST, "browser"],
}
NEEDED = {
    "postgresql": (postgres.programs, f"PostgreSQL {postgres.OLDEST} or newer: apt-get install postgresql"),
    "browser": (chromium.is_ready, "Chromium: apt-get install chromium libatomic1, or CHROMIUM=/path/to/it"),
}


def main(wanted):
    unknown = set(wanted) - set(STEPS)
    if unknown:
        sys.exit(f"There is no step {', '.join(sorted(unknown))}. There are: {', '.join(STEPS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that the PostgreSQL server ends too
    os.chdir(ROOT)
    wanted = wanted or list(STEPS)
    install_missing(wanted)
    results = [(name, *run(name)) for name in wanted]
    sys.exit(summary(results))


def is_missing(name):
    return name in NEEDED and not NEEDED[name][0]()


def install_missing(wanted):
    if any(map(is_missing, wanted)) and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run([".ci/machine"], check=False)


def run(name):
    """Run one step; its outcome and how many seconds it took."""
    if is_missing(name):
        return "NOT RUN", 0
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    with ExitStack() as stack:
        status = subprocess.run(STEPS[name], env=environment(name, stack), check=False).returncode
    return ("failed" if status else "passed"), time.monotonic() - start


def environment(name, stack):
    """The environment of a step, with nothing of the caller's portal in it; what it opens is closed by the stack."""
    ours = {"LOCAL", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "STATE_DIR", "CACHED_PAGES"}
    result = {key: value for key, value in os.environ.items() if key not in ours}
    if "manage.py" in STEPS[name]:  # as in production, with nothing there yet
        result["STATE_DIR"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="tvet-portal-"))
        result["SECRET_KEY"] = secrets.token_urlsafe(50)
        result["ALLOWED_HOSTS"] = "portal.example.org"
        result["SITE_URL"] = "https://portal.example.org"
    if name == "postgresql":
        result["DATABASE_URL"] = stack.enter_context(postgres.throwaway_server())
    return result


def summary(results):
    """Print the table; the exit status."""
    print("\n== summary")
    for name, outcome, seconds in results:
        print(f"{outcome:8} {seconds:6.1f} s  {name}")
    for name, outcome, _ in results:
        if outcome == "NOT RUN":
            print(f"\nNOT RUN: {name}. This machine lacks {NEEDED[name][1]}")
    outcomes = [outcome for _, outcome, _ in results]
    failed = outcomes.count("failed") + (outcomes.count("NOT RUN") if os.environ.get("CI") else 0)
    print(f"\nsteps: {outcomes.count('passed')} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    main(sys.argv[1:])
