"""Very long, very many, old, disputed, withdrawn: the page says so, stays short of questions, and can be found on."""

import html5lib
import pytest
from django.utils import timezone

from tests.factories import extremes
from tests.factories.agreements import AgreementFactory
from tests.public.reading import unmarked

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def tree_of(page):
    """The elements of a page; a parser that forgives nothing reads it."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.content)


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def elements(page, tag, name):
    """The elements of a page with this class."""
    return [element for element in tree_of(page).iter(tag) if name in element.get("class", "").split()]


@pytest.mark.parametrize("make", [extremes.sixty_parties, extremes.two_hundred_points, extremes.mixed_scripts])
def test_long_records_ask_few_questions(client, django_assert_max_num_queries, make):
    record = make()

    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(record.get_absolute_url())

    assert page.status_code == 200


@pytest.mark.parametrize("make", [extremes.long_title, extremes.long_word])
def test_very_long_title_stands_whole_in_the_heading(client, make):
    record = make()

    page = client.get(record.get_absolute_url())

    assert text_of(tree_of(page).find(".//h1")) == record.title


def test_two_hundred_points_are_folded_behind_the_first_of_each_kind_and_numbered_on(client):
    page = client.get(extremes.two_hundred_points().get_absolute_url())

    groups = {group["kind"]: group for group in page.context["page"].provision_groups}
    counted = {kind: (len(group["shown"]), [fold["last"] for fold in group["folds"]]) for kind, group in groups.items()}
    assert counted == {"area_of_cooperation": (20, [70, 120, 150]), "commitment": (20, [50])}
    summaries = [text_of(fold.find("summary")) for fold in elements(page, "details", "more")]
    assert [summary for summary in summaries if summary.startswith("Points")] == [
        "Points 21 to 70",
        "Points 71 to 120",
        "Points 121 to 150",
        "Points 21 to 50",
    ]
    assert [part.get("start") for part in elements(page, "ol", "numbered")] == [None, "21", "71", "121"]


def test_thirty_points_are_not_folded(client):
    record = AgreementFactory(areas_of_cooperation=30, published=True)

    page = client.get(record.get_absolute_url())

    assert elements(page, "details", "more") == []


def test_sixty_parties_are_folded_behind_the_first_dozen(client):
    page = client.get(extremes.sixty_parties().get_absolute_url())

    [fold] = elements(page, "details", "more")
    assert text_of(fold.find("summary")) == "48 more parties"
    assert [len(part) for part in elements(page, "div", "parties")] == [12, 48]


def test_words_in_five_scripts_say_their_language(client):
    page = client.get(extremes.mixed_scripts().get_absolute_url())

    assert unmarked(tree_of(page).find("body")) == []


def test_word_that_says_nothing_of_its_language_is_found():
    page = html5lib.parse('<p lang="th">ไทย</p><p>ລາວ <b lang="km">ខ្មែរ</b></p>', namespaceHTMLElements=False)

    assert unmarked(page) == ["ລາວ "]


def test_old_news_are_said_to_be_old(client):
    page = client.get(extremes.old_news().get_absolute_url())

    [notice] = elements(page, "p", "warn")
    assert text_of(notice) == (
        "8 years without news. The last report is of 21 May 2018. What has happened since is not recorded."
    )


def test_contradiction_shows_both_statements_and_the_one_followed(client):
    page = client.get(extremes.contradicted().get_absolute_url())

    [notice] = elements(page, "div", "warn")
    assert [(row.text, text_of(row).endswith("The record follows this one.")) for row in notice.iter("li")] == [
        ("Signed on 9 December. ", True),
        ("Signed on 10 December. ", False),
    ]


def test_unverified_point_is_marked(client):
    page = client.get(extremes.unverified().get_absolute_url())

    assert "Unverified" in [text_of(badge) for badge in elements(page, "span", "warn")]


def test_announced_meeting_says_so(client):
    page = client.get(extremes.announced().get_absolute_url())

    assert [text_of(badge) for badge in elements(page, "span", "badge")] == ["Announced"]


def test_withdrawn_record_says_when_and_why_and_offers_its_words(client):
    record = extremes.withdrawn()
    day = f"{timezone.localdate():%-d %B %Y}"

    page = client.get(record.get_absolute_url())

    said = text_of(tree_of(page).find(".//main"))
    assert page.status_code == 410
    assert f"It was withdrawn on {day}. Reason: It was entered twice." in said
    assert searched(page) == "A record that was a mistake"


def searched(page):
    """What stands in the search field."""
    return tree_of(page).find('.//main//input[@type="search"]').get("value")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/agreements/kasve-seameo-2025/", "kasve seameo 2025"),
        ("/agreements/kasve_seameo.pdf", "kasve seameo"),
        ("/ไทย-ลาว/", "ไทย ลาว"),
        ("/nothing/%00%1b%22%3E%3Cscript%3E/", '"><script>'),
        ("/" + "very-long-" * 40, "very long " * 7 + "very long"),
    ],
)
def test_missing_page_offers_the_words_of_its_address(client, address, words):
    page = client.get(address)

    assert (page.status_code, searched(page)) == (404, words)


def test_country_without_records_says_what_that_means_and_what_to_do(client):
    extremes.bare()

    page = client.get("/countries/xa/")

    said = [text_of(element) for element in elements(page, "p", "empty")]
    assert said[:3] == ["None is on record yet. That says nothing about what exists. Tell us of one"] * 3
