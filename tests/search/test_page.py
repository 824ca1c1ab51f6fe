"""The search page: what it shows, what it counts, where it leads, and what it makes of hostile addresses."""

import re
from urllib.parse import urlencode

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.search import rows
from tvet_portal.directory.models import Organisation
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db


def search(client, **parameters):
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response


def titles(response):
    return [re.sub("<[^>]+>", "", item.title) for item in response.context["results"]]


def counts(response, facet):
    """Value -> number beside it, as the page shows them."""
    (found,) = (one for one in response.context["facets"] if one["name"] == facet)
    return {option["value"]: option["count"] for option in found["options"]}


@pytest.fixture
def three_records():
    rows.country("VN", "VNM", "Viet Nam")
    rows.country("LA", "LAO", "Lao PDR", ["Laos"])
    rows.area("teachers", "Teacher training")
    rows.area("levels", "Qualification levels")
    vietnam, laos = rows.party("vn", country="VN"), rows.party("la", country="LA")
    rows.publish("a", "Training of welders", participations=[vietnam, laos], areas=["teachers"])
    rows.publish("b", "Training of cooks", participations=[vietnam], areas=["teachers", "levels"])
    rows.publish("c", "Training meeting", record_type="event", participations=[laos])


def test_page_is_valid_html(client, three_records):
    response = search(client, q="training", country="vn", year_from="2000")

    html5lib.HTMLParser(strict=True).parse(response.content.decode())


def test_page_without_words_shows_everything(client, three_records):
    assert search(client).context["count"] == 7


def test_result_says_what_it_is_and_marks_the_words(client, three_records):
    page = search(client, q="welders").content.decode()

    assert "Training of <mark>welders</mark>" in page
    assert "AGR-00001" in page
    assert "Viet Nam, Lao PDR" in page


def test_markup_in_a_title_stays_text(client):
    rows.publish(
        "x", "Welding <script>go()</script> & <b>more</b>", summary="Welding <img src=x> for everyone there is"
    )

    page = search(client, q="welding script").content.decode()

    assert "<mark>Welding</mark> &lt;<mark>script</mark>&gt;go()&lt;/<mark>script</mark>&gt; &amp; &lt;b&gt;" in page
    assert "<mark>Welding</mark> &lt;img src=x&gt;" in page


def test_filters_narrow_the_list(client, three_records):
    assert titles(search(client, q="training", type="agreement", country="la")) == ["Training of welders"]


def test_values_of_a_facet_are_alternatives(client, three_records):
    response = search(client, q="training", area=["teachers", "levels"], country="vn", sort="title")

    assert titles(response) == ["Training of cooks", "Training of welders"]


def test_facet_counts_follow_the_other_filters_only(client, three_records):
    response = search(client, q="training", country="la", type="event")

    assert counts(response, "country") == {"la": 1}
    assert counts(response, "type") == {"event": 1, "agreement": 1}


def test_ticked_value_stays_where_it_finds_nothing(client, three_records):
    rows.country("TH", "THA", "Thailand")

    response = search(client, q="training", country=["th", "vn"], type="event")

    assert counts(response, "country") == {"la": 1, "th": 0, "vn": 0}


def test_years_find_records_of_a_period(client):
    rows.publish("a", "One", record_type="programme", period="2009/2012")
    rows.publish("b", "Two", record_type="programme", period="2013")

    assert titles(search(client, year_from="2012", year_to="2012")) == ["One"]
    assert titles(search(client, year=["2010", "2013"], sort="title")) == ["One", "Two"]
    assert titles(search(client, year_from="2014")) == []


@pytest.mark.parametrize(
    ("asked", "shown", "chips"),
    [
        ({"year": "2012"}, {"from": None, "to": None}, {"2012": "?"}),
        ({"year_from": "2009", "year_to": "2010"}, {"from": 2009, "to": 2010}, {"2009–2010": "?"}),
        ({"year": ["2010", "2013"]}, {"from": None, "to": None}, {"2010": "?year=2013", "2013": "?year=2010"}),
    ],
)
def test_form_shows_one_pair_of_years(client, asked, shown, chips):
    rows.publish("a", "One", record_type="programme", period="2009/2012")

    context = search(client, **asked).context

    assert titles(search(client, **asked)) == ["One"]
    assert context["years"] == shown
    assert {chip["value"]: chip["url"] for chip in context["chips"]} == chips


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("newest", ["B", "C", "A"]), ("oldest", ["A", "C", "B"]), ("title", ["A", "B", "C"])],
)
def test_results_can_be_sorted(client, sort, expected):
    for title, period in (("A", "2009/2012"), ("B", "2020-05-01"), ("C", "[..2019-11-21]")):
        rows.publish(title.lower(), title, record_type="programme", period=period)

    assert titles(search(client, sort=sort)) == expected


