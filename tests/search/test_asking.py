"""What a question can say: not this word, in the title, as it was typed elsewhere; and what is said where it fails."""

from datetime import date

import pytest
from myanmar.converter import convert

from tests.search import rows
from tests.search.test_page import counts, search, titles
from tvet_portal.directory.models import Upload
from tvet_portal.records.models import RecordLink
from tvet_portal.search.documents import states_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    rows.publish("a", "Training of welders", summary="For the coast.", signed_on="2019")
    rows.publish("b", "Training of cooks", summary="Cooks and welders meet.", signed_on="2020")
    rows.publish("c", "Meeting in Chiang Mai", record_type="event", state="held", held_on="2020")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("training -cooks", ["Training of welders"]),
        ("training −cooks", ["Training of welders"]),
        ('-"training of welders" training', ["Training of cooks"]),
        ("-training", ["Meeting in Chiang Mai"]),
        ("title:welders", ["Training of welders"]),
        ("title: welders", ["Training of welders"]),
        ('title:"of cooks"', ["Training of cooks"]),
        ("-title:cooks welders", ["Training of welders"]),
        ("wel-ders", []),
        ("-", []),
    ],
)
def test_words_can_be_left_out_or_asked_of_the_title(client, three, words, found):
    assert titles(search(client, q=words)) == found


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Chaing Mai", "Chiang Mai"),
        ("weldrs", "welders"),
        ("coooks welders", "cooks welders"),
        ("Weelders", "Welders"),
        ("title:weldrs", "title:welders"),
    ],
)
def test_one_wrong_letter_is_put_right_if_the_reader_wants(client, three, words, meant):
    page = search(client, q=words)

    ways = {str(way["label"]): way for way in page.context["ways_out"]}
    assert titles(page) == []
    assert ways[f"Did you mean “{meant}”?"]["result"] != "0 results"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("ประเทลาว", "ประเทศลาว"),
        ("กัมพชา", "กัมพูชา"),
        ("ປະເທດລາາວ", "ປະເທດລາວ"),
        ("កម្ពុចា", "កម្ពុជា"),
        ("ကမ္ဘောဒီယား", "ကမ္ဘောဒီးယား"),
    ],
)
def test_one_wrong_letter_is_put_right_in_names_without_spaces(client, words, meant):
    rows.country("LA", "LAO", "Lao PDR")
    rows.country("KH", "KHM", "Cambodia")

    labels = [str(way["label"]) for way in search(client, q=words).context["ways_out"]]

    assert labels[:1] == [f"Did you mean “{meant}”?"]


@pytest.mark.parametrize(
    "words", ["xyzzyq", "ประเทศลาวา", "กัมพูชาบาลี", "welderx2", "wld", "cooks -training", "weldrs cooks chiang"]
)
def test_nothing_is_meant_where_nothing_is_near(client, three, words):
    labels = [str(way["label"]) for way in search(client, q=words).context["ways_out"]]

    assert [label for label in labels if "Did you mean" in label] == []


def test_zawgyi_is_read_and_said(client):
    rows.publish("a", "သက်မွေးဝမ်းကျောင်း ပညာရေး")

    page = search(client, q=convert("ပညာရေး", "unicode", "zawgyi"))

    assert titles(page) == ["သက်မွေးဝမ်းကျောင်း ပညာရေး"]
    assert page.context["words"] == "ပညာရေး"
    assert "Zawgyi" in page.context["notices"][0]


def test_unicode_burmese_stays_as_it_was_typed(client):
    assert search(client, q="ပညာရေး ဆရာ").context["words"] == "ပညာရေး ဆရာ"


