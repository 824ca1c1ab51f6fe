"""What is measured without gunicorn: `python -m tests.benchmarks.within` prints it as JSON. It changes the database.

How fast the index is made anew from the rows; how long COPY takes for the rows of a file; and how much longer it takes
to publish a record again with its entry and the index than without.
"""

import json
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import django

TIMES = 20
ROWS = 10_000
COPY = """COPY (
    SELECT 'https://example.org/id/' || reference, title, reference, signed_on, kind, city, effective_on, expires_on,
        is_expiry_computed, renewal, legal_force, summary, version_number, published_at,
        (SELECT title FROM directory_source WHERE id = main_source_id),
        (SELECT string_agg(as_printed, '; ' ORDER BY position) FROM records_participation
            WHERE record_id = record.id AND role = 'party'),
        (SELECT string_agg(name, '; ' ORDER BY position) FROM records_participation
            JOIN directory_country AS country ON country.id = country_id WHERE record_id = record.id),
        (SELECT string_agg(organisation.name, '; ' ORDER BY position) FROM records_participation
            JOIN directory_organisation AS organisation ON organisation.id = organisation_id
            WHERE record_id = record.id),
        (SELECT string_agg(DISTINCT label, '; ') FROM directory_cooperationarea AS area WHERE area.id IN (
            SELECT cooperationarea_id FROM records_record_areas WHERE record_id = record.id
            UNION SELECT cooperationarea_id FROM records_provision_areas JOIN records_provision AS provision
                ON provision.id = provision_id WHERE record_id = record.id))
    FROM agreements_agreement JOIN records_record AS record ON record.id = record_ptr_id
    WHERE status = 'published' AND signed_last >= '{year}-01-01' ORDER BY signed_last DESC
) TO STDOUT (FORMAT csv)"""


def main():
    django.setup()
    from django.db import connection

    year, rows = year_of_file()
    found = {"year": year, "rows": rows, "all": all_rows(), "rebuild": rebuilding()}
    if connection.vendor == "postgresql":
        found["copy"] = copying(year)
    found["save"], found["save alone"] = saving()
    print(json.dumps(found))


def year_of_file():
    """Since which year agreements were signed, so that they are nearly 10,000; and how many they are."""
    from agreements.models import Agreement

    found = Agreement.objects.published()
    counts = {year: found.filter(signed_last__year__gte=year).count() for year in range(2006, 2027)}
    return min(counts.items(), key=lambda item: abs(item[1] - ROWS))


def all_rows():
    from agreements.models import Agreement

    return Agreement.objects.published().count()


def rebuilding():
    """Rows a second of an index made from nothing."""
    from tvet_portal.search.index import Node
    from tvet_portal.search.models import SearchEntry

    rows = SearchEntry.objects.filter(is_public=True).count()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        Node(Path(folder)).searcher()
        return rows / (time.perf_counter() - start)


def copying(year):
    """Seconds of the bare statement, the shortest of three."""
    from django.db import connection

    def copy():
        start = time.perf_counter()
        with connection.cursor() as cursor, tempfile.TemporaryFile() as file:
            cursor.copy_expert(COPY.format(year=year), file)
        return time.perf_counter() - start

    return min(copy() for _time in range(3))


def saving():
    """Seconds of one publication with its entry and the index, and of one without."""
    from django.contrib.auth import get_user_model

    from agreements.models import Agreement
    from tvet_portal.records import workflow
    from tvet_portal.search import index

    publisher, _is_new = get_user_model().objects.get_or_create(username="measuring", is_superuser=True)
    with_search, without = [], []
    index.ask(lambda searcher: searcher.num_docs)
    for record in Agreement.objects.published().order_by("pk")[:TIMES]:
        start = time.perf_counter()
        workflow.publish(record, by=publisher, reason="measured")
        index.ask(lambda searcher: searcher.num_docs)
        with_search.append(time.perf_counter() - start)
        with nobody_following():
            start = time.perf_counter()
            workflow.publish(record, by=publisher, reason="measured")
            without.append(time.perf_counter() - start)
    return statistics.median(with_search), statistics.median(without)


@contextmanager
def nobody_following():
    from tvet_portal.directory.followers import followers
    from tvet_portal.search.entries import follow

    kept = list(followers)
    followers.remove(follow)
    yield
    followers[:] = kept


if __name__ == "__main__":
    main()
