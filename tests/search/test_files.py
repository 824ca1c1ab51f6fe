"""The results of a search as files: the same, in the same order, on all pages; nothing hidden."""

import pytest

from tests.factories.agreements import AgreementFactory
from tests.opendata.reading import faults_of_feed, file_of, names, rows
from tvet_portal.directory.models import Organisation
from tvet_portal.search import everything, query

pytestmark = pytest.mark.django_db
ENDINGS = ("csv", "xlsx", "json")


@pytest.fixture
def found():
    """Three results on two pages, a draft, and a public record about something else."""
    for title in ("Training of teachers", "Training", "Equipment and training"):
        AgreementFactory(title=title, published=True)
    AgreementFactory(title="Training in secret")
    AgreementFactory(title="Other", published=True)


@pytest.mark.parametrize("asked", ["?q=training", "?q=training&sort=title", "?type=agreement&country=zz"])
def test_files_hold_all_pages_in_their_order(client, monkeypatch, found, asked):
    monkeypatch.setattr(query, "PAGE_SIZE", 2)
    monkeypatch.setattr(everything, "BATCH", 2)
    pages = [client.get(f"/search/{asked}&page={number}").context for number in (1, 2)]
    shown = [result.url for page in pages for result in page["results"]]

    files = {
        ending: [row["address"] for row in rows(client.get(file_of("/search/", ending, asked)))] for ending in ENDINGS
    }

    assert files == {ending: [f"http://127.0.0.1:8000{url}" for url in shown] for ending in ENDINGS}
    assert len(shown) == pages[0]["count"] > 2


def test_feed_of_a_search_is_whole(client, found):
    feed = client.get("/search.atom?q=training")

    assert [*faults_of_feed(feed.getvalue())] == []
    assert sorted(names(client.get("/search.atom?q=training"))) == [
        "Equipment and training",
        "Training",
        "Training of teachers",
    ]


def test_entries_have_a_key_for_ever_and_records_an_address(client, found):
    body = Organisation.objects.first()

    ids = {row["title"]: row["id"] for row in rows(client.get("/search.json"))}

    assert ids[body.name] == f"tag:127.0.0.1,2026:organisation/{body.key}"
    assert ids["Training"].startswith("http://127.0.0.1:8000/id/AGR-")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("ending", ["csv", "atom"])
def test_file_costs_the_same_for_one_result_as_for_three(client, django_assert_num_queries, ending, number):
    for _number in range(number):
        AgreementFactory(title="Training", published=True)
    client.get("/search/")

    with django_assert_num_queries({"csv": 6, "atom": 7}[ending]):
        assert len(rows(client.get(f"/search.{ending}?q=training"))) == number


def test_page_offers_its_results_as_files(client, found):
    page = client.get("/search/?q=training&sort=title&page=1")

    assert [row["url"] for row in page.context["downloads"]] == [
        f"/search.{ending}?q=training&sort=title" for ending in ENDINGS
    ]
    assert "Take these 3:" in page.content.decode()
    assert client.get(page.context["feed"]).status_code == 200
