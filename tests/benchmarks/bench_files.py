"""How long the files of a list take, and how much memory: `RECORDS=1000 python -m tests.benchmarks.bench_files`.

Two lists, the longer about four times the other: the time grows with the rows, the memory does not. Each database is
measured in a process of its own, with the portal's real settings. Seconds are that process's on the CPU.
"""

import os
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

import django

from tests import postgres
from tests.benchmarks.many_records import write_dataset

RECORDS = int(os.environ.get("RECORDS", 10_000))
MEGABYTE = 1_000_000
ENDINGS = ("csv", "json", "xlsx", "atom")
YEARS = (2022, 2006)  # made-up records are spread evenly over 2006 to 2026


def main():
    with tempfile.TemporaryDirectory() as folder:
        write_dataset(Path(folder), RECORDS)
        run(folder)
        if not postgres.programs():
            print("\nNOT RUN: PostgreSQL, whose programs this machine lacks")
            return
        with postgres.throwaway_server() as address:
            run(folder, DATABASE_URL=address)


def run(folder, **environment):
    with tempfile.TemporaryDirectory() as state:
        environment |= {"DJANGO_SETTINGS_MODULE": "tvet_portal.settings", "LOCAL": "1", "STATE_DIR": state}
        Path(state, "static").mkdir()
        command = [sys.executable, "-m", "tests.benchmarks.bench_files", folder]
        subprocess.run(command, env={**os.environ, **environment}, check=True)


def measure(folder):
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tvet_portal.records.dataset.loading import load

    call_command("migrate", verbosity=0)
    load(folder)
    columns = ("rows", "bytes", "CPU seconds", "rows/s", "most memory")
    print(f"\n{connection.vendor:14}" + "".join(f"{column:>14}" for column in columns), flush=True)
    for year in YEARS:
        for ending in ENDINGS:
            measure_file(ending, year)


def measure_file(ending, year):
    """One file: timed, and then again with its memory watched, which takes longer."""
    from events.models import Event

    rows = min(Event.objects.published().filter(held_last__year__gte=year).count(), 50 if ending == "atom" else RECORDS)
    start = time.process_time()
    size = sum(map(len, pieces(ending, year)))
    seconds = time.process_time() - start
    tracemalloc.start()
    for _piece in pieces(ending, year):
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"{ending:14}{rows:14,}{size:14,}{seconds:14.2f}{rows / seconds:14,.0f}{peak / MEGABYTE:11.1f} MB", flush=True
    )


def pieces(ending, year):
    from django.test import Client

    return Client().get(f"/events.{ending}?year_from={year}").streaming_content


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if sys.argv[1:] else main()
