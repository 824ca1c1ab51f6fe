"""A draft in a dataset needs no more than a title; what a publication needs is asked when it is published."""

import jsonschema
import pytest

from tests.admin.pages import change_address, offered
from tests.factories.directory import SourceFactory
from tests.factories.records import staff
from tests.records.test_loading import DIRECTORY, RECORD, write
from tvet_portal.records import workflow
from tvet_portal.records.content import record_models, shape
from tvet_portal.records.content.schema import dataset_schema
from tvet_portal.records.dataset.loading import DatasetError, load
from tvet_portal.records.models import Record, RecordVersion

pytestmark = pytest.mark.django_db
TYPES = sorted(record_models())
WITHOUT_PAGE = {"qualification", "recognition_arrangement"}  # so far
KIND = {"agreement": "Say what kind of agreement it is.", "event": "Say what form the event has."}


def draft(record_type, **more):
    head = {"record_type": record_type, "key": f"{record_type}/x", "slug": "x", "status": "draft"}
    return head | {"title": "Only a title"} | more


def child(record):
    return record_models()[record.record_type].objects.get(pk=record.pk)


def load_one(folder, content):
    write(folder / "directory.yaml", DIRECTORY)
    write(folder / "x.yaml", content)
    return load(folder)


@pytest.mark.parametrize("record_type", TYPES)
def test_draft_needs_only_a_title_and_staff_can_go_on_with_it(tmp_path, client, record_type):
    load_one(tmp_path, draft(record_type))

    record = child(Record.objects.get())
    client.force_login(staff("writer"))
    assert (record.status, record.reference, RecordVersion.objects.count()) == ("draft", None, 0)
    assert offered(client, change_address(record))["title"] == record.title


@pytest.mark.parametrize("record_type", sorted(set(TYPES) - WITHOUT_PAGE))
def test_draft_with_only_a_title_has_a_page_for_staff(tmp_path, client, record_type):
    load_one(tmp_path, draft(record_type))
    client.force_login(staff("writer"))

    page = client.get(Record.objects.get().get_absolute_url())

    assert page.status_code == 200


@pytest.mark.parametrize("record_type", TYPES)
def test_draft_is_not_published_without_what_every_record_of_its_type_has(tmp_path, record_type):
    load_one(tmp_path, draft(record_type))
    record = child(Record.objects.get())
    record.main_source = SourceFactory()
    record.save()
    required = [name for name in shape(type(record)).required if name != "title"]

    reasons = {KIND.get(record_type, f"Fill in the field “{name}”.") for name in required}
    if required:
        with pytest.raises(workflow.NotAllowed) as refused:
            workflow.publish(record, by=staff("publisher"))
        assert reasons - set(refused.value.reasons) == set()
    else:
        workflow.publish(record, by=staff("publisher"))


def test_draft_of_a_dataset_is_loaded_again_and_published_by_it(tmp_path):
    load_one(tmp_path, draft("agreement", kind=""))
    again = load_one(tmp_path, draft("agreement"))
    load_one(tmp_path, RECORD | {"key": "agreement/x", "slug": "x"})

    assert again.changed == []
    assert Record.objects.published().get().title == RECORD["title"]


@pytest.mark.parametrize(
    ("fields", "field"), [({"title": ""}, "title"), ({"status": "published"}, "kind"), ({"kind": "treaty"}, "kind")]
)
def test_draft_still_needs_a_title_and_only_known_values(tmp_path, fields, field):
    with pytest.raises(DatasetError) as refused:
        load_one(tmp_path, draft("agreement", **fields))

    assert [f": {field}: " in line for line in refused.value.lines] == [True]


@pytest.mark.parametrize("record_type", TYPES)
def test_published_schema_asks_of_a_draft_only_a_title(record_type):
    validator = jsonschema.Draft202012Validator(dataset_schema())
    required = set(shape(record_models()[record_type]).required) - {"title"}

    assert validator.is_valid(draft(record_type))
    assert validator.is_valid(draft(record_type) | {"status": "published"}) is not bool(required)
