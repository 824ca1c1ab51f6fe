"""Makes and fills a database to measure: `python -m tests.benchmarks.prepare 1000`."""

import subprocess
import sys

import django


def main(records):
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from tqdm import tqdm

    from tests.benchmarks import filling

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with tqdm(total=records, unit="records", disable=None) as bar:  # no bar unless on a terminal
        filling.load(records, tick=bar.update)
    if connection.vendor == "postgresql":
        subprocess.run([sys.executable, "-m", "tests.benchmarks.plain.filling"], check=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # now, and not while requests are measured


if __name__ == "__main__":
    main(int(sys.argv[1]))
