"""The way of a record to the public: who may take which step, what it needs, what is kept."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agreements.models import Agreement
from tests.factories.agreements import AgreementFactory
from tests.factories.events import EventFactory
from tests.factories.records import staff
from tvet_portal.directory import followers
from tvet_portal.directory.models import Organisation, Source
from tvet_portal.records import content as contents
from tvet_portal.records import workflow
from tvet_portal.records.models import RecordLink, RecordVersion, StatusChange

pytestmark = pytest.mark.django_db


def steps(record):
    changes = StatusChange.objects.filter(record=record).order_by("pk")
    return list(changes.values_list("from_status", "to_status"))


def refused(step, *args, **kwargs):
    with pytest.raises(workflow.NotAllowed) as error:
        step(*args, **kwargs)
    return error.value.reasons


def test_draft_goes_to_review_and_to_the_public_with_a_log():
    agreement, writer, publisher = AgreementFactory(), staff("writer"), staff("publisher")

    workflow.submit(agreement, by=writer)
    workflow.publish(agreement, by=publisher)

    assert steps(agreement) == [("draft", "in_review"), ("in_review", "published")]
    assert Agreement.objects.published().get() == agreement


def test_reviewer_sends_back_with_a_remark():
    agreement = AgreementFactory()
    workflow.submit(agreement, by=staff("writer"))

    workflow.send_back(agreement, by=staff("publisher"), reason="Which ministry?")

    assert StatusChange.objects.filter(record=agreement).first().reason == "Which ministry?"
    assert Agreement.objects.get().status == "draft"


def test_writer_cannot_publish():
    agreement = AgreementFactory()

    assert refused(workflow.publish, agreement, by=staff("writer")) == ["Only a publisher can publish a record."]
    assert not RecordVersion.objects.exists()


def test_writer_cannot_withdraw():
    agreement = AgreementFactory(published=True)

    refused(workflow.withdraw, agreement, by=staff("writer"), reason="Wrong")

    assert Agreement.objects.published().exists()


@pytest.mark.parametrize("step", [workflow.submit, workflow.send_back])
def test_published_record_takes_no_step_of_a_draft(step):
    agreement = AgreementFactory(published=True)

    kwargs = {"reason": "x"} if step is workflow.send_back else {}

    assert "This step needs a record that is" in refused(step, agreement, by=staff("publisher"), **kwargs)[0]


def test_change_of_a_published_record_needs_a_reason():
    agreement = AgreementFactory(published=True)

    assert refused(workflow.publish, agreement, by=staff("publisher")) == ["Say why the published record changes."]


def test_publishing_keeps_the_content_and_its_hash():
    agreement = AgreementFactory(published=True)

    version = RecordVersion.objects.get()

    assert version.content == contents.canonical(contents.read(agreement))
    assert version.sha256 == contents.sha256(version.content)
    assert (version.number, version.reason) == (1, "first publication")


def test_earlier_version_stays_as_it_was():
    agreement = AgreementFactory(published=True, title="First wording")
    agreement.title = "Second wording"
    agreement.save()

    workflow.publish(agreement, by=staff("publisher"), reason="Title corrected")

    titles = [json.loads(text)["title"] for text in RecordVersion.objects.values_list("content", flat=True)]
    assert titles == ["Second wording", "First wording"]


def test_references_count_up_for_each_type_and_are_not_reused():
    first = AgreementFactory(published=True)
    workflow.withdraw(first, by=staff("publisher"), reason="Entered twice")

    second, event = AgreementFactory(published=True), EventFactory(published=True)

    assert (first.reference, second.reference, event.reference) == ("AGR-00001", "AGR-00002", "EVT-00001")


def test_publishing_approves_the_entries_it_names_and_no_others():
    unrelated = Organisation.objects.create(key="unrelated", slug="unrelated", kind="agency", name="Unrelated")
    agreement = AgreementFactory(published=True)

    approved = set(Organisation.objects.approved().values_list("pk", flat=True))

    assert approved == set(agreement.participations.values_list("organisation", flat=True))
    assert Source.objects.approved().get() == agreement.main_source
    assert unrelated.approved_at is None


def test_record_that_names_a_draft_waits_for_it():
    draft, agreement = AgreementFactory(title="Not public yet"), AgreementFactory()
    RecordLink.objects.create(record=agreement, role="amends", to_record=draft)

    reasons = refused(workflow.publish, agreement, by=staff("publisher"))

    assert reasons == ["“Not public yet” must be published first: this record names it."]


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ({"parties": 1}, "Name at least two parties."),
        ({"areas_of_cooperation": 0}, "Enter at least one purpose or area of cooperation."),
        ({"signed_on": ""}, "Give the date it was signed, or say why it is empty."),
        ({"main_source": None}, "Choose the source on which the record rests."),
        ({"title": ""}, "Give the record a title."),
        ({"kind": ""}, "Say what kind of agreement it is."),
    ],
)
def test_agreement_without_the_minimum_is_not_published(missing, reason):
    agreement = AgreementFactory(**missing)

    assert refused(workflow.publish, agreement, by=staff("publisher")) == [reason]


def test_blank_stands_in_for_the_date():
    agreement = AgreementFactory(signed_on="")
    agreement.blanks.create(target="signed_on", why="not_stated")

    workflow.publish(agreement, by=staff("publisher"))

    assert Agreement.objects.published().exists()


def test_counted_group_is_more_than_one_party():
    agreement = AgreementFactory(parties=0)
    agreement.participations.create(role="party", category="institutes", bodies=18, as_printed="18 institutes")

    workflow.publish(agreement, by=staff("publisher"))

    assert Agreement.objects.published().exists()


def test_target_that_leads_nowhere_is_refused():
    agreement = AgreementFactory()
    agreement.citations.create(target="provisions/gone/text", source=agreement.main_source)

    reasons = refused(workflow.publish, agreement, by=staff("publisher"))

    assert reasons == ["the target 'provisions/gone/text' leads to no field of this record"]


def test_follower_that_fails_undoes_the_publication(monkeypatch):
    def fail(changes):
        raise RuntimeError("the index is full")

    monkeypatch.setattr(followers, "followers", [fail])
    agreement = AgreementFactory()

    with pytest.raises(RuntimeError), transaction.atomic():
        workflow.publish(agreement, by=staff("publisher"))

    assert Agreement.objects.get().status == "draft"
    assert not RecordVersion.objects.exists()


def test_followers_hear_of_a_publication_and_of_a_withdrawal(monkeypatch):
    heard = []
    monkeypatch.setattr(followers, "followers", [lambda changes: heard.extend(changes)])

    agreement = AgreementFactory(published=True)
    workflow.withdraw(agreement, by=staff("publisher"), reason="Entered twice")

    told = [content for key, content in heard if key == agreement.key]
    assert [content and content["title"] for content in told] == [agreement.title, None]


def test_withdrawn_record_answers_410_with_the_reason(client):
    agreement = AgreementFactory(published=True)
    workflow.withdraw(agreement, by=staff("publisher"), reason="Entered twice.")

    page = client.get(agreement.get_absolute_url())
    data = client.get(agreement.get_absolute_url().removesuffix("/") + ".json")

    assert (page.status_code, data.status_code) == (410, 410)
    assert "Entered twice." in page.content.decode()
    assert data.json()["withdrawn"] == "Entered twice."


def test_old_address_redirects_for_ever(client):
    agreement = AgreementFactory(published=True, slug="first")
    agreement.slug = "second"
    agreement.save()
    workflow.publish(agreement, by=staff("publisher"), reason="Address corrected")

    response = client.get("/agreements/first/")
    data = client.get("/agreements/first.json")

    assert (response.status_code, response["Location"]) == (301, "/agreements/second/")
    assert (data.status_code, data["Location"]) == (301, "/agreements/second.json")


def test_reference_leads_to_the_record(client):
    agreement = AgreementFactory(published=True)

    response = client.get(f"/id/{agreement.reference}")

    assert (response.status_code, response["Location"]) == (303, agreement.get_absolute_url())


def test_draft_is_found_by_staff_at_its_address_and_never_cached(client):
    agreement = AgreementFactory(title="Only for staff")
    client.force_login(staff("writer"))

    page = client.get(agreement.get_absolute_url())

    assert "This is a draft" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_draft_is_not_found_by_the_public(client):
    assert client.get(AgreementFactory().get_absolute_url()).status_code == 404


def test_json_of_a_record_is_its_stored_content(client):
    agreement = AgreementFactory(published=True)

    data = client.get(agreement.get_absolute_url().removesuffix("/") + ".json")

    assert data.content.decode() == RecordVersion.objects.get().content


def test_published_record_cannot_be_deleted():
    agreement = AgreementFactory(published=True)

    with pytest.raises(IntegrityError):
        agreement.delete()


def test_database_refuses_a_published_record_without_a_source():
    agreement = AgreementFactory(published=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(main_source=None)
    agreement.main_source = None
    with pytest.raises(ValidationError, match="a main source"):
        agreement.validate_constraints()


def test_point_of_another_record_is_no_end_of_a_link():
    agreement, other, third = AgreementFactory(), AgreementFactory(published=True), AgreementFactory(published=True)
    RecordLink.objects.create(
        record=agreement, role="amends", to_record=other, to_provision=third.provisions.get(), key="amends"
    )

    reasons = refused(workflow.publish, agreement, by=staff("publisher"))

    assert reasons[0].endswith("does not belong to the record it leads to")


def test_points_that_are_part_of_one_another_are_refused():
    agreement = AgreementFactory(areas_of_cooperation=2)
    first, second = agreement.provisions.all()
    first.part_of, second.part_of = second, first
    first.save()
    second.save()

    reasons = refused(workflow.publish, agreement, by=staff("publisher"))

    assert len(reasons) == 2
    assert reasons[0].endswith("and not of itself in the end")


def test_title_of_a_withdrawn_record_is_the_approved_one(client):
    withdrawn, agreement = AgreementFactory(published=True, title="Approved title"), AgreementFactory()
    RecordLink.objects.create(record=agreement, role="amends", to_record=withdrawn)
    workflow.publish(agreement, by=staff("publisher"))
    workflow.withdraw(withdrawn, by=staff("publisher"), reason="Entered twice.")
    Agreement.objects.filter(pk=withdrawn.pk).update(title="Half-corrected")

    pages = [client.get(record.get_absolute_url()).content.decode() for record in (withdrawn, agreement)]

    assert [("Approved title" in page, "Half-corrected" in page) for page in pages] == [(True, False)] * 2
