"""Before a second entry is made of what the directory has, somebody is asked whether it is the same."""

import pytest

from tests.admin.pages import complaints, offered, undrawn
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory, PersonFactory
from tvet_portal.directory.admin.forms import ALIKE
from tvet_portal.directory.models import Organisation, OrganisationName, Person

pytestmark = pytest.mark.django_db
ADD = "/admin/directory/organisation/add/"
MOET = "Ministry of Education and Training"


@pytest.fixture
def ministry():
    ministry = OrganisationFactory(name=MOET, acronym="MOET")
    OrganisationName.objects.create(organisation=ministry, text="Bộ Giáo dục và Đào tạo", kind="native")
    OrganisationName.objects.create(organisation=ministry, text="ກະຊວງສຶກສາທິການ", kind="native")
    return ministry


def add(client, address=ADD, **typed):
    return undrawn(client.post, address, offered(client, address) | {"kind": "ministry"} | typed)


@pytest.mark.parametrize(
    "name",
    [
        MOET,
        "ministry of education & training",
        "Ministry of Eduction and Training",
        "Training and Education, Ministry of",
        "Bo Giao duc va Dao tao",
        "ກະຊວງສຶກສາທິການ",
        "moet",
    ],
)
def test_name_that_is_known_is_asked_about(writer, ministry, name):
    page = add(writer, name=name)

    assert complaints(page) == [ALIKE]
    assert [entry for entry, _name in page.context["adminform"].form.alike] == [ministry]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("name", ["Ministry of Labour", "MOT", "Institute of Education", "ກະຊວງແຮງງານ"])
def test_other_name_is_simply_saved(writer, ministry, name):
    answer = add(writer, name=name)

    assert (answer.status_code, Organisation.objects.count()) == (302, 2)


def test_entry_is_made_once_somebody_says_that_it_is_another(writer, ministry):
    answer = add(writer, name=MOET, is_another="on")

    assert (answer.status_code, Organisation.objects.count()) == (302, 2)


def test_ministry_of_another_country_is_another(writer, ministry):
    ministry.country, other = CountryFactory(), CountryFactory()
    ministry.save()

    asked, answer = (add(writer, name=MOET, country=country.pk) for country in (ministry.country, other))

    assert (complaints(asked), answer.status_code) == ([ALIKE], 302)


def test_question_names_them_and_keeps_what_was_typed(writer, ministry):
    typed = offered(writer, ADD) | {"kind": "ministry", "name": "Bo Giao duc va Dao tao", "description": "In Ha Noi"}

    page = writer.post(ADD, typed).content.decode()

    assert "Did you mean one of these?" in page
    assert "Bộ Giáo dục và Đào tạo" in page
    assert "In Ha Noi" in page


def test_entry_that_is_there_keeps_its_name(writer, ministry):
    other = OrganisationFactory(name=MOET)
    address = f"/admin/directory/organisation/{other.pk}/change/"

    assert writer.post(address, offered(writer, address) | {"description": "x"}).status_code == 302


def test_people_and_areas_are_asked_about_too(writer, publisher):
    PersonFactory(printed_name="Somsy Phommachanh")
    AreaFactory(label="Quality assurance")

    person = add(publisher, "/admin/directory/person/add/", printed_name="Phommachanh Somsy")
    area = add(publisher, "/admin/directory/cooperationarea/add/", label="quality asurance", branch="system")

    assert [ALIKE in complaints(page) for page in (person, area)] == [True, True]
    assert Person.objects.count() == 1


@pytest.mark.parametrize("typed", ["bo giao duc", "Giáo dục", "moet", "ສຶກສາ", "ministry training"])
def test_body_is_found_by_any_of_its_names_however_typed(writer, ministry, typed):
    OrganisationFactory(name="Another body")
    asked = {"app_label": "records", "model_name": "participation", "field_name": "organisation", "term": typed}

    found = writer.get("/admin/autocomplete/", asked).json()["results"]

    assert [row["text"] for row in found] == [str(ministry)]


@pytest.mark.parametrize("typed", ["ລາວ", "Lào", "lao", "ประเทศลาว", "ឡាវ", "လာအို", "Laos"])
def test_country_is_found_by_what_it_is_called_in_the_region(writer, typed):
    country, _other = CountryFactory(iso2="LA", name="Lao PDR"), CountryFactory(iso2="DE", name="Germany")
    asked = {"app_label": "records", "model_name": "participation", "field_name": "country", "term": typed}

    found = writer.get("/admin/autocomplete/", asked).json()["results"]

    assert [row["text"] for row in found] == [country.name]
