"""What was measured beside what was promised."""

from dataclasses import dataclass

from tests.benchmarks.pages import (
    COMMON,
    FILTERED,
    KEPT,
    LIST,
    LIST_PAGE,
    PLAIN,
    PORTAL,
    RARE,
    RECORD,
    SCRIPTS,
    SEARCH_PAGE,
    STORED,
    SUGGESTIONS,
)

MEGABYTES_OF_A_FILE = 20


@dataclass
class Verdict:
    """One promise: `value` may not be more than `bound`, or not less if `is_least`; None was not measured."""

    what: str
    value: float | None
    bound: float
    unit: str = "x"
    is_least: bool = False

    def __str__(self):
        sign = ">=" if self.is_least else "<="
        promised = f"{sign} {in_words(self.bound, self.unit)}"
        if self.value is None:
            return f"{self.what:66}{'not built':>18}{promised:>20}"
        is_kept = self.value >= self.bound if self.is_least else self.value <= self.bound
        return f"{self.what:66}{in_words(self.value, self.unit):>18}{promised:>20}  {'ok' if is_kept else 'MISSED'}"


def in_words(value, unit):
    if unit == "x":
        return f"1/{1 / value:.1f}" if 0 < value < 0.5 else f"{value:.2f} x"
    if not unit:
        return f"{value:g}"
    return f"{value:,.1f} {unit}" if value < 100 else f"{value:,.0f} {unit}"


def show(small, large):
    print(f"\nbounds, which hold for 100,000 records, at {large.records:,}", flush=True)
    for verdict in verdicts(small, large):
        print(verdict)


def verdicts(small, large):
    def ratio(reads, one, other, results=large, others=large):
        kinds = results.kinds.get(one), others.kinds.get(other)
        return reads(kinds[0]) / reads(kinds[1]) if all(kinds) else None

    def cpu(page):
        return ratio(lambda kind: kind.cpu, (page, PORTAL), (page, PLAIN))

    def rate(one, other):
        return ratio(lambda kind: kind.rate, one, other)

    yield Verdict(f"{COMMON}: CPU beside plain Django", cpu(COMMON), 1 / 80)
    yield Verdict(f"{FILTERED}: CPU beside plain Django", cpu(FILTERED), 1 / 50)
    yield Verdict(f"{RARE}: CPU beside plain Django", cpu(RARE), 0.8)
    yield Verdict(f"{LIST}: CPU beside plain Django", cpu(LIST), 1 / 15)
    for last, first in ((SEARCH_PAGE, COMMON), (LIST_PAGE, LIST)):
        beside = ratio(lambda kind: kind.p50, (last, PORTAL), (first, PORTAL))
        yield Verdict(f"{last}: p50 beside page 1", beside, 1.3)
    yield Verdict(
        f"{RECORD}: requests a second beside plain Django", rate((RECORD, PORTAL), (RECORD, PLAIN)), 0.9, is_least=True
    )
    yield Verdict(f"{RECORD}: SQL statements", large.kinds[RECORD, PORTAL].statements, 6, "")
    for script in SCRIPTS.values():
        beside = ratio(lambda kind: kind.cpu, (f"search, {script}", PORTAL), (RARE, PORTAL))
        yield Verdict(f"search, {script}: CPU beside the rare English word", beside, 1.5)
    beside = rate((SUGGESTIONS, PORTAL), (SUGGESTIONS, PLAIN))
    yield Verdict(f"{SUGGESTIONS}: requests a second beside a title prefix query", beside, 0.8, is_least=True)
    yield from of_files(large)
    for results in (small, large):
        more = (results.within["save"] - results.within["save alone"]) * 1000
        yield Verdict(f"save of one record: more with entry and index, {results.records:,} records", more, 40, "ms")
    for page in dict.fromkeys(page for page, who in large.kinds if who == PORTAL):
        grown = ratio(lambda kind: kind.p95, (page, PORTAL), (page, PORTAL), others=small)
        yield Verdict(
            f"{page}: p95 beside {small.records:,} records", grown, 3 if page in (COMMON, SEARCH_PAGE) else 1.3
        )
    yield Verdict("index made from the rows", large.within["rebuild"], 8_000, "a second", is_least=True)
    worker, plain = (max(large.memory[who]) for who in (PORTAL, PLAIN))
    yield Verdict("memory of a worker beside plain Django", worker / plain, 1.3)
    yield Verdict(
        "kept pages, the slowest: requests a second beside stored bytes", kept_pages(large), 0.5, is_least=True
    )


def of_files(large):
    csv, json, everything = large.files.values()
    yield Verdict(f"{csv.rows:,} rows as CSV: beside COPY", csv.seconds / large.within["copy"], 1.5)
    yield Verdict(f"{json.rows:,} rows as JSON", json.seconds, 1.0, "s")
    yield Verdict("first byte of the slower", max(csv.first_byte, json.first_byte) * 1000, 100, "ms")
    yield Verdict(f"memory for {csv.rows:,} rows", max(csv.growth, json.growth), MEGABYTES_OF_A_FILE, "MB")
    yield Verdict(f"memory for {everything.rows:,} rows", everything.growth, MEGABYTES_OF_A_FILE, "MB")


def kept_pages(large):
    """The least that a page from the cache reaches of its stored bytes."""
    kept = [page for page, who in large.kinds if who == KEPT]
    return min(large.kinds[page, KEPT].rate / large.kinds[page, STORED].rate for page in kept)
