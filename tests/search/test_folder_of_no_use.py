"""Whatever happens to the folder of the index, the search page answers, and says so where something may be missing."""

import resource
import signal
from contextlib import contextmanager

import pytest

from tests.search import rows
from tests.search.test_page import search, titles
from tvet_portal.search import feeding, index
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.rebuilding import drift_of_index, rebuild

pytestmark = pytest.mark.django_db

NOTICE = ["The search is being rebuilt: for a while, something may be missing here."]


@pytest.fixture(autouse=True)
def no_rest(monkeypatch):
    """A folder that failed is tried again at once."""
    monkeypatch.setattr(index, "REST", 0)


def answer(client):
    page = search(client, q="welders", sort="title")
    return titles(page), page.context["notices"]


@contextmanager
def full_disk():
    """No file may grow beyond a few bytes, as on a disk that is full."""
    assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_folder_that_cannot_be_made_is_replaced_by_memory(client, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.SEARCH_INDEX_DIR = tmp_path / "file" / "search"
    rows.publish("a", "Welders")
    first = answer(client)
    rows.publish("b", "Welders again")

    assert (first, answer(client)) == ((["Welders"], []), (["Welders", "Welders again"], []))


def test_full_disk_without_an_index_is_replaced_by_memory(client):
    rows.publish("a", "Welders")

    with full_disk():
        found = answer(client)

    assert found == (["Welders"], [])


def test_full_disk_leaves_the_last_index_and_says_so(client):
    rows.publish("a", "Welders")
    answer(client)
    rows.publish("b", "Welders again")

    with full_disk():
        found = answer(client)

    assert found == (["Welders"], NOTICE)
    assert answer(client) == (["Welders", "Welders again"], [])


def test_page_that_may_lack_results_is_kept_by_nobody(client):
    rows.publish("a", "Welders")
    whole = search(client, q="welders")
    rows.publish("b", "Welders again")

    with full_disk():
        page = search(client, q="welders")

    assert ("no-store" in whole.get("Cache-Control", ""), "no-store" in page["Cache-Control"]) == (False, True)


def test_withdrawn_record_is_not_shown_while_the_disk_is_full(client):
    rows.publish("a", "Welders")
    record = rows.publish("b", "Welders again")
    answer(client)
    rows.withdraw(record)

    with full_disk():
        found = answer(client)

    assert found == (["Welders"], NOTICE)


def test_index_that_fails_as_soon_as_it_was_made_is_replaced_by_memory(client, settings, monkeypatch):
    rows.publish("a", "Welders")
    answer(client)
    for file in settings.SEARCH_INDEX_DIR.glob("*/*.idx"):
        file.write_bytes(bytes(len(file.read_bytes())))
    monkeypatch.setattr(feeding, "check", lambda file: None)  # as if it broke after it was opened
    index.node.cache_clear()

    assert answer(client) == (["Welders"], [])


@pytest.mark.parametrize("ending", ["idx", "pos", "term", "fast"])
def test_one_wrong_bit_is_noticed_when_a_process_opens_the_index(client, settings, ending):
    rows.publish("a", "Welders")
    answer(client)
    (before,) = settings.SEARCH_INDEX_DIR.glob(f"*/*.{ending}")
    content = bytearray(before.read_bytes())
    content[len(content) // 3] ^= 1
    before.write_bytes(content)
    index.node.cache_clear()

    assert answer(client) == (["Welders"], [])
    assert not before.exists()


def test_index_that_is_long_to_make_grows_from_page_to_page_and_says_so(client, monkeypatch):
    monkeypatch.setattr(index.answer_with_memory, "__kwdefaults__", {"most": 2, "patience": 1})
    for number in range(5):
        rows.publish(f"r{number}", f"Welders {number}")

    found = [answer(client) for _ in range(3)]

    assert [(len(some), notices) for some, notices in found] == [(2, NOTICE), (4, NOTICE), (5, [])]


def test_index_is_made_anew_beside_the_one_that_answers(client, settings):
    rows.publish("a", "Welders")
    answer(client)
    meanwhile = []
    node = index.node(settings.SEARCH_INDEX_DIR)

    node.renew(tick=lambda number: meanwhile.append(answer(client)))

    assert meanwhile == [(["Welders"], [])]
    assert answer(client) == (["Welders"], [])
    assert len([place for place in settings.SEARCH_INDEX_DIR.iterdir() if place.is_dir()]) == 1


def test_entries_made_anew_leave_nothing_else_in_an_index(client, settings):
    rows.publish("a", "Welders")
    answer(client)
    SearchEntry.objects.all().delete()

    rebuild()

    assert answer(client) == (["Welders"], [])
    assert index.ask(drift_of_index) == {}
