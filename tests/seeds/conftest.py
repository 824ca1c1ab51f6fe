"""The records that come with the portal, loaded once for all tests of what the five source texts say."""

import pytest

from tests.public.conftest import DATASET, undone_afterwards
from tvet_portal.records.dataset.loading import load


@pytest.fixture(scope="package", autouse=True)
def curated(django_db_setup, django_db_blocker):
    """Undone after the last test here, so that no other test sees these records."""
    with undone_afterwards(django_db_blocker):
        load(DATASET)
        yield


@pytest.fixture(autouse=True)
def each_test_undone(curated, db):
    """Every test of this package may use the database."""
