"""Entries of the directory: keys and addresses for ever, unseen until approved, changed by publishers afterwards."""

import pytest
from django.db import OperationalError
from psycopg2.errors import DeadlockDetected

from tests.admin.pages import address, change_address, complaints, offered, save
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory, SourceFactory
from tests.factories.records import BlankFactory
from tvet_portal.directory import followers
from tvet_portal.directory.admin import entries
from tvet_portal.directory.admin.entries import CROSSED
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.models import Country, Organisation, Person, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """What the followers of public changes were told."""
    changes = []
    monkeypatch.setattr(followers, "followers", [changes.extend])
    return changes


def test_new_organisation_has_key_and_address_and_is_unseen(writer, told):
    typed = {"name": "Korea Association of Secondary Vocational Education", "acronym": "KASVE", "kind": "association"}

    answer = save(writer, address(Organisation, "add"), typed)

    assert answer.status_code == 302, complaints(answer)
    entry = Organisation.objects.get()
    assert (entry.key, entry.slug, entry.approved_at) == ("kasve", "kasve", None)
    assert [slug.slug for slug in entry.slugs.all()] == ["kasve"]
    assert told == []


def test_two_of_one_name_get_two_keys(writer):
    for _number in range(2):
        save(writer, address(Person, "add"), {"printed_name": "Songheang Ai", "is_another": "on"})

    assert list(Person.objects.order_by("pk").values_list("key", flat=True)) == ["songheang-ai", "songheang-ai-2"]


def test_name_in_another_script_gets_a_key(writer):
    save(writer, address(Source, "add"), {"title": "បណ្ដាញ"})

    assert Source.objects.get().key.startswith("source-")


def test_key_never_changes(writer):
    entry = OrganisationFactory()

    save(writer, change_address(entry), {"key": "other", "name": "New name"})

    assert Organisation.objects.get().key == entry.key
    assert Organisation.objects.get().name == "New name"


@pytest.mark.parametrize("factory", [OrganisationFactory, AreaFactory])
def test_address_once_given_is_not_given_again(writer, factory):
    first, second = factory(slug="first"), factory(slug="second")
    save(writer, change_address(first), {"slug": "renamed"})
    save(writer, change_address(first), {"slug": "again"})

    answer = save(writer, change_address(second), {"slug": "renamed"})

    assert complaints(answer) == ["This address belongs, or once belonged, to another entry. Choose another."]


def test_change_of_an_approved_entry_is_told(publisher, told):
    entry = OrganisationFactory(approved=True)

    save(publisher, change_address(entry), {"name": "New name"})

    assert told == [(f"organisation/{entry.key}", {})]


def test_change_of_a_country_is_told(publisher, told):
    country = CountryFactory()

    save(publisher, change_address(country), {"name": "New name"})

    assert told == [(f"country/{country.iso2}", {})]


@pytest.mark.parametrize("factory", [OrganisationFactory, CountryFactory])
def test_second_editor_is_told_and_nothing_is_lost(publisher, factory):
    entry = factory()
    typed = {**offered(publisher, change_address(entry)), "name": "Second"}
    save(publisher, change_address(entry), {"name": "First"})

    answer = publisher.post(change_address(entry), typed)

    assert complaints(answer) == [STALE]
    assert answer.context["adminform"].form["name"].value() == "Second"
    assert [row.name for row in factory._meta.model.objects.all()] == ["First"]


def test_form_carries_the_number_of_the_edit_it_shows(writer):
    entry = OrganisationFactory(revision=7)

    page = writer.get(change_address(entry))

    assert '<input type="hidden" name="revision" value="7" id="id_revision">' in page.content.decode()


def test_form_opened_before_an_approval_is_told_of_it(publisher):
    entry = OrganisationFactory()
    typed = {**offered(publisher, change_address(entry)), "name": "Second"}
    Organisation.objects.approve()

    answer = publisher.post(change_address(entry), typed)

    assert complaints(answer) == [STALE]


def test_saving_an_approved_entry_unchanged_is_no_edit(publisher, told):
    entry = OrganisationFactory(approved=True)

    save(publisher, change_address(entry))

    assert (Organisation.objects.get().revision, told) == (entry.revision, [])


def test_publisher_approves_entries_from_the_list(publisher, told):
    waiting, approved = OrganisationFactory(), OrganisationFactory(approved=True)
    typed = {"action": "approve", "_selected_action": [waiting.pk, approved.pk]}

    publisher.post(address(Organisation, "changelist"), typed)

    assert Organisation.objects.approved().count() == 2
    assert [key for key, _content in told] == [f"organisation/{waiting.key}"]


def test_writer_approves_nothing(writer, told):
    waiting = OrganisationFactory()

    writer.post(address(Organisation, "changelist"), {"action": "approve", "_selected_action": [waiting.pk]})

    assert Organisation.objects.approved().count() == 0


def test_blank_of_no_field_of_an_entry_is_refused(writer):
    entry = OrganisationFactory()
    BlankFactory(organisation=entry, target="description")

    answer = save(writer, change_address(entry), {"blanks-0-target": "no_such_field"})

    assert "no_such_field" in complaints(answer)[0]
    assert entry.blanks.get().target == "description"


@pytest.mark.parametrize(("approved", "answer"), [(True, 403), (False, 302)])
def test_only_an_entry_never_approved_is_deleted(publisher, approved, answer):
    entry = SourceFactory(approved=approved)

    assert publisher.post(address(Source, "delete", entry.pk), {"post": "yes"}).status_code == answer
    assert Source.objects.exists() == approved


def test_country_is_never_deleted(publisher):
    country = CountryFactory()

    assert publisher.post(address(Country, "delete", country.pk), {"post": "yes"}).status_code == 403


def test_many_are_never_deleted_at_once(publisher):
    entries = [entry.pk for entry in SourceFactory.create_batch(2)]

    publisher.post(
        address(Source, "changelist"), {"action": "delete_selected", "_selected_action": entries, "post": "yes"}
    )

    assert Source.objects.count() == 2


def test_save_that_crossed_another_is_told_so_and_keeps_what_was_typed(publisher, monkeypatch):
    def cross(*saved):
        raise OperationalError from DeadlockDetected()

    monkeypatch.setattr(entries, "on_save", [cross])

    answer = save(publisher, change_address(OrganisationFactory()), {"name": "New name"})

    assert complaints(answer) == [CROSSED]
    assert answer.context["adminform"].form["name"].value() == "New name"
