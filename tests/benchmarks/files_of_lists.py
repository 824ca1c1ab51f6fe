"""How fast a list is sent as a file, and how much memory a worker takes for it."""

import http.client
import threading
import time
from dataclasses import dataclass

ENDINGS = ("csv", "json")
PIECE = 65_536


@dataclass
class File:
    """One file as it came."""

    rows: int
    seconds: float
    first_byte: float
    growth: float  # megabytes, all workers together

    def __str__(self):
        return (
            f"{self.seconds:.2f} s, first byte after {self.first_byte * 1000:.0f} ms, "
            f"{self.rows / self.seconds:,.0f} rows a second, memory +{self.growth:.0f} MB"
        )


def measure(server, within):
    """Name -> File: about 10,000 agreements, and all of them."""
    found = {}
    for ending in ENDINGS:
        found[f"{within['rows']:,} rows as {ending.upper()}"] = best(
            server, f"/agreements.{ending}?year_from={within['year']}", within["rows"]
        )
    found[f"all {within['all']:,} rows as CSV"] = best(server, "/agreements.csv", within["all"])
    return found


def best(server, address, rows, times=3):
    """The fastest, with the most memory that any took."""
    files = [fetch(server, address, rows) for _time in range(times)]
    fastest = min(files, key=lambda file: file.seconds)
    return File(rows, fastest.seconds, fastest.first_byte, max(file.growth for file in files))


def fetch(server, address, rows):
    before, most, is_done = sum(server.memory("Pss_Anon")), [0.0], threading.Event()

    def watch():
        while not is_done.wait(0.05):
            most[0] = max(most[0], sum(server.memory("Pss_Anon")))

    watcher = threading.Thread(target=watch)
    watcher.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    start = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    response.read(1)
    first_byte = time.perf_counter() - start
    while response.read(PIECE):
        pass
    seconds = time.perf_counter() - start
    is_done.set()
    watcher.join()
    connection.close()
    return File(rows, seconds, first_byte, max(most[0] - before, 0.0))
