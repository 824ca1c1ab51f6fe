"""Who saves second, while the first is still saving, overwrites nothing."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import yaml
from django.db import connection, transaction

from tests.admin.pages import change_address, complaints, offered
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.models import Organisation
from tvet_portal.records.dataset.loading import load

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def meanwhile(function, *args):
    """Start a function once the block has written, and let it go on when the block is committed."""

    def run():
        try:
            return function(*args)
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            results = []
            yield results
            waiting = pool.submit(run)
            time.sleep(0.5)  # it has come to where it waits
        results.append(waiting.result())


def test_approval_is_not_undone_by_a_save_that_began_before_it(writer):
    entry = OrganisationFactory()
    typed = {**offered(writer, change_address(entry)), "name": "Second"}

    with meanwhile(writer.post, change_address(entry), typed) as answers:
        Organisation.objects.approve()

    assert [complaints(answer) for answer in answers] == [[STALE]]
    assert [row.name for row in Organisation.objects.approved()] == [entry.name]


@pytest.mark.parametrize("factory", [OrganisationFactory, AgreementFactory])
def test_second_saver_waits_and_is_told(writer, factory):
    row = factory()
    typed = {**offered(writer, change_address(row)), "slug": "second"}

    with meanwhile(writer.post, change_address(row), typed) as answers:
        type(row).objects.update(slug="first")
        row.count_edit()

    assert [complaints(answer) for answer in answers] == [[STALE]]
    assert [each.slug for each in type(row).objects.all()] == ["first"]


def test_load_leaves_alone_what_staff_are_just_saving(tmp_path):
    old, new = ({"key": "one", "slug": "one", "kind": "ministry", "name": name} for name in ("Old", "New"))
    dataset = tmp_path / "directory.yaml"
    dataset.write_text(yaml.safe_dump({"organisations": [old]}), encoding="utf-8")
    load(tmp_path)
    dataset.write_text(yaml.safe_dump({"organisations": [new]}), encoding="utf-8")

    with meanwhile(load, tmp_path) as reports:
        Organisation.objects.update(name="Typed by staff")

    assert [report.conflicts for report in reports] == [["organisation/one"]]
    assert Organisation.objects.get().name == "Typed by staff"
