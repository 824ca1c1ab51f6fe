"""An earlier version is made the content of a record again, or withheld: nothing of it is shown any more."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement
from tests.factories.agreements import AgreementFactory
from tests.factories.events import EventFactory
from tests.factories.records import DocumentFactory, LinkFactory, ProvisionFactory, staff
from tvet_portal.directory.models import PublicChanges
from tvet_portal.records import workflow
from tvet_portal.records.content import canonical, read
from tvet_portal.records.models import RecordVersion
from tvet_portal.records.page.stored import approved_content
from tvet_portal.records.versions import roll_back, withhold

pytestmark = pytest.mark.django_db


def publish(record, **changed):
    for name, value in changed.items():
        setattr(record, name, value)
    record.save()
    workflow.publish(record, by=staff("publisher"), reason="Corrected")
    record.refresh_from_db()


@pytest.fixture
def agreement():
    """An agreement of two versions: the first has another title, another address and a point more."""
    agreement = AgreementFactory(slug="old", title="Old title", city="Seoul")
    point = ProvisionFactory(record=agreement, text="Share secret plans.")
    publish(agreement)
    point.delete()
    publish(agreement, title="New title", slug="new", city="")
    return agreement


def refused(step, *args):
    before = canonical(read(Agreement.objects.get()))
    with pytest.raises(workflow.NotAllowed) as error:
        step(*args)
    assert canonical(read(Agreement.objects.get())) == before
    return error.value.reasons


def test_earlier_version_is_the_content_again_as_a_new_one(agreement):
    roll_back(agreement, 1, staff("publisher"), "The first was right.")

    first, newest = (RecordVersion.objects.get(number=number) for number in (1, 3))
    assert approved_content(newest) == approved_content(first) | {"slug": "new"}
    assert canonical(read(agreement)) == newest.content
    assert newest.reason == "as version 1: The first was right."


def test_what_is_not_public_stays_as_it_is(agreement):
    DocumentFactory(record=agreement, title="Note", is_public=False)
    Agreement.objects.update(internal_remarks="Ask again")

    roll_back(agreement, 1, staff("publisher"), "The first was right.")

    assert Agreement.objects.get().internal_remarks == "Ask again"
    assert [document.title for document in agreement.documents.all()] == ["Note"]


@pytest.mark.parametrize(
    ("who", "number", "reason", "sentence"),
    [
        ("writer", 1, "So", "Only a publisher can do this."),
        ("publisher", 1, "", "Say why."),
        ("publisher", 2, "So", "This is the newest version. Correct the record, or withdraw it."),
    ],
)
@pytest.mark.parametrize("step", [roll_back, withhold])
def test_who_may_not_or_says_no_reason_changes_nothing(agreement, step, who, number, reason, sentence):
    assert refused(step, agreement, number, staff(who), reason) == [sentence]


def test_version_that_says_the_same_is_no_new_one(agreement):
    publish(agreement)

    assert refused(roll_back, agreement, 2, staff("publisher"), "So") == ["It says what the record says today."]


def test_record_under_correction_is_not_rolled_back(agreement):
    workflow.withdraw(agreement, by=staff("publisher"), reason="A mistake.")

    sentence = "This step needs a record that is published; this one is withdrawn."
    assert refused(roll_back, agreement, 1, staff("publisher"), "So") == [sentence]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"main_source": "gone"}, "main_source: no source has the key 'gone'"),
        ({"colour": "red"}, "colour: there is no such field here"),
        ({"kind": "treaty"}, "kind: Value 'treaty' is not a valid choice."),
        ({"participations": []}, "Name at least two parties."),
        ({"notice_period": "x" * 999}, "notice_period: Ensure this value has at most"),
    ],
)
def test_version_that_no_longer_fits_is_refused(agreement, change, sentence):
    version = RecordVersion.objects.get(number=1)
    version.content = json.dumps(approved_content(version) | change)
    version.save()

    reasons = refused(roll_back, agreement, 1, staff("publisher"), "So")

    assert [reason[: len(sentence)] for reason in reasons] == [sentence]


def test_version_without_a_point_that_others_name_is_refused(agreement):
    point = ProvisionFactory(record=agreement)
    publish(agreement)
    LinkFactory(record=EventFactory(), to_record=agreement, to_provision=point)

    reasons = refused(roll_back, agreement, 1, staff("publisher"), "So")

    assert reasons == ["Other records name a part that would be gone."]


def test_document_hidden_since_does_not_return(agreement):
    document = DocumentFactory(record=agreement, title="Minutes")
    publish(agreement)
    document.is_public = False
    document.save()
    publish(agreement)

    reasons = refused(roll_back, agreement, 3, staff("publisher"), "So")

    assert reasons == [f"“{document}” has been marked as not public: it cannot return this way."]


# Withholding


@pytest.fixture
def withheld(agreement):
    """Its first version, of a week ago, is withheld."""
    RecordVersion.objects.filter(number=1).update(approved_at=timezone.now() - timedelta(weeks=1))
    withhold(agreement, 1, staff("publisher"), "It named a person.")
    return agreement


SECRETS = ("Old title", "Seoul", "secret plans")


def test_withheld_version_says_so_and_shows_nothing(client, withheld):
    a_day = (timezone.localdate() - timedelta(days=3)).isoformat()
    addresses = ("history/1/", f"?as_of={a_day}", "history/", "", "history/2/")

    pages = [client.get(f"/agreements/new/{address}") for address in addresses]
    pages.append(client.get("/agreements/new.json"))

    assert [page.status_code for page in pages] == [410, 410, 200, 200, 200, 200]
    said = [page.content.decode() for page in pages]
    assert [secret for secret in SECRETS for page in said if secret in page] == []
    assert ["It named a person." in page for page in said] == [True, True, True, False, False, False]


def test_difference_from_a_withheld_version_is_not_told(client, withheld):
    newest, first = client.get("/agreements/new/history/").context["versions"]

    assert [version["table"] for version in (newest, first)] == [None, None]
    assert first["withheld"]["reason"] == "It named a person."


def test_versions_after_the_next_are_compared_again(client, withheld):
    publish(withheld, title="Newest title")

    newest, *_rest = client.get("/agreements/new/history/").context["versions"]

    assert [row["head"]["text"] for row in newest["table"]["rows"]] == ["Title"]


def test_withheld_version_does_not_return(withheld):
    assert refused(roll_back, withheld, 1, staff("publisher"), "So") == ["This version is withheld."]


def test_kept_pages_are_dropped_when_a_version_is_withheld(agreement):
    before = PublicChanges.now()

    withhold(agreement, 1, staff("publisher"), "It named a person.")

    assert PublicChanges.now() == before + 1


def test_both_acts_are_logged_once_they_are_committed(agreement, caplog, django_capture_on_commit_callbacks):
    caplog.set_level("INFO", "tvet_portal.audit")

    with django_capture_on_commit_callbacks(execute=True):
        roll_back(agreement, 1, staff("publisher"), "The first was right.")
        withhold(agreement, 2, staff("publisher"), "It named\na person.")

    acts = [json.loads(line) for line in caplog.messages]
    assert [(act["who"], act["what"], act["version"], act["reason"]) for act in acts] == [
        ("publisher", "publish", 3, "as version 1: The first was right."),
        ("publisher", "roll back", 1, "The first was right."),
        ("publisher", "withhold a version", 2, "It named\na person."),
    ]
