"""Somebody who may write, signed in, and a small directory."""

import pytest

from tests.factories.records import staff
from tests.reading.giving import make_directory


@pytest.fixture
def directory(db):
    make_directory()


@pytest.fixture
def writer(client, directory):
    client.force_login(staff("writer"))
    return client
