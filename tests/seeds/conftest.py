"""The records that come with the portal, loaded once for all tests of what the five source texts say."""

from pathlib import Path

import pytest
from django.db import transaction

import tvet_portal
from tvet_portal.records.dataset.loading import load

DATASET = Path(tvet_portal.__file__).with_name("dataset")


@pytest.fixture(scope="package", autouse=True)
def curated(django_db_setup, django_db_blocker):
    """Undone after the last test here, so that no other test sees these records."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            load(DATASET)
            yield
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def each_test_undone(curated, db):
    """Every test of this package may use the database."""
