"""What several tests of public pages look at: the records that come with the portal, loaded once a module."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction

import tvet_portal
from tests.public.filling import Filler, give_neighbours
from tvet_portal.records.dataset.loading import load

DATASET = Path(tvet_portal.__file__).with_name("dataset")


@contextmanager
def undone_afterwards(django_db_blocker):
    """Rows made in this block are there for many tests, and gone after it."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)


@pytest.fixture(scope="module")
def curated(django_db_setup, django_db_blocker):
    with undone_afterwards(django_db_blocker):
        load(DATASET)
        yield


@pytest.fixture(scope="module")
def filler(django_db_setup, django_db_blocker):
    """What fills every column, list and part."""
    with undone_afterwards(django_db_blocker):
        filler = Filler()
        give_neighbours(filler)
        yield filler
