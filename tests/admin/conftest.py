"""Somebody of the staff, signed in."""

import pytest

from tests.factories.records import staff
from tests.public.conftest import curated  # noqa: F401 - a fixture: the records that come with the portal


@pytest.fixture
def publisher(client):
    client.force_login(staff("publisher"))
    return client


@pytest.fixture
def writer(client):
    client.force_login(staff("writer"))
    return client
