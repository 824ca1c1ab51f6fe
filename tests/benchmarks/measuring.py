"""Measures requests: in turns with those they are compared with, on the clock and by the CPU time of the processes.

CPU time is that of all processes that answer: the workers of gunicorn, and those of PostgreSQL. The client's is not in
it. A turn is a few requests of one kind, so that whatever else the machine does meanwhile meets all kinds alike.
"""

import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import psycopg2

WORKERS, THREADS = 2, 4
TURN = 0.15  # seconds of requests in one turn
LONGEST = float(os.environ.get("BENCH_SECONDS", 2.5))  # of requests of one kind
MOST, FEWEST = 200, 12  # requests of one kind
CLIENTS = 4  # that ask at the same time, where requests a second are counted
MEGABYTE = 1_000_000


def cpu_of(pid):
    """CPU seconds of a running process, all its threads together, to the nanosecond (clock_getcpuclockid)."""
    return time.clock_gettime(~pid << 3 | 2)


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_of_ended_children(pid):
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[13:15]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


class Processes:
    """A process and its children."""

    def __init__(self, pid):
        self.pid = pid

    def cpu(self):
        """CPU seconds so far, those of children that have ended included."""
        living = 0
        for pid in (self.pid, *children_of(self.pid)):
            try:
                living += cpu_of(pid)
            except (ProcessLookupError, OSError):  # it has just ended
                continue
        return living + cpu_of_ended_children(self.pid)

    def memory(self, what="Pss"):
        """Megabytes of each child: of pages that several share, its part (Pss), or what is its alone (Pss_Anon)."""
        pattern = re.compile(rf"^{what}: +(\d+) kB", re.MULTILINE)
        texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in children_of(self.pid)]
        return [int(pattern.search(text)[1]) * 1024 / MEGABYTE for text in texts]


class NoProcesses:
    """A database without processes of its own: SQLite."""

    def cpu(self):
        return 0.0


@contextmanager
def gunicorn(settings, environment):
    """Serve with these settings as docs/operations.md says; gives a Server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--worker-class", "gthread", "--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "60"]
    command = [sys.executable, "-m", "gunicorn", "tests.benchmarks.serving:application", *options]
    environment = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings}
    process = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}", "--log-level", "warning", "--timeout", "300"], env=environment
    )
    try:
        yield Server(process, port)
    finally:
        process.send_signal(signal.SIGINT)  # at once: nobody asks any more
        process.wait()


class Server(Processes):
    """A running gunicorn."""

    def __init__(self, process, port):
        super().__init__(process.pid)
        self.port = port
        while not self.is_listening():
            if process.poll() is not None:
                raise RuntimeError("gunicorn ended at once: what it says stands above")
            time.sleep(0.1)

    def is_listening(self):
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0


class Client:
    """A visitor with one connection, and no cookies."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)

    def get(self, address, **headers):
        """(status, body) of an address."""
        try:
            self.connection.request("GET", address, headers=headers)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # it was kept open for too long
            self.connection.close()
            self.connection.request("GET", address, headers=headers)
            response = self.connection.getresponse()
        return response.status, response.read()


@dataclass
class Kind:
    """One kind of request that is measured: to a server, or statements to the database."""

    cpus: dict  # "app" and "db" -> function that gives CPU seconds
    ask: object  # () -> None
    another: object = None  # () -> the same for one more client
    seconds: list = field(default_factory=list)
    spent: dict = field(default_factory=lambda: {"app": 0.0, "db": 0.0})
    statements: int = 0
    size: int = 0
    rate: float | None = None

    @property
    def is_done(self):
        return len(self.seconds) >= MOST or (sum(self.seconds) >= LONGEST and len(self.seconds) >= FEWEST)

    def take_turn(self):
        before = {name: read() for name, read in self.cpus.items()}
        until = time.perf_counter() + TURN
        while not self.is_done:
            start = time.perf_counter()
            self.ask()
            now = time.perf_counter()
            self.seconds.append(now - start)
            if now > until:
                break
        for name, read in self.cpus.items():
            self.spent[name] += read() - before[name]

    def measure_rate(self, seconds=LONGEST / 4):
        """Requests a second with several clients at once."""
        asks = [self.another() for _ in range(CLIENTS)]
        counts, start = [0] * CLIENTS, time.perf_counter()

        def run(place):
            while time.perf_counter() - start < seconds:
                asks[place]()
                counts[place] += 1

        threads = [threading.Thread(target=run, args=[place]) for place in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = sum(counts) / (time.perf_counter() - start)
        self.rate = max(rate, self.rate or 0)

    @property
    def app(self):
        return self.spent["app"] / len(self.seconds)

    @property
    def db(self):
        return self.spent["db"] / len(self.seconds)

    @property
    def cpu(self):
        return self.app + self.db

    @property
    def p50(self):
        return statistics.median(self.seconds)

    @property
    def p95(self):
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1]


def requests(server, database, addresses):
    """Requests to a server, to each of the addresses in turn."""

    def visitor():
        client, turns = Client(server), cycle(addresses)

        def ask():
            address = next(turns)
            status, _body = client.get(address)
            if status != 200:
                raise RuntimeError(f"{address} answers {status}")

        return ask

    return Kind({"app": server.cpu, "db": database.cpu}, visitor(), visitor)


def statements_of(server, address):
    return json.loads(Client(server).get(address, **{"X-Statements": "1"})[1])


def statements(place, database, asked):
    """The bare statements of a page: the least that it can cost."""
    connection = psycopg2.connect(host=place, user="postgres", dbname="postgres")
    connection.autocommit = True
    cursor = connection.cursor()

    def ask():
        for statement in asked:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()

    return Kind({"app": time.process_time, "db": database.cpu}, ask)


def measure(kinds):
    """Let all kinds take turns until each has been measured, and then see how many a second go."""
    for kind in kinds:
        kind.ask()
    while waiting := [kind for kind in kinds if not kind.is_done]:
        for kind in waiting:
            kind.take_turn()
    for _time in range(2):
        for kind in kinds:
            if kind.another:
                kind.measure_rate()
