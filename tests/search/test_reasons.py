"""A result whose title and excerpt do not show what was asked for says which name held it."""

import pytest

from tests.search import rows
from tvet_portal.directory.models import Organisation

pytestmark = pytest.mark.django_db


def reasons(client, words):
    """Title of each result -> why it was found, where it says so."""
    results = client.get("/search/", {"q": words}).context["results"]
    return {result.texts[0]: result.reasons for result in results}


@pytest.fixture
def kasve():
    korea = rows.country("KR", "KOR", "Republic of Korea", ["South Korea"])
    body = rows.organisation("kasve", "Korea Association", "KASVE", names=[("typo", "KSAVE")], country=korea)
    rows.publish("mou", "Cooperation with a centre", participations=[rows.party("Printed", organisation="kasve")])
    return body


def test_other_name_of_a_body_is_shown(client, kasve):
    assert reasons(client, "KSAVE") == {
        "Korea Association (KASVE)": ["Also written <mark>KSAVE</mark>"],
        "Cooperation with a centre": ["Matches <mark>KSAVE</mark>, another name of Korea Association (KASVE)"],
    }


def test_body_that_a_record_names_is_shown_by_its_name(client, kasve):
    assert reasons(client, "KASVE") == {
        "Korea Association (KASVE)": [],
        "Cooperation with a centre": ["Matches Korea Association (<mark>KASVE</mark>)"],
    }


@pytest.mark.parametrize("words", ["cooperation", "centre of cooperation", "republic"])
def test_what_title_facts_and_kind_show_needs_no_reason(client, kasve, words):
    assert reasons(client, words)["Cooperation with a centre"] == []


def test_name_as_printed_is_shown(client, kasve):
    assert reasons(client, "printed")["Cooperation with a centre"] == ["Matches the name <mark>Printed</mark>"]


def test_two_names_are_shown_where_no_one_holds_all(client, kasve):
    assert reasons(client, "printed ksave")["Cooperation with a centre"] == [
        "Matches <mark>KSAVE</mark>, another name of Korea Association (KASVE)",
        "Matches the name <mark>Printed</mark>",
    ]


def test_name_in_another_language_says_so(client):
    rows.area("tvet", "Vocational education", [("vi", "Giáo dục nghề")])

    assert reasons(client, "giao duc") == {
        "Vocational education": [
            'Also written <span lang="vi"><mark>Giáo</mark> <mark>dục</mark> nghề</span>',
        ]
    }


def test_markup_in_a_name_stays_text(client):
    rows.organisation("x", "Association", names=[("variant", "<b>Bold</b>")])

    assert reasons(client, "bold") == {"Association": ["Also written &lt;b&gt;<mark>Bold</mark>&lt;/b&gt;"]}


def test_names_of_a_body_that_is_not_public_are_not_shown(client, kasve):
    client.get("/search/")
    Organisation.objects.update(approved_at=None)

    assert reasons(client, "KSAVE") == {"Cooperation with a centre": []}


@pytest.mark.parametrize("number", [1, 3])
def test_reasons_cost_a_constant_number_of_questions(client, django_assert_num_queries, number):
    rows.area("teachers", "Teacher training", [("vi", "giáo viên")])
    for key in range(number):
        rows.organisation(f"body-{key}", f"Body {key}", names=[("former", "Old name")])
        rows.publish(
            f"r{key}", f"Cooperation {key}", participations=[rows.party("one", organisation=f"body-{key}")],
            areas=["teachers"],
        )  # fmt: skip
    client.get("/search/")

    with django_assert_num_queries(8):
        found = reasons(client, "old name")

    assert [len(sentences) for sentences in found.values()] == [1] * 2 * number
