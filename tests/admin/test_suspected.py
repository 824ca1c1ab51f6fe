"""Duplicates suspected: bodies, people, areas and records, looked at two by two, and answered once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from tests.admin.test_countries import limited
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory, PersonFactory
from tests.factories.records import LinkFactory, ParticipationFactory, staff
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.models import OrganisationName, OrganisationTie
from tvet_portal.records import suspected
from tvet_portal.records.models import Apart

pytestmark = pytest.mark.django_db
PAGE = "/admin/records/merge/suspected/"


def bodies(*names, country=None):
    return [OrganisationFactory(name=name, country=country) for name in names]


def agreements_of_one_day():
    parties = bodies("Lao body", "Thai body")
    records = [AgreementFactory(title=title, parties=0, signed_on="2024-05-06") for title in ("First", "Second")]
    for record in records:
        for party in parties:
            ParticipationFactory(record=record, organisation=party)
    return records


def told(page):
    return {
        kind["of"]: [[words for _address, words, _note in pair["both"]] for pair in kind["pairs"]]
        for kind in page.context["kinds"]
    }


def test_page_shows_each_kind_and_leads_to_the_merge(publisher):
    one, other = bodies("Institute of Welding", "Institute of Weldng")
    PersonFactory.create_batch(2, printed_name="Somchai Prasert")
    AreaFactory(label="Quality assurance"), AreaFactory(label="Assurance of quality")
    agreements_of_one_day()

    page = publisher.get(PAGE)

    assert told(page) == {
        "organisation": [["Institute of Welding", "Institute of Weldng"]],
        "person": [["Somchai Prasert", "Somchai Prasert"]],
        "area": [["Quality assurance", "Assurance of quality"]],
        "record": [["Second", "First"]],
    }
    merge = publisher.get(page.context["kinds"][0]["pairs"][0]["merge"])
    assert merge.context["form"].initial == {"of": "organisation", "gone": str(other.pk), "kept": str(one.pk)}


def test_name_in_another_language_is_compared_too():
    one, other = bodies("Ministry of Education", "MOES of Lao PDR")
    for body, text in ((one, "ກະຊວງສຶກສາທິການ"), (other, "ກະຊວງສຶກສາທີການ")):
        OrganisationName.objects.create(organisation=body, text=text, kind="official")

    assert [(each.one, each.other) for each in suspected.suspected("organisation", staff("publisher"))] == [
        (one, other)
    ]


def test_what_says_that_they_are_two_is_believed():
    whole, branch = bodies("Institute of Welding", "Institute of Weldings")
    OrganisationTie.objects.create(organisation=branch, other=whole, role="part_of")
    beside = bodies("Centre of Cooking", "Centre of Cookings")
    record = AgreementFactory(parties=0)
    for body in beside:
        ParticipationFactory(record=record, organisation=body)
    area = AreaFactory(label="Assurance of quality")
    AreaFactory(label="Quality assurance", broader=area)
    first, second = agreements_of_one_day()
    LinkFactory(record=second, to_record=first, role="amends")

    assert [suspected.suspected(of, staff("publisher")) for of in ("organisation", "area", "record")] == [[], [], []]


@pytest.mark.parametrize("of", ["organisation", "record"])
def test_answer_is_asked_for_once(publisher, of):
    rows = bodies("One Body", "ONE body") if of == "organisation" else agreements_of_one_day()
    answer = {"of": of, "key": [row.key for row in rows]}

    first, again = (publisher.post(PAGE, answer, follow=True) for _time in range(2))

    assert "not suspected again" in first.content.decode()
    assert "no longer, suspected" in again.content.decode()
    assert told(first)[of] == []
    assert Apart.objects.get().said_by == staff("publisher")


def test_writer_looks_and_does_not_answer(writer):
    rows = bodies("One Body", "ONE body")

    page, answer = writer.get(PAGE), writer.post(PAGE, {"of": "organisation", "key": [row.key for row in rows]})

    assert (told(page)["organisation"], page.context["may_answer"], answer.status_code) == (
        [["One Body", "ONE body"]], False, 403,
    )  # fmt: skip


def test_answer_is_taken_back(publisher):
    rows = bodies("One Body", "ONE body", country=CountryFactory(name="Thailand"))
    publisher.post(PAGE, {"of": "organisation", "key": [row.key for row in rows]})
    (said,) = publisher.get(PAGE).context["kinds"][0]["answered"]

    publisher.post(PAGE, {"again": said["pk"]})

    page = publisher.get(PAGE)
    assert said["words"] == ["One Body", "ONE body"]
    assert (told(page)["organisation"], page.context["kinds"][0]["answered"]) == ([["One Body", "ONE body"]], [])
    assert AuditLine.objects.latest("pk").what == "take back that two are two"


def test_answer_of_other_countries_is_not_taken_back(client):
    one, other = bodies("One Body", "ONE body", country=CountryFactory(name="Thailand"))
    said = Apart.objects.create(of="organisation", one=one.key, other=other.key)
    client.force_login(limited("publisher", CountryFactory(iso2="LA", name="Lao PDR")))

    client.post(PAGE, {"again": said.pk})

    assert Apart.objects.get() == said
    assert [kind["answered"] for kind in client.get(PAGE).context["kinds"]] == [[], [], [], []]


def test_what_belongs_to_other_countries_is_not_there(client):
    bodies("One Body", "ONE body", country=CountryFactory(name="Thailand"))
    agreements_of_one_day()
    client.force_login(limited("publisher", CountryFactory(iso2="LA", name="Lao PDR")))

    page = client.get(PAGE)

    assert [kind["pairs"] for kind in page.context["kinds"]] == [[], [], [], []]
    assert Agreement.objects.count() == 2


def test_what_is_answered_or_elsewhere_takes_no_place_from_others(publisher, monkeypatch):
    monkeypatch.setattr(suspected, "MOST_FOUND", 1)
    laos, user = CountryFactory(iso2="LA", name="Lao PDR"), staff("publisher")
    bodies("Body", "BODY", country=CountryFactory(name="Thailand"))
    bodies("Institute of Welding", "Institute of Weldng", country=laos)
    (first,) = suspected.suspected("organisation", user)
    of_laos = suspected.suspected("organisation", limited("publisher", laos))

    suspected.say_apart("organisation", [first.one.key, first.other.key], user)

    (second,) = suspected.suspected("organisation", user)
    assert (first.one.name, second.one.name) == ("Body", "Institute of Welding")
    assert [each.one for each in of_laos] == [second.one]


@pytest.mark.parametrize("posted", [{}, {"of": "x"}, {"of": "person", "key": "a"}, {"again": "x"}, {"again": "9"}])
def test_odd_answers_are_no_failure(publisher, posted):
    assert publisher.post(PAGE, posted).status_code in (302, 403)


def test_page_asks_as_often_for_many_as_for_one(publisher):
    numbers = []
    for pairs in (1, 3):
        for number in range(pairs):
            bodies(*[f"Institute of {'xyz'[number] * 9} {pairs}"] * 2)
            agreements_of_one_day()
        with CaptureQueriesContext(connection) as queries:
            publisher.get(PAGE)
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
