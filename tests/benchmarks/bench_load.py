"""How long a dataset takes to load and to dump, beside its bare parts: `make bench RECORDS=1000`.

Each database is measured in a process of its own, with the portal's real settings. CPU is that process's (user and
system), which says the same on a machine that others use too; PostgreSQL's own work is only in the time on the clock.
"""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import django
import yaml

from tests import postgres
from tests.benchmarks.many_records import write_dataset

RECORDS = int(os.environ.get("RECORDS", 10_000))
LOADED_APPS = ("directory", "records", "search", "agreements", "events")


def main():
    with tempfile.TemporaryDirectory() as folder:
        print(f"{RECORDS:,} made-up records", flush=True)
        write_dataset(Path(folder, "made"), RECORDS)
        run(folder)
        if not postgres.programs():
            print("\nNOT RUN: PostgreSQL, whose programs this machine lacks")
            return
        with postgres.throwaway_server() as address:
            run(folder, DATABASE_URL=address)


def run(folder, **environment):
    with tempfile.TemporaryDirectory() as state:
        environment |= {"DJANGO_SETTINGS_MODULE": "tvet_portal.settings", "LOCAL": "1", "STATE_DIR": state}
        command = [sys.executable, "-m", "tests.benchmarks.bench_load", folder]
        subprocess.run(command, env={**os.environ, **environment}, check=True)


def measure(folder):
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tvet_portal.records.dataset.dumping import dump
    from tvet_portal.records.dataset.loading import load

    made, dumped, again = (
        folder / name for name in ("made", f"dumped-{connection.vendor}", f"again-{connection.vendor}")
    )
    call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":  # some builds allow more values in a query
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 32_766)
    print(f"\n{connection.vendor:26}     CPU   clock", flush=True)
    phases = Phases()
    loading = timed("load", lambda: load(made, tick=phases.tick))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for phase, seconds in phases.spent.items():
        print(f"  {phase:24}{seconds:6.1f} s")
    print(f"  most memory {peak:,} MB", flush=True)
    timed("load again, unchanged", lambda: load(made))
    timed("dump", lambda: dump(dumped))

    rows = [list(model._base_manager.all()) for model in loaded_models()]
    call_command("flush", interactive=False)
    writing = timed(f"bare: {sum(map(len, rows)):,} rows", lambda: write(rows))
    parsing = timed("bare: yaml.load", lambda: parse(made))
    print(f"a load is {loading / (writing + parsing):.1f} times its bare parts", flush=True)

    call_command("flush", interactive=False)
    load(dumped)
    dump(again)
    is_same = contents_of(dumped) == contents_of(again)
    print("load(dump(x)) is", "the same, byte for byte" if is_same else "NOT THE SAME", flush=True)


class Phases:
    """The CPU seconds of each phase of a load; search takes part in publishing, and is counted by itself."""

    def __init__(self):
        from tvet_portal.directory import followers

        self.spent, self.last = defaultdict(float), time.process_time()
        followers.followers[:] = [self.counted(follow) for follow in followers.followers]

    def tick(self, phase, count, total):
        now = time.process_time()
        self.spent[phase] += now - self.last
        self.last = now

    def counted(self, follow):
        def counted_follow(changes):
            self.tick("publishing", 0, 0)
            follow(changes)
            self.tick("search entries", 0, 0)

        return counted_follow


def timed(what, work):
    """Do the work and print how long it took; the CPU seconds."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    print(f"{what:26}{cpu:6.1f} s{clock:6.1f} s", flush=True)
    return cpu


def loaded_models():
    """Every model a load writes to, except the second table of each record, which Django cannot write in bulk."""
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model._meta.app_label in LOADED_APPS and not model._meta.parents]


def write(rows):
    from django.db import transaction

    with transaction.atomic():
        for some in rows:
            if some:
                type(some[0])._base_manager.bulk_create(some, batch_size=500)


def parse(folder):
    from tvet_portal.records.dataset.files import Loader

    for file in folder.rglob("*.yaml"):
        yaml.load(file.read_text(encoding="utf-8"), Loader=Loader)


def contents_of(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.yaml")}


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if sys.argv[1:] else main()
