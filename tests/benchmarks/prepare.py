"""Makes and fills a database to measure, and its search index: `python -m tests.benchmarks.prepare 1000`."""

import subprocess
import sys

import django


def main(records):
    django.setup()
    from django.core.management import call_command

    from tvet_portal.records.models import Record
    from tvet_portal.search import index

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    found = Record.objects.count()
    if found not in (0, records):
        sys.exit(f"This database holds {found:,} records, not {records:,}: it was not filled to the end. Delete it.")
    if not found:
        fill(records)
    index.ask(lambda searcher: searcher.num_docs)


def fill(records):
    from django.db import connection
    from tqdm import tqdm

    from tests.benchmarks import filling

    with tqdm(total=records, unit="records", disable=None) as bar:  # no bar unless on a terminal
        filling.load(records, tick=bar.update)
    if connection.vendor == "postgresql":
        subprocess.run([sys.executable, "-m", "tests.benchmarks.plain.filling"], check=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # now, and not while requests are measured


if __name__ == "__main__":
    main(int(sys.argv[1]))
