"""Whether search is current and never wrong: `CHANGES=200 python -m tests.benchmarks.bench_truth`.

Three processes on two nodes serve one database, on SQLite and on PostgreSQL. Their counts are compared with SQL's after
each of so many publications and withdrawals; then editors at once publish and withdraw canary words; then one process
after another is killed while it feeds its folder.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from tests import postgres

CHANGES = int(os.environ.get("CHANGES", 200))
EDITORS, CANARIES, KILLS = 4, 15, 10


def main():
    run()
    if not postgres.programs():
        print("NOT RUN: PostgreSQL, whose programs this machine lacks")
        return
    with postgres.throwaway_server() as address:
        run(DATABASE_URL=address)


def run(**environment):
    with tempfile.TemporaryDirectory() as state:
        environment |= {"DJANGO_SETTINGS_MODULE": "tvet_portal.settings", "LOCAL": "1", "STATE_DIR": state}
        command = [sys.executable, "-m", "tests.benchmarks.bench_truth", state]
        subprocess.run(command, env={**os.environ, **environment}, check=True)


def measure(folder):
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.benchmarks.truth import Truth

    call_command("migrate", verbosity=0)
    truth = Truth(folder)
    print(f"{connection.vendor}: {len(truth.servers)} processes, {len(truth.nodes)} nodes", flush=True)
    wrong = timed(f"counts after each of {CHANGES} changes", lambda: truth.changes(CHANGES))
    wrong += timed(f"{EDITORS} editors, {CANARIES} canaries each", lambda: truth.at_once(EDITORS, CANARIES))
    wrong += timed(f"{KILLS} processes killed", lambda: [one for _ in range(KILLS) for one in truth.kill_one()])
    truth.end()
    sys.exit(1 if wrong else 0)


def timed(what, work):
    start = time.perf_counter()
    wrong = work()
    print(f"  {what:36}{len(wrong):4} wrong {time.perf_counter() - start:8.1f} s", flush=True)
    for one in wrong[:5]:
        print(f"    {one}")
    return wrong


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if sys.argv[1:] else main()
