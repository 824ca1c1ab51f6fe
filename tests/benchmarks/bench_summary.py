"""How long the summary of an agreement takes beside an empty page: `python -m tests.benchmarks.bench_summary`."""

import os
import statistics
import tempfile
import time
from pathlib import Path

import django
import typst

RUNS = 30
EMPTY = '#set document(title: "Empty")\n= Empty\n'


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from agreements import summary
    from tvet_portal.records.dataset.loading import load
    from tvet_portal.records.pdf import template

    connection.creation.create_test_db(verbosity=0)
    load(settings.DATASET_DIR)
    client, address = Client(), "/agreements/kasve-seameo-ted-2025/summary.pdf"
    first, response = timed(lambda: client.get(address))
    tag = {"if_none_match": response["ETag"]}
    data = as_sent(address)
    fonts = {"font_paths": [str(settings.FONTS_DIR)], "ignore_system_fonts": True}
    folder = tempfile.TemporaryDirectory()
    page = Path(folder.name) / "empty.typ"
    page.write_text(EMPTY)
    empty = typst.Compiler(input=str(page), root=folder.name, **fonts)

    baseline = median(lambda run: empty.compile(pdf_standards=["ua-1"], timestamp=run))
    # A word that was never there before in every run: nothing can be taken from the compiler's memory as a whole.
    set_anew = median(lambda run: template(summary.TEMPLATE).compile(data.replace("Work with", f"Work {run} with")))
    rows = [
        ("an empty page", baseline),
        ("first answer of a process", first),
        ("the summary, set anew", set_anew),
        ("the whole answer, the same again", median(lambda run: client.get(address))),
        ("an answer that nothing changed", median(lambda run: client.get(address, headers=tag))),
    ]
    print(f"{len(response.content):,} bytes; median of {RUNS} runs")
    for what, seconds in rows:
        print(f"{what:34} {seconds * 1000:7.1f} ms {seconds / baseline:7.1f} times the empty page")
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def as_sent(address):
    """The JSON that the view hands to the template."""
    from agreements import summary
    from agreements.page import AgreementPage
    from tvet_portal.records.page.stored import approved_content
    from tvet_portal.records.pdf import as_json
    from tvet_portal.records.views import approved_version

    version = approved_version("agreement", address.split("/")[2])
    return as_json(summary.summarise(AgreementPage(version.record, approved_content(version), version=version)))


def timed(work, *arguments):
    start = time.perf_counter()
    result = work(*arguments)
    return time.perf_counter() - start, result


def median(work):
    return statistics.median(timed(work, run)[0] for run in range(RUNS))


if __name__ == "__main__":
    main()
