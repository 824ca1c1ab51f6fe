"""Search, lists and records beside plain Django: `RECORDS=10000 python -m tests.benchmarks.bench_search`.

The same made-up records (corpus.py) stand in the portal's tables and in those of plain Django (plain/). Both are served
by gunicorn with two workers and asked in turns, and so are the bare SQL of plain Django's page, the portal's page from
its cache, and stored bytes of it. All else is measured without that cache. So many records are measured, and a tenth of
them before, to see what grows; then the portal on SQLite. The bounds hold for 100,000 records. Pages are asked for one
after another and come uncompressed; where requests a second are counted, four visitors ask at once.

With BENCH_STATE=folder the databases are kept for the next run; delete it when models or entries change. BENCH_SECONDS
says how long each kind of request is measured (2.5).
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres
from tests.benchmarks import files_of_lists, verdicts
from tests.benchmarks.measuring import (
    WORKERS,
    Client,
    NoProcesses,
    Processes,
    gunicorn,
    measure,
    requests,
    statements,
    statements_of,
)
from tests.benchmarks.pages import KEPT, PLAIN, PORTAL, SQL, STORED, pages

RECORDS = int(os.environ.get("RECORDS", 100_000))
COLUMNS = ("CPU ms", "app", "database", "p50 ms", "p95 ms", "a second", "SQL", "kB", "measured")


@dataclass
class Results:
    """What one database with so many records showed."""

    records: int
    kinds: dict = field(default_factory=dict)  # (page, who) -> Kind
    memory: dict = field(default_factory=dict)  # who -> megabytes of a worker
    within: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that all servers end too
    found = {}
    if postgres.programs():
        for records in (RECORDS // 10, RECORDS):
            found[records] = measured("postgresql", records)
        verdicts.show(found[RECORDS // 10], found[RECORDS])
    else:
        print("NOT RUN: PostgreSQL, whose programs this machine lacks")
    measured("sqlite", RECORDS)


def measured(vendor, records):
    """Fill a database, measure, and print the table of it."""
    results = Results(records)
    with ExitStack() as stack:
        place = stack.enter_context(folder_for(f"{vendor}-{records}"))
        environment = {"LOCAL": "1", "STATE_DIR": str(place / "state"), "STORED": str(place / "stored")}
        servers, database = {}, NoProcesses()
        if vendor == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(postgres.server_in(place / "postgres"))
            database = Processes(int((place / "postgres/data/postmaster.pid").read_text().split()[0]))
        prepare(records, environment)
        for who, pages_kept in ((PORTAL, "0"), (KEPT, "300")):
            own = environment | {"CACHED_PAGES": pages_kept}
            servers[who] = stack.enter_context(gunicorn("tvet_portal.settings", own))
        if vendor == "postgresql":
            servers[PLAIN] = stack.enter_context(gunicorn("tests.benchmarks.plain.settings", environment))
        measure_pages(results, place, servers, database)
        results.memory = {who: server.memory() for who, server in servers.items()}
        results.within = json.loads(run("within", environment, stdout=subprocess.PIPE).stdout)
        results.files = files_of_lists.measure(servers[PORTAL], results.within)
    show(vendor, results)
    return results


@contextmanager
def folder_for(name):
    """The folder of one database: kept in BENCH_STATE, or a temporary one."""
    kept = os.environ.get("BENCH_STATE")
    with tempfile.TemporaryDirectory(prefix="tvet-portal-bench-") as temporary:
        folder = Path(kept or temporary, name)
        for place in (folder.parent, folder):
            place.mkdir(exist_ok=True, parents=True)
            place.chmod(0o755)  # PostgreSQL may run as somebody else
        for place in ("state/static", "stored", "postgres"):
            (folder / place).mkdir(exist_ok=True, parents=True)
        yield folder


def prepare(records, environment):
    """Fill the tables of the portal and of plain Django, unless an earlier run did, and make the index."""
    start = time.perf_counter()
    run("prepare", environment, str(records))
    print(f"{records:,} records made ready in {time.perf_counter() - start:,.0f} s", flush=True)


def run(module, environment, *arguments, **options):
    environment = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "tvet_portal.settings"}
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    return subprocess.run(command, env=environment, check=True, **options)


def measure_pages(results, place, servers, database):
    for number, (name, page) in enumerate(pages(results.records).items()):
        status, body = Client(servers[PORTAL]).get(page.portal[0])
        kinds = {}
        if status == 200:
            (place / "stored" / str(number)).write_bytes(body)
            keep(servers[KEPT], page.portal)
            for who in (PORTAL, KEPT):
                asked = [len(statements_of(servers[who], page.portal[0])) for _time in range(3)]
                kinds[who] = requests(servers[who], database, page.portal)
                kinds[who].statements = min(asked)  # not those that a process asks only once
            kinds[STORED] = requests(servers[PORTAL], database, [f"/stored/{number}"])
            for kind in kinds.values():
                kind.size = len(body)
        if PLAIN in servers and page.plain:
            asked = statements_of(servers[PLAIN], page.plain[0])
            kinds[PLAIN] = requests(servers[PLAIN], database, page.plain)
            kinds[PLAIN].size = len(Client(servers[PLAIN]).get(page.plain[0])[1])
            kinds[SQL] = statements(place / "postgres", database, asked)
            kinds[PLAIN].statements = kinds[SQL].statements = len(asked)
        measure(list(kinds.values()))
        results.kinds |= {(name, who): kind for who, kind in kinds.items()}


def keep(server, addresses):
    """Let each of the workers make these pages once; which of them answers a visitor is chance."""
    for _visitor in range(4 * WORKERS):
        client = Client(server)
        for address in addresses:
            client.get(address)


def show(vendor, results):
    print(f"\n{vendor}, {results.records:,} records", flush=True)
    print(f"{'':36}{'':14}" + "".join(f"{column:>10}" for column in COLUMNS))
    last = None
    for name, page in pages(results.records).items():
        if (name, PORTAL) not in results.kinds:
            print(f"{name:36}{PORTAL:14}  not built: {page.portal[0]}")
        for who in (PORTAL, PLAIN, SQL, KEPT, STORED):
            if (name, who) in results.kinds:
                print(f"{name if name != last else '':36}{who:14}{line(results.kinds[name, who])}")
                last = name
    for who, megabytes in results.memory.items():
        print(f"{'memory of a worker':36}{who:14}" + ", ".join(f"{one:.0f} MB" for one in megabytes))
    for name, file in results.files.items():
        print(f"{name:36}{'':14}{file}")
    print(f"{'index made from the rows':36}{'':14}{results.within['rebuild']:,.0f} records a second")
    print(f"{'a record published again':36}{'':14}", end="")
    print(f"{results.within['save'] * 1000:.1f} ms with search, {results.within['save alone'] * 1000:.1f} ms without")


def line(kind):
    times = (kind.cpu, kind.app, kind.db, kind.p50, kind.p95)
    rate = f"{kind.rate:10,.1f}" if kind.rate else f"{'':10}"
    rest = f"{kind.statements:10}{kind.size / 1000:10.0f}{len(kind.seconds):10}"
    return "".join(f"{one * 1000:10.2f}" for one in times) + rate + rest


if __name__ == "__main__":
    main()
