"""Search among a million entries: `python -m tests.benchmarks.million`; with `ENTRIES=` another number of them.

10,000 records of the corpus and their entries are copied by the database until there are so many, each under a key of
its own, and the index is made of the copies as of any rows. Nothing is promised of so many and there is no plain Django
beside them: what is seen is printed. Not part of `make bench`, since it takes a quarter of an hour and 10 GB.
"""

import os
import time
from contextlib import ExitStack

import django

from tests import postgres
from tests.benchmarks import pages
from tests.benchmarks.bench_search import COLUMNS, folder_for, line, prepare, run
from tests.benchmarks.measuring import Processes, gunicorn, measure, requests

RECORDS, ENTRIES = 10_000, int(os.environ.get("ENTRIES", 1_000_000))
ASKED = (pages.COMMON, pages.FILTERED, pages.RARE, pages.SEARCH_PAGE, pages.SUGGESTIONS)
SCRIPTS = [f"search, {script}" for script in pages.SCRIPTS.values()]


def main():
    with ExitStack() as stack:
        place = stack.enter_context(folder_for("million"))
        environment = {"LOCAL": "1", "STATE_DIR": str(place / "state"), "CACHED_PAGES": "0"}
        environment["DATABASE_URL"] = stack.enter_context(postgres.server_in(place / "postgres"))
        database = Processes(int((place / "postgres/data/postmaster.pid").read_text().split()[0]))
        prepare(RECORDS, environment)
        run("million", environment | {"COPY": "1"})
        server = stack.enter_context(gunicorn("tvet_portal.settings", environment))
        kinds = {name: requests(server, database, pages.pages(RECORDS)[name].portal) for name in (*ASKED, *SCRIPTS)}
        for kind in kinds.values():
            measure([kind])
        print(f"{'':36}" + "".join(f"{column:>10}" for column in COLUMNS))
        for name, kind in kinds.items():
            print(f"{name:36}{line(kind)}")
        print("memory of a worker: " + ", ".join(f"{megabytes:.0f} MB" for megabytes in server.memory()))


def copy():
    """Copy the entries and make the index of them."""
    django.setup()
    from django.core.management import call_command

    from tvet_portal.search.models import SearchEntry

    start = time.perf_counter()
    made = list(copies(SearchEntry))
    print(f"{len(made)} copies made in {time.perf_counter() - start:,.0f} s", flush=True)
    number, start = SearchEntry.objects.count(), time.perf_counter()
    call_command("reindex", "--index", verbosity=0)
    seconds = time.perf_counter() - start
    print(f"index of {number:,} entries made in {seconds:,.0f} s, {number / seconds:,.0f} a second", flush=True)


def copies(model):
    """Copies all records and their entries again and again; each copy has a count of its own, as changes have.

    Of a record only its own row is copied: that is what a page of results asks to see if it is public.
    """
    from django.db import connection, transaction

    from tvet_portal.records.models import Record
    from tvet_portal.search.models import SearchCounter

    source = model.objects.filter(record__isnull=False).exclude(key__contains="#")
    number, found = source.count(), model.objects.count()
    for copy in range((ENTRIES - found) // number):
        end = f"|| '#{found + copy}'"
        with transaction.atomic(), connection.cursor() as cursor:
            own = {"key": f"key {end}", "slug": f"slug {end}", "reference": f"reference {end}"}
            copy_rows(cursor, Record, own, "key NOT LIKE '%#%' AND status = 'published'")
            own = {"key": f"key {end}", "stamp": str(SearchCounter.bump())}
            copy_rows(cursor, model, own, "key NOT LIKE '%#%' AND record IS NOT NULL")
        yield copy
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}, {Record._meta.db_table}")


def copy_rows(cursor, model, own, which):
    """Insert these rows of a table once more, but for what each has as its own: column -> SQL."""
    columns = [field.column for field in model._meta.fields if field.name != "id"]
    values = [own.get(column, column) for column in columns]
    table = model._meta.db_table
    cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {which}")


if __name__ == "__main__":
    copy() if "COPY" in os.environ else main()
