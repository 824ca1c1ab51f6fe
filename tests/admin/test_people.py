"""A name that is withheld on request is shown nowhere any more, and can be shown again; by publishers only."""

import json

import pytest

from tests.admin.pages import address
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import PersonFactory
from tests.factories.records import AppearanceFactory, PhotoFactory
from tests.factories.records import publish as published
from tvet_portal.directory.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = AgreementFactory(slug="mou")
    person = PersonFactory(key="secret-person", printed_name="Secret Person", honorific="Dr Secret")
    AppearanceFactory(record=agreement, person=person, honorific="Dr Secret", post="Director")
    AppearanceFactory(record=agreement, person=PersonFactory(printed_name="A Delegate"))
    PhotoFactory(record=agreement).people.add(person)
    published(agreement, create=True, extracted=True)
    return agreement


def act(client, name):
    chosen = Person.objects.filter(key="secret-person").values_list("pk", flat=True)
    return client.post(address(Person, "changelist"), {"action": name, "_selected_action": list(chosen)})


def answers(client):
    return [client.get(f"/agreements/mou{ending}") for ending in ("/", ".json", "/history/", "/history/1/")]


def test_withheld_name_is_shown_nowhere(publisher, agreement):
    before = answers(publisher)

    act(publisher, "withhold")

    after = answers(publisher)
    assert ["ecret" in page.content.decode() for page in (before[0], before[1])] == [True, True]
    assert ["ecret" in page.content.decode() for page in after] == [False] * 4
    assert after[1]["ETag"] != before[1]["ETag"]
    assert "Last-Modified" not in after[1]


def test_data_say_that_the_name_is_withheld_and_keep_the_office(publisher, agreement):
    act(publisher, "withhold")

    data = json.loads(publisher.get("/agreements/mou.json").content)

    rows = sorted((row["name_as_printed"], row.get("post"), "person" in row) for row in data["appearances"])
    assert rows == [("A Delegate", None, True), ("name withheld", "Director", False)]


def test_name_is_shown_again(publisher, agreement):
    before = publisher.get("/agreements/mou.json")
    act(publisher, "withhold")

    act(publisher, "show_again")

    after = publisher.get("/agreements/mou.json")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_writer_withholds_no_name(writer, agreement):
    act(writer, "withhold")

    assert not Person.objects.filter(withheld_at__isnull=False).exists()
