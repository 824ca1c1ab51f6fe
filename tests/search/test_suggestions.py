"""What is offered while somebody types: titles and names in every script, and nothing that is not public."""

import pytest

from tests.search import rows

pytestmark = pytest.mark.django_db


def offers(client, words):
    return [offer["title"] for offer in client.get("/search/suggestions", {"q": words}).json()["suggestions"]]


@pytest.fixture
def archive():
    rows.area("tvet", "Vocational education", [("th", "อาชีวศึกษา"), ("vi", "Giáo dục nghề nghiệp")])
    rows.organisation("kasve", "Korea Association of Secondary Vocational Education", "KASVE")
    rows.publish("a", "Training of welders", participations=[rows.party("k", organisation="kasve")])


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kas", ["Korea Association of Secondary Vocational Education (KASVE)"]),
        ("wel", ["Training of welders"]),
        ("training of w", ["Training of welders"]),
        ("อาชีว", ["Vocational education"]),
        ("giao duc", ["Vocational education"]),
        ("w", []),
        ("", []),
        ("-wel", []),
        ("\x00", []),
        ("x" * 10_000, []),
    ],
)
def test_titles_and_names_are_offered(client, archive, words, offered):
    assert offers(client, words) == offered


def test_offer_says_what_it_is_and_where(client, archive):
    answer = client.get("/search/suggestions", {"q": "welders"}).json()

    assert answer["said"] == "1 suggestion"
    assert answer["suggestions"][0]["url"] == "/agreements/a/"
    assert answer["suggestions"][0]["kind"] == "Agreement"


def test_what_is_called_so_stands_first(client):
    rows.publish("a", "SEAMEO TED and others")
    rows.organisation("ted", "Regional Centre for Technical Education", "SEAMEO TED")

    assert offers(client, "SEAMEO TED")[0] == "Regional Centre for Technical Education (SEAMEO TED)"


def test_withdrawn_record_is_not_offered(client):
    record = rows.publish("a", "Training of welders")
    before = offers(client, "welders")

    rows.withdraw(record)

    assert (before, offers(client, "welders")) == (["Training of welders"], [])


@pytest.mark.parametrize("number", [1, 3])
def test_suggestions_cost_two_questions(client, django_assert_num_queries, number):
    for key in range(number):
        rows.publish(f"r{key}", f"Training {key}")
    offers(client, "train")

    with django_assert_num_queries(2):
        assert len(offers(client, "train")) == number
