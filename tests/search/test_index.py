"""A node's index follows the rows, and comes back whatever happens to its folder."""

import json
import shutil

import pytest
from django.core.management import CommandError, call_command

from tests.search import rows
from tvet_portal.directory import followers
from tvet_portal.search import documents, index, query
from tvet_portal.search.models import SearchCounter, SearchEntry

pytestmark = pytest.mark.django_db
FEWEST_MERGED = 8  # parts of an index, of which tantivy then makes one


@pytest.fixture
def folder(settings):
    return settings.SEARCH_INDEX_DIR


def hits(node, words):
    return query.count(node.searcher(), query.Question(words))


def test_change_is_found_at_once(folder):
    node = index.Node(folder)
    rows.publish("a", "Training of welders")
    before = hits(node, "welders")

    rows.publish("b", "Welders again")

    assert (before, hits(node, "welders")) == (1, 2)


def test_withdrawn_record_leaves_the_index(folder):
    node = index.Node(folder)
    rows.publish("a", "Training of welders")
    before = hits(node, "welders")

    followers.tell([("agreement/a", None)])

    assert (before, hits(node, "welders")) == (1, 0)


def test_unchanged_index_is_not_touched(folder):
    rows.publish("a", "Training of welders")
    hits(index.Node(folder), "welders")
    state = folder / "state.json"
    before = state.stat().st_mtime_ns

    hits(index.Node(folder), "welders")

    assert state.stat().st_mtime_ns == before


def test_second_process_sees_what_the_first_has_fed(folder):
    first, second = index.Node(folder), index.Node(folder)
    rows.publish("a", "Training of welders")
    hits(first, "welders"), hits(second, "welders")
    rows.publish("b", "Welders again")

    assert (hits(first, "welders"), hits(second, "welders")) == (2, 2)


def test_nobody_waits_long_while_another_feeds(folder):
    first, second = index.Node(folder), index.Node(folder)
    rows.publish("a", "Training of welders")
    hits(second, "welders")
    rows.publish("b", "Welders again")

    with first.locked():
        opened, counter = second.now(patience=0.01)

    assert (opened.index.searcher().num_docs, opened.state.has_reached(counter)) == (1, False)
    assert hits(second, "welders") == 2


def test_parts_are_merged_while_readers_go_on(folder):
    node = index.Node(folder)
    for number in range(FEWEST_MERGED + 1):
        rows.publish(f"r{number}", "Welders")
        found = hits(node, "welders")

    with node.locked():  # which is given back when they are merged
        parts = index.Node(folder).searcher().num_segments

    assert (found, parts < FEWEST_MERGED) == (FEWEST_MERGED + 1, True)


def damage(folder, kind):
    (place,) = (path for path in folder.iterdir() if path.is_dir())
    if kind == "folder lost":
        shutil.rmtree(folder)
    elif kind == "index lost":
        shutil.rmtree(place)
    elif kind == "state unreadable":
        (folder / "state.json").write_text("{")
    elif kind == "state of another shape":
        (folder / "state.json").write_text(json.dumps({"count": 1}))
    elif kind == "contents unreadable":
        for path in place.glob("*.idx"):
            path.write_bytes(b"nothing")
    elif kind == "list of contents unreadable":
        (place / "meta.json").write_text("{")
    elif kind == "bytes turned round":
        for path in place.glob("*.pos"):
            content = path.read_bytes()
            half = len(content) // 2
            path.write_bytes(bytes(255 - byte for byte in content[:half]) + content[half:])


