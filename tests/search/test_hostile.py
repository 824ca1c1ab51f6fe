"""Whatever somebody asks, there is a page or a clear refusal."""

import pytest

from tests.benchmarks.bench_hostile import HOSTILE
from tests.search import rows

pytestmark = pytest.mark.django_db


def test_hostile_addresses_are_answered(client):
    rows.publish("a", "Training of welders", signed_on="2019")

    statuses = {what: client.get("/search/", parameters).status_code for what, parameters in HOSTILE.items()}

    assert {what: status for what, status in statuses.items() if status not in (200, 400)} == {}


def test_hostile_suggestions_are_answered(client):
    rows.publish("a", "Training of welders", signed_on="2019")

    statuses = {what: client.get("/search/suggestions", parameters).status_code for what, parameters in HOSTILE.items()}

    assert {what: status for what, status in statuses.items() if status not in (200, 400)} == {}