def test_nothing_found_tells_what_there_is_for_the_country_and_years(client):
    rows.country("LA", "LAO", "Lao PDR")
    lao = rows.party("la", country="LA")
    rows.publish("a", "Training", participations=[lao], signed_on="2019")
    rows.publish("b", "Meeting", record_type="event", participations=[lao], held_on="2020")
    rows.publish("c", "Elsewhere", signed_on="2019")

    page = search(client, q="nothing", country="la", year_from="2018", type="agreement")

    holdings = page.context["holdings"]
    assert holdings["names"] == "Lao PDR, 2018–"
    assert {kind["label"]: (kind["result"], kind["url"]) for kind in holdings["kinds"]} == {
        "Agreement": ("1 result", "?type=agreement&country=la&year_from=2018"),
        "Event": ("1 result", "?type=event&country=la&year_from=2018"),
    }


def test_state_of_an_agreement_is_that_of_the_day(client, three):
    rows.publish("d", "Ended", signed_on="2010", expires_on="2012")
    rows.publish("e", "In force", signed_on="2010", effective_on="2011")

    assert counts(search(client), "state") == {"signed": 2, "expired": 1, "in_force": 1, "held": 1}
    assert titles(search(client, state="expired")) == ["Ended"]


def test_state_changes_when_its_day_comes(client, monkeypatch):
    today = date(2026, 11, 22)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: today)
    rows.publish("a", "Ends soon", signed_on="2020", effective_on="2020-02-01", expires_on="2026-11-22")
    before = counts(search(client), "state")
    today = date(2026, 11, 23)

    assert (before, counts(search(client), "state")) == ({"in_force": 1}, {"expired": 1})


@pytest.mark.parametrize(
    ("day", "state"),
    [("2018-12-31", "negotiating"), ("2019-01-01", "signed"), ("2020-06-01", "in_force"), ("2030-01-01", "expired")],
)
def test_newest_state_that_has_begun_holds(day, state):
    states = [["", "negotiating"], ["2019-01-01", "signed"], ["2020-01-01", "in_force"], ["2025-01-01", "expired"]]

    assert list(states_on(states, date.fromisoformat(day))) == [state]


def test_agreement_is_superseded_as_long_as_the_newer_one_is_public(client):
    old, _content = rows.save("old", "Old pact", signed_on="2010")
    new, content = rows.save("new", "New pact", signed_on="2020")
    RecordLink.objects.create(record=new, to_record=old, role="supersedes", key="over")
    content["links"] = [{"key": "over", "role": "supersedes", "to_record": old.key}]

    rows.tell(old, new, content=content)
    with_new = counts(search(client), "state")
    rows.withdraw(new)

    assert with_new == {"superseded": 1, "signed": 1}
    assert counts(search(client), "state") == {"signed": 1}


def test_language_of_the_original_and_documents_are_facets(client):
    upload = Upload.objects.create(sha256="a" * 64, name="a.pdf", media_type="application/pdf", size=1)
    documents = [{"key": "text", "kind": "signed_text", "title": "Text", "upload": upload.sha256}]
    rows.publish("a", "One", language="vi", text_languages="en, ko", documents=documents)
    rows.publish("b", "Two", language="vi", documents=[{"key": "text", "kind": "report", "title": "Not held"}])

    page = search(client)

    assert counts(page, "language") == {"vi": 2, "en": 1, "ko": 1}
    assert counts(page, "has_document") == {"1": 1}
    assert titles(search(client, has_document="1", language="ko")) == ["One"]


def test_organisations_and_years_are_facets(client):
    rows.organisation("moet", "Ministry of Education", "MOET")
    rows.publish("a", "One", signed_on="2019", participations=[rows.party("x", organisation="moet")])
    rows.publish("b", "Two", signed_on="2019-05")

    page = search(client, type="agreement")

    assert counts(page, "organisation") == {"moet": 1}
    assert counts(page, "year") == {"2019": 2}


def test_snippet_leads_to_the_point_it_is_taken_from(client):
    points = [rows.provision("one", "The parties exchange teachers."), rows.provision("two", "They build a workshop.")]
    rows.publish("a", "Pact", summary="About vocational education and more.", provisions=points)

    (result,) = search(client, q="workshop").context["results"]
    (other,) = search(client, q="vocational").context["results"]

    assert (result.snippet_url, other.snippet_url) == ("/agreements/a/#provisions-two", "")
