"""What every test stands on."""

import gc
import os
from itertools import count
from pathlib import Path

import hypothesis
import pytest
from django.db import connection

# The same examples on every run: a red test stays red, a green one is not luck.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("repeatable")


@pytest.hookimpl(tryfirst=True)  # before those are chosen that have a mark
def pytest_collection_modifyitems(config, items):
    """Mark what asks for no database; leave out, and count as left out, what is about the other one."""
    for item in items:
        if not item.get_closest_marker("django_db") and {"db", "transactional_db"}.isdisjoint(item.fixturenames):
            item.add_marker("once")
    other = {"postgresql": "sqlite", "sqlite": "postgresql"}[connection.vendor]
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish():
    """What is imported stays: to look through all of it again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skipped test is a failed one: what is missing there must be seen."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome, report.longrepr = "failed", f"skipped, and in CI nothing may be: {report.longrepr}"
    return report


numbers = count()


@pytest.fixture(autouse=True)
def own_state(settings):
    """Files, index and kept rows of one test are not seen by another. The folder is made by who first writes to it."""
    from tvet_portal.records.page.kept import kept_rows  # only now are the models ready

    kept_rows.clear()
    folder = Path(settings.STATE_DIR) / f"test-{next(numbers)}"
    settings.MEDIA_ROOT, settings.SEARCH_INDEX_DIR = folder / "uploads", folder / "search"