def test_chip_leads_to_the_list_without_its_filter(client, three_records):
    response = search(client, q="training", country=["la", "vn"], type="event", sort="title")

    assert {chip["value"]: chip["url"] for chip in response.context["chips"]} == {
        "Event": "?q=training&country=la&country=vn&sort=title",
        "Lao PDR": "?q=training&type=event&country=vn&sort=title",
        "Viet Nam": "?q=training&type=event&country=la&sort=title",
    }


def test_pages_hold_every_result_once(client):
    for number in range(45):
        rows.publish(f"r{number}", f"Cooperation number {number}")

    pages = [titles(search(client, q="cooperation", page=page)) for page in (1, 2, 3)]

    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45


def test_page_beyond_the_last_is_the_last_and_says_so(client, three_records):
    response = search(client, q="training", page=10**30)

    assert len(titles(response)) == 4
    assert response.context["notices"] == ["There are 1 pages; this is the last."]


@pytest.mark.parametrize("hidden", ["draft", "in_review", "withdrawn"])
def test_record_that_is_not_public_is_never_shown(client, three_records, hidden):
    search(client)  # the index knows it
    Record.objects.filter(key="agreement/a").update(
        status=hidden, withdrawn_at="2026-01-01T00:00Z", withdrawn_reason="wrong"
    )

    assert titles(search(client, q="welders")) == []


def test_organisation_that_is_not_approved_is_never_shown(client):
    rows.organisation("kasve", "Korea Association", "KASVE")
    search(client)
    Organisation.objects.update(approved_at=None)

    assert titles(search(client, q="KASVE")) == []


def test_empty_result_offers_ways_out_with_their_numbers(client, three_records):
    response = search(client, q="training welders", country="la", type="event", year_from="2000")

    ways = {way["label"]: way["result"] for way in response.context["ways_out"]}
    assert ways == {
        "Search without the 3 filters": "1 result",
        "Without Type: Event": "0 results",
        "Without Country: Lao PDR": "0 results",
        "Without Years: 2000–": "0 results",
        "training": "4 results",
        "welders": "1 result",
    }


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_a_constant_number_of_questions(client, django_assert_num_queries, number):
    rows.country("VN", "VNM", "Viet Nam")
    rows.area("teachers", "Teacher training")
    for key in range(number):
        rows.organisation(f"body-{key}", f"Training body {key}")
        parties = [rows.party("one", organisation=f"body-{key}"), rows.party("two", country="VN")]
        rows.publish(f"r{key}", f"Training {key}", participations=parties, areas=["teachers"])
    search(client)

    with django_assert_num_queries(5):
        response = search(client, q="training", organisation=[f"body-{key}" for key in range(number)])

    assert len(titles(response)) == 2 * number


ODD = [  # parameters, and what is said of them
    ("page=-1", "There is no page “-1”; this is the first."),
    ("page=x", "There is no page “x”; this is the first."),
    (f"page={'9' * 5000}", "There are 1 pages; this is the last."),
    ("country=zz", "Left out, because it is not known here: country “zz”."),
    ("country=%00", "Left out, because it is not known here: country “ ”."),
    ("type=person", "Left out, because it is not known here: type “person”."),
    ("area=%27%3B--", "Left out, because it is not known here: area “';--”."),
    ("organisation=nobody", "Left out, because it is not known here: organisation “nobody”."),
    ("year=99999", "Left out, because it is not known here: year “99999”."),
    ("year_from=10000000000000000000000", "Left out, because it is no year: year_from “10000000000000000000000”."),
    ("year_to=２０１９年", "Left out, because it is no year: year_to “２０１９年”."),
    ("colour=red", "There is no such filter: colour."),
    ("sort=rowid;drop", "There is no such order: “rowid;drop”."),
    (f"q={'w' * 3000}", "Only the first 300 characters were searched for."),
    ("q=%22", 'There is no word in “"”.'),
]


def test_odd_parameter_is_answered_with_a_notice(client, three_records):
    pages = [client.get(f"/search/?{parameters}") for parameters, _notice in ODD]

    assert {page.status_code for page in pages} == {200}
    assert [page.context["notices"] for page in pages] == [[notice] for _parameters, notice in ODD]


class TestHostileInput(TestCase):
    """Whatever an address holds, there is a page or a clear refusal."""

    @given(
        st.dictionaries(
            st.sampled_from(["q", "type", "country", "area", "organisation", "year", "year_from", "sort", "page", "x"]),
            st.text(),
        )
    )
    def test_address_is_always_answered(self, parameters):
        parameters = {name: value.encode("utf-8", "replace") for name, value in parameters.items()}

        assert self.client.get(f"/search/?{urlencode(parameters)}").status_code in (200, 400)
