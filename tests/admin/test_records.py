"""A record is entered and corrected on one form, together with its parts."""

import pytest

from agreements.models import Agreement
from tests.admin.pages import address, change_address, complaints, offered, save
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory, PersonFactory, SourceFactory
from tests.factories.records import ProvisionFactory
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db
TYPED = {"title": "KASVE and SEAMEO TED", "signed_on": "2025-12-09", "city": "Seoul"}


def test_new_record_has_key_address_and_author(writer):
    source = SourceFactory()

    answer = save(writer, address(Agreement, "add"), {**TYPED, "main_source": source.pk})

    agreement = Agreement.objects.get()
    assert answer.status_code == 302
    assert (agreement.key, agreement.slug) == ("agreement/kasve-and-seameo-ted", "kasve-and-seameo-ted")
    assert (agreement.kind, agreement.status, agreement.created_by.username) == (
        "memorandum_of_understanding",
        "draft",
        "writer",
    )
    assert [row.slug for row in agreement.slugs.all()] == ["kasve-and-seameo-ted"]


def test_parts_are_entered_with_their_record(writer):
    country, kasve, person, area = CountryFactory(), OrganisationFactory(), PersonFactory(), AreaFactory()
    parts = {
        "participations-0-country": country.pk,
        "participations-1-organisation": kasve.pk,
        "participations-1-as_printed": "KSAVE",
        "appearances-0-person": person.pk,
        "appearances-0-post": "director",
        "provisions-0-text": "To learn from one another.",
        "provisions-0-areas": [area.pk],
    }

    answer = save(writer, address(Agreement, "add"), {**TYPED, **parts})

    assert answer.status_code == 302, complaints(answer)
    agreement = Agreement.objects.get()
    parties = [(row.role, str(row), row.position) for row in agreement.participations.all()]
    assert parties == [("party", country.name, 1), ("party", "KSAVE", 2)]
    assert [(row.role, row.name_as_printed) for row in agreement.appearances.all()] == [
        ("signatory", person.printed_name)
    ]
    provision = agreement.provisions.get()
    assert (provision.kind, list(provision.areas.all())) == ("purpose", [area])
    assert provision.path == f"{agreement.key}/provisions/{provision.key}"


def test_saving_unchanged_changes_nothing(writer):
    agreement = AgreementFactory(parties=3, areas_of_cooperation=3)

    answer = save(writer, change_address(agreement))

    assert answer.status_code == 302, complaints(answer)
    assert Record.objects.get().revision == agreement.revision


def test_second_editor_is_told_and_nothing_is_lost(writer):
    agreement = AgreementFactory()
    typed = {**offered(writer, change_address(agreement)), "title": "Second"}
    save(writer, change_address(agreement), {"title": "First"})

    answer = writer.post(change_address(agreement), typed)

    assert complaints(answer) == [STALE]
    assert answer.context["adminform"].form["title"].value() == "Second"
    assert Record.objects.get().title == "First"


def test_points_are_chosen_among_those_of_the_record(writer):
    agreement, other = AgreementFactory(), AgreementFactory()
    own = agreement.provisions.get()
    foreign = other.provisions.get()
    ProvisionFactory(record=agreement, part_of=own)

    page = writer.get(change_address(agreement))
    answer = save(writer, change_address(agreement), {"provisions-1-part_of": foreign.pk})

    offered = page.context["inline_admin_formsets"][2].formset.forms[0].fields["part_of"].widget.choices
    assert {value for value, _label in offered} == {"", *(row.pk for row in agreement.provisions.all())}
    assert "Select a valid choice" in complaints(answer)[0]


@pytest.mark.parametrize("step", ["taken", "once taken"])
def test_address_is_never_given_twice(writer, step):
    taken = AgreementFactory(slug="taken")
    if step == "once taken":
        save(writer, change_address(taken), {"slug": "new"})

    answer = save(writer, address(Agreement, "add"), {**TYPED, "slug": "taken"})

    assert complaints(answer) == ["This address belongs, or once belonged, to another record. Choose another."]


@pytest.mark.parametrize("make", [AgreementFactory, OrganisationFactory, ProvisionFactory])
def test_refused_form_is_drawn_with_what_was_typed(publisher, make):
    row = make(record=AgreementFactory()) if make is ProvisionFactory else make()
    field = {AgreementFactory: "title", OrganisationFactory: "name", ProvisionFactory: "text"}[make]
    url = change_address(row)
    typed = offered(publisher, url) | {field: "", "summary": "Typed", "description": "Typed", "condition": "Typed"}

    page = publisher.post(url, typed)

    assert page.status_code == 200
    assert "This field is required." in page.content.decode()
    assert "Typed" in page.content.decode()