KINDS = [
    *("folder lost", "index lost", "state unreadable", "state of another shape"),
    *("contents unreadable", "list of contents unreadable", "bytes turned round"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_lost_or_damaged_index_is_made_anew(settings, folder, kind, monkeypatch):
    monkeypatch.setattr(index, "YOUNGEST_TO_REPLACE", 0)
    rows.publish("a", "Training of welders")
    hits(index.Node(folder), "welders")
    damage(folder, kind)
    index.node.cache_clear()

    found = index.ask(lambda searcher: query.find(searcher, query.Question('"training of welders"')))

    assert found.count == 1


@pytest.mark.parametrize("kind", ["folder lost", "index lost", "list of contents unreadable"])
def test_damage_under_an_open_index_is_repaired_with_the_next_change(folder, kind):
    node = index.Node(folder)
    rows.publish("a", "Training of welders")
    hits(node, "welders")
    damage(folder, kind)

    rows.publish("b", "Welders again")

    assert hits(node, "welders") == 2


def test_index_of_another_version_is_made_anew(folder, monkeypatch):
    rows.publish("a", "Training of welders")
    hits(index.Node(folder), "welders")

    newer = documents.VERSION + 1
    monkeypatch.setattr(documents, "VERSION", newer)
    found = hits(index.Node(folder), "welders")

    assert found == 1
    assert [path.name.split("-")[0] for path in folder.iterdir() if path.is_dir()] == [str(newer)]


@pytest.mark.parametrize("change", [{"value": 0}, {"epoch": "00000000-0000-0000-0000-000000000001"}])
def test_index_of_another_database_is_made_anew(folder, change):
    rows.publish("a", "Training of welders")
    hits(index.Node(folder), "welders")
    SearchCounter.objects.update(**change)
    SearchEntry.objects.update(title_words="cooks", body_words="")

    assert hits(index.Node(folder), "welders") == 0


def test_index_that_fails_as_soon_as_it_is_made_is_not_made_again_and_again(folder):
    rows.publish("a", "Training of welders")
    asked = []

    def fail(searcher):
        asked.append(searcher)
        raise ValueError("broken")

    with pytest.raises(index.IndexDamagedError):
        index.ask(fail)

    assert len(asked) == 2  # the folder and, in its place, memory


class TestReindex:
    def test_lost_rows_come_back(self, folder):
        rows.country("VN", "VNM", "Viet Nam")
        rows.organisation("kasve", "Korea Association", "KASVE")
        rows.publish("a", "Training of welders", participations=[rows.party("one", organisation="kasve")])
        before = list(SearchEntry.objects.order_by("key").values_list("key", "title_words", "name_words"))
        SearchEntry.objects.all().delete()

        call_command("reindex")

        assert list(SearchEntry.objects.order_by("key").values_list("key", "title_words", "name_words")) == before
        assert hits(index.Node(folder), "KASVE") == 2

    def test_entry_of_what_is_not_public_is_retired(self, folder):
        record = rows.publish("a", "Training of welders")
        type(record).objects.update(status="draft")

        call_command("reindex")

        assert hits(index.Node(folder), "welders") == 0

    def test_check_passes_when_all_is_well(self, capsys):
        rows.country("VN", "VNM", "Viet Nam", ["Vietnam"])
        rows.area("teachers", "Teacher training", [("vi", "giáo viên")])
        rows.organisation("moet", "Ministry of Education", "MOET", names=[("former", "Ministry of Schools")])
        other = {"key": "other", "text": "Đào tạo", "language": "vi"}
        party = rows.party("moet", organisation="moet")
        rows.publish("a", "Training of welders", alternative_titles=[other], participations=[party], areas=["teachers"])

        call_command("reindex", check=True)

        assert capsys.readouterr().out == "4 entries, all as they should be.\n"

    def test_check_says_what_differs(self):
        for key in "abc":
            rows.publish(key, "Training of welders")
        rows.save("d", "Never told")
        SearchEntry.objects.filter(key="agreement/a").update(title_words="cooks")
        SearchEntry.objects.filter(key="agreement/b").delete()
        SearchEntry.objects.filter(key="agreement/c").update(key="agreement/x")

        with pytest.raises(CommandError, match="3 missing, 1 stale, 1 superfluous"):
            call_command("reindex", check=True)
