"""Ids of parts: computed from the whole path, the same wherever the part is written."""

import re
import uuid

import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory, SourceFactory
from tests.factories.records import BlankFactory, ProgressFactory, ProvisionFactory
from tvet_portal.records.models import Provision
from tvet_portal.values.parts import id_of, new_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    return AgreementFactory(slug="kasve", areas_of_cooperation=0)


def test_id_of_a_path_never_changes():
    assert id_of("agreement/kasve/provisions/area-1") == uuid.UUID("9b89601f-bb7b-5bf1-b9a4-8762fbbcc8bb")


def test_part_is_stored_with_its_path_and_the_id_of_it(record):
    ProvisionFactory(record=record, key="area-1")

    stored = Provision.objects.get()

    assert (stored.path, stored.pk) == ("agreement/kasve/provisions/area-1", id_of("agreement/kasve/provisions/area-1"))


def test_part_of_a_part_has_the_path_of_both(record):
    provision = ProvisionFactory(record=record, key="area-1")

    progress = ProgressFactory(provision=provision, key="2026")

    assert progress.path == "agreement/kasve/provisions/area-1/progress/2026"


def test_part_written_again_has_the_same_id(record):
    first = ProvisionFactory(record=record, key="area-1")
    first.delete()

    second = ProvisionFactory(record=record, key="area-1")

    assert second.pk == id_of("agreement/kasve/provisions/area-1")


def test_part_written_in_bulk_has_its_path_and_id(record):
    Provision.objects.bulk_create([Provision(record=record, key="area-1", kind="purpose", text="x")])

    stored = Provision.objects.get()

    assert stored.pk == id_of(stored.path)


def test_part_keeps_its_path_when_saved_again(record):
    provision = ProvisionFactory(record=record, key="area-1")

    provision.text = "Something else"
    provision.save()

    assert Provision.objects.get().path == "agreement/kasve/provisions/area-1"


def test_key_is_given_to_a_new_part(record):
    provision = ProvisionFactory(record=record)

    assert re.fullmatch("[2-9a-hj-km-np-z]{8}", provision.key)


def test_two_new_keys_differ():
    keys = {new_key() for _number in range(1000)}

    assert len(keys) == 1000


@pytest.mark.parametrize(
    ("field", "factory", "path"),
    [
        ("organisation", OrganisationFactory, "organisation/{0.key}/blanks/x"),
        ("about_source", SourceFactory, "source/{0.key}/blanks/x"),
    ],
)
def test_part_of_an_entry_has_the_path_of_the_entry(field, factory, path):
    owner = factory()

    blank = BlankFactory(**{field: owner}, key="x")

    assert blank.path == path.format(owner)
