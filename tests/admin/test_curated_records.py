"""Records that come with the portal pass through their forms unharmed: opened and saved, they say the same."""

import pytest

from tests.admin.pages import change_address, complaints, save
from tests.factories.records import staff
from tvet_portal.records import content as contents
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db
KEYS = ["agreement/kasve-seameo-ted-2025", "event/asean-tvet-officials-meeting-2019", "framework/lnqf"]


def parts_with_a_page(record):
    """The record, and one of each of its parts that have a page of their own."""
    yield record
    yield record.provisions.first()
    yield record.participations.first()
    if record.record_type == "framework":
        version = record.versions.first()
        yield from (version, version.levels.first(), record.types.first(), record.referencings.first())


@pytest.mark.parametrize("key", KEYS)
def test_record_opened_and_saved_says_the_same(curated, client, key):
    client.force_login(staff("publisher"))
    record = contents.record_models()[key.split("/")[0]].objects.get(key=key)
    before = contents.read(record)

    touched = {"reason": "Touched", "internal_remarks": "Touched.", "_continue": "Save"}
    answers = [save(client, change_address(row), touched) for row in parts_with_a_page(record)]

    assert [complaints(answer) for answer in answers if answer.status_code != 302] == []
    assert contents.read(record) == before
    after = Record.objects.get(key=key)
    assert (after.version_number, after.revision) == (record.version_number, record.revision + 1)  # a remark is private


@pytest.mark.parametrize("key", KEYS)
def test_part_of_a_record_changed_on_its_page_is_a_version(curated, client, key):
    client.force_login(staff("publisher"))
    record = contents.record_models()[key.split("/")[0]].objects.get(key=key)
    provision = record.provisions.first()

    answer = save(client, change_address(provision), {"condition": "if needed", "reason": "Said so"})

    assert answer.url == change_address(record)
    assert Record.objects.get(key=key).version_number == record.version_number + 1
