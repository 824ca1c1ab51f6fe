"""What is served is what the database holds: by several processes of two nodes, while editors change it."""

import pytest

from tests.benchmarks.truth import Truth

pytestmark = pytest.mark.django_db(transaction=True)


def test_servers_of_two_nodes_are_current_and_never_wrong(tmp_path):
    truth = Truth(tmp_path)

    wrong = {
        "counts": truth.changes(8),
        "canaries of editors at once": truth.at_once(editors=3, canaries=2),
        "after a process was killed": truth.kill_one(),
    }
    truth.end()

    assert wrong == {what: [] for what in wrong}
