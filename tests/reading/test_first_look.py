"""What somebody finds who looks at the lines of a text for the first time: nothing is decided for him."""

import pytest

from agreements.models import Agreement
from tests.factories.directory import CountryFactory, OrganisationFactory, PersonFactory
from tests.reading.giving import address, give, lines, ticked
from tvet_portal.reading.likeness import ASKED
from tvet_portal.reading.models import Reading

pytestmark = pytest.mark.django_db


def taken(page):
    form = page.context["form"]
    return {line.words for line in form.lines if form[f"take-{line.key}"].value()}


def test_nothing_is_ticked_until_somebody_ticks_a_part_and_what_was_typed_stays(writer):
    give(writer)
    reading = Reading.objects.get()
    page = writer.get(address(reading))
    form = page.context["form"]
    held = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    more = {f"take-{lines(page)['More than 40 teachers'].key}": "on", "title": ""}

    people = writer.post(address(reading), held | more | {"tick": "person"})
    both = writer.post(address(reading), held | {f"take-{lines(page)['Dr. Ana Ai'].key}": "on", "tick": "date"})

    assert taken(page) == set()
    assert taken(people) == {"Dr. Ana Ai", "Mr. Bo Kim", "More than 40 teachers"}
    assert taken(both) == {"Dr. Ana Ai", "December 09, 2025"}
    assert (people.context["form"]["title"].value(), people.context["form"].errors) == ("", {})
    assert not Agreement.objects.exists()
    sure = [(kind, count) for kind, _heading, count, _rows in form.sections()]
    assert sure == [
        ("date", 1),
        ("place", 1),
        ("organisation", 2),
        ("person", 2),
        ("country", 0),
        ("point", 4),
        ("number", 0),
    ]


NEW = (
    "Gamma Association of School (GAS) and Training Agency of Lao PDR (TAL) work together.\n\n"
    "GAS and TAL signed a memorandum of understanding on 9 May 2025. Ms. Eva Sommer, head of GAS, spoke."
)


@pytest.fixture
def gamma():
    return OrganisationFactory(key="gamma", name="Gamma Association of Schools", acronym="GAS1")


def asked(page):
    return {line.words: [key for key, _words in line.entries] for line in page.context["form"].lines if line.is_asked}


def test_new_body_with_a_name_like_that_of_another_is_asked_about(writer, gamma):
    PersonFactory(key="eva-somner", printed_name="Eva Somner")
    CountryFactory(iso2="LA", name="Lao PDR")
    OrganisationFactory(name="Training Agency of Laos PDR", country=CountryFactory(iso2="VN", name="Viet Nam"))
    give(writer, NEW)
    reading = Reading.objects.get()
    page = writer.get(address(reading))
    line = lines(page)["Gamma Association of School"]
    typed = ticked(page) | {"title": "GAS and DTA"}

    refused = writer.post(address(reading), typed)
    writer.post(address(reading), typed | {f"which-{line.key}": "gamma"})

    one = {"Gamma Association of School": ["", "gamma", "new"]}
    assert asked(page) == one | {"Ms. Eva Sommer": ["", "eva-somner", "new"]}
    assert lines(refused)["Gamma Association of School"].error == str(ASKED)
    parties = Agreement.objects.get().participations.order_by("position")
    assert list(parties.values_list("organisation__key", "as_printed")) == [
        ("gamma", "Gamma Association of School"),
        ("tal", "Training Agency of Lao PDR"),
    ]


@pytest.mark.parametrize(("said", "key"), [("new", "gas"), ("gamma", "gamma")])
def test_people_stand_for_the_body_that_was_chosen(writer, gamma, said, key):
    give(writer, NEW)
    reading = Reading.objects.get()
    page = writer.get(address(reading))
    found = lines(page)
    typed = {f"which-{found['Gamma Association of School'].key}": said, f"take-{found['Ms. Eva Sommer'].key}": "on"}

    writer.post(address(reading), ticked(page) | typed | {"title": "GAS and DTA"})

    assert Agreement.objects.get().appearances.get().organisation.key == key
