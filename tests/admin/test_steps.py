"""A record goes to the public through the workflow only: by POST, by those who may, with a log."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from agreements.models import Agreement
from tests.admin.pages import address, change_address, complaints, offered, save, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import SourceFactory
from tests.factories.events import EventFactory
from tests.factories.records import (
    BlankFactory,
    DocumentFactory,
    LinkFactory,
    PhotoFactory,
    ProvisionFactory,
    staff,
)
from tests.pictures import picture
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import Upload
from tvet_portal.records import workflow
from tvet_portal.records.models import Record, RecordVersion, StatusChange

pytestmark = pytest.mark.django_db


def take(client, record, step, **typed):
    seen = {"step": step, "revision": Record.objects.get(pk=record.pk).revision}
    return client.post(address(type(record), "step", record.pk), {**seen, **typed})


def said(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def status(record):
    return Record.objects.get(pk=record.pk).status


def test_record_goes_from_draft_to_the_public_and_leaves_it_again(client):
    agreement = AgreementFactory()
    client.force_login(staff("writer"))
    take(client, agreement, "submit")
    client.force_login(staff("publisher"))
    take(client, agreement, "send_back", reason="The date is missing.")
    take(client, agreement, "submit")
    take(client, agreement, "publish")
    take(client, agreement, "withdraw", reason="It was never signed.")
    take(client, agreement, "publish", reason="It was signed after all.")

    log = StatusChange.objects.order_by("id").values_list("to_status", "reason", "changed_by__username")
    assert list(log) == [
        ("in_review", "", "writer"),
        ("draft", "The date is missing.", "publisher"),
        ("in_review", "", "publisher"),
        ("published", "first publication", "publisher"),
        ("withdrawn", "It was never signed.", "publisher"),
        ("published", "It was signed after all.", "publisher"),
    ]
    assert Record.objects.get().reference == "AGR-00001"


@pytest.mark.parametrize("step", ["publish", "withdraw", "send_back", "king"])
def test_writer_takes_no_step_of_a_publisher(writer, step):
    agreement = AgreementFactory()

    answer = take(writer, agreement, step)

    assert (answer.status_code, status(agreement)) == (403, "draft")


def test_steps_are_no_links(publisher):
    agreement = AgreementFactory()

    answer = publisher.get(address(type(agreement), "step", agreement.pk), {"step": "publish"})

    assert (answer.status_code, status(agreement)) == (405, "draft")


def test_step_needs_what_the_publisher_has_seen(publisher):
    agreement = AgreementFactory()
    save(publisher, change_address(agreement), {"title": "New"})

    page = take(publisher, agreement, "publish", revision="0")

    assert "Somebody has saved this record" in said(page)[-1]
    assert status(agreement) == "draft"


def test_second_press_of_a_button_is_told_so(publisher):
    agreement = AgreementFactory()
    take(publisher, agreement, "publish")

    page = take(publisher, agreement, "publish")

    assert "Somebody has saved this record" in said(page)[-1]
    assert RecordVersion.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "x" * 401])
def test_withdrawal_needs_a_reason_of_reasonable_length(publisher, reason):
    agreement = AgreementFactory(published=True)

    page = take(publisher, agreement, "withdraw", reason=reason)

    assert len(said(page)) == 1
    assert status(agreement) == "published"


def test_form_says_what_is_missing_and_where(publisher):
    agreement = AgreementFactory(main_source=None, parties=1, areas_of_cooperation=0, signed_on="")

    page = publisher.get(change_address(agreement))
    refused = take(publisher, agreement, "publish")

    assert page.context["missing"] == [
        ("Choose the source on which the record rests.", "id_main_source"),
        ("Name at least two parties.", "participations-group"),
        ("Give the date it was signed, or say why it is empty.", "id_signed_on"),
        ("Enter at least one purpose or area of cooperation.", "provisions-group"),
    ]
    assert said(refused) == [sentence for sentence, _place in page.context["missing"]]
    assert status(agreement) == "draft"


def test_every_place_the_checklist_leads_to_is_on_the_page(publisher):
    agreement = AgreementFactory(main_source=None, parties=1, areas_of_cooperation=0, signed_on="")
    PhotoFactory(record=agreement, upload=store("photo.jpg", picture()))

    page = publisher.get(change_address(agreement))

    listed, remarks = page.context["checklist"], page.context["remarks"]
    places = [place for _words, place in [*listed.missing, *listed.could, *listed.done]]
    places += [place.removeprefix("#") for _sentence, place in remarks]
    assert [place for place in places if f'id="{place}"' not in page.content.decode()] == []
    assert remarks == [
        ("Photo 1 has no description for those who cannot see it.", "#id_photos-0-alt_text"),
    ]


def test_form_says_what_is_done_and_what_could_be_there(publisher):
    agreement = AgreementFactory(signed_on="")
    BlankFactory(record=agreement, target="city", why="not_stated")

    listed = undrawn(publisher.get, change_address(agreement)).context["checklist"]

    done, could = ([words for words, _place in some] for some in (listed.done, listed.could))
    assert len(listed.missing) == 1
    assert done == ["Title", "Main source", "Kind", "Parties", "Points", "City"]
    assert {"Summary", "Expires on"} <= set(could)
    assert listed.total == 1 + len(done) + len(could)


def test_new_record_says_what_it_will_need(publisher):
    page = publisher.get(address(Agreement, "add"))

    assert [place for _sentence, place in page.context["missing"]] == [
        "id_title", "id_main_source", "id_kind", "participations-group", "id_signed_on", "provisions-group",
    ]  # fmt: skip
    assert "Missing before publication: 6" in page.content.decode()


def test_draft_has_a_way_to_its_page_and_to_the_stored_copies(writer):
    agreement = AgreementFactory(main_source__archived_copy=store("text.txt", b"They met."))
    DocumentFactory(record=agreement, upload=store("text.txt", b"They agreed."), availability="held")

    page = writer.get(change_address(agreement)).content.decode()
    saved = save(writer, change_address(agreement), {"title": "New", "_preview": ""})

    stored = [reverse("file", args=[upload.sha256]) for upload in Upload.objects.all()]
    ways = [agreement.get_absolute_url(), *stored]
    taken = {b"".join(writer.get(way).streaming_content) for way in stored}
    assert [page.count(f'href="{way}"') for way in ways] == [1, 1, 1]
    assert (writer.get(ways[0]).status_code, taken) == (200, {b"They met.", b"They agreed."})
    assert saved.url == agreement.get_absolute_url()
    assert "as it was last saved" in writer.get(saved.url).content.decode()


def test_public_record_has_no_preview(publisher):
    agreement = AgreementFactory(published=True)

    page = undrawn(publisher.get, change_address(agreement))

    assert (page.context["is_previewed"], page.context.get("checklist")) == (False, None)


def test_record_that_names_a_draft_waits_for_it(publisher):
    agreement, event = AgreementFactory(), EventFactory(title="The signing")
    LinkFactory(record=agreement, to_record=event)

    page = publisher.get(change_address(agreement))

    assert page.context["missing"] == [("“The signing” must be published first: this record names it.", "")]


# A published record


def test_save_of_a_published_record_is_a_new_version_with_its_reason(publisher):
    agreement = AgreementFactory(published=True)

    answer = save(publisher, change_address(agreement), {"title": "Better", "reason": "A slip in the title"})

    assert answer.status_code == 302, complaints(answer)
    versions = RecordVersion.objects.order_by("number").values_list("number", "reason")
    assert list(versions) == [(1, "first publication"), (2, "A slip in the title")]
    assert "Better" in RecordVersion.objects.get(number=2).content


def test_save_of_a_published_record_asks_for_the_reason(publisher):
    agreement = AgreementFactory(published=True)

    answer = save(publisher, change_address(agreement), {"title": "Better"})

    assert answer.context["adminform"].form.errors == {"reason": ["This field is required."]}
    assert Record.objects.get().title == agreement.title


def test_save_that_changes_nothing_is_no_version(publisher):
    agreement = AgreementFactory(published=True)

    save(publisher, change_address(agreement), {"reason": "Just so"})

    assert RecordVersion.objects.count() == 1


def test_save_that_makes_a_published_record_incomplete_is_undone_and_keeps_what_was_typed(publisher):
    agreement = AgreementFactory(published=True)
    typed = {"participations-0-DELETE": "on", "title": "Better", "reason": "One party only"}

    answer = save(publisher, change_address(agreement), typed)

    assert complaints(answer) == ["Name at least two parties."]
    assert answer.context["adminform"].form["title"].value() == "Better"
    assert (agreement.participations.count(), RecordVersion.objects.count()) == (2, 1)


def test_withdrawn_record_is_read_only_for_a_writer(writer):
    agreement = AgreementFactory(published=True)
    workflow.withdraw(agreement, by=staff("publisher"), reason="A mistake.")

    page = writer.get(change_address(agreement))
    answer = writer.post(change_address(agreement), {"title": "Better"})

    assert (page.status_code, answer.status_code) == (200, 403)
    assert "You can look at it here, and not change it." in page.content.decode()
    assert 'name="_save"' not in page.content.decode()


def test_part_of_a_published_record_is_changed_with_a_reason_too(publisher):
    agreement = AgreementFactory(published=True)
    provision = agreement.provisions.get()

    refused = save(publisher, change_address(provision), {"text": "New words."})
    saved = save(publisher, change_address(provision), {"text": "New words.", "reason": "Better words"})

    assert refused.context["adminform"].form.errors == {"reason": ["This field is required."]}
    assert saved.url == change_address(agreement)
    assert [version.reason for version in RecordVersion.objects.all()] == ["Better words", "first publication"]
    assert "New words." in RecordVersion.objects.first().content


def test_part_of_a_published_record_is_not_deleted_by_a_writer(writer):
    provision = AgreementFactory(published=True).provisions.get()

    assert writer.post(address(type(provision), "delete", provision.pk), {"post": "yes"}).status_code == 403


def test_part_saved_beside_an_open_form_makes_that_form_stale(writer):
    agreement = AgreementFactory()
    ProvisionFactory(record=agreement)
    typed = {**offered(writer, change_address(agreement)), "title": "Second"}
    save(writer, change_address(agreement.provisions.first()), {"text": "New words."})

    answer = writer.post(change_address(agreement), typed)

    assert complaints(answer) == [STALE]


@pytest.mark.parametrize(("published", "answer"), [(True, 403), (False, 302)])
def test_only_a_draft_never_published_is_deleted(publisher, published, answer):
    agreement = AgreementFactory(published=published)

    deleted = publisher.post(address(type(agreement), "delete", agreement.pk), {"post": "yes"})

    assert deleted.status_code == answer
    assert Record.objects.exists() == published


def test_entry_typed_while_drafting_is_approved_with_the_record(publisher):
    source = SourceFactory()
    agreement = AgreementFactory(main_source=source)
    party = agreement.participations.first().organisation

    before = [type(row).objects.approved().filter(pk=row.pk).exists() for row in (source, party)]
    told = undrawn(publisher.get, change_address(agreement)).context["becoming_public"]
    take(publisher, agreement, "publish")
    after = [type(row).objects.approved().filter(pk=row.pk).exists() for row in (source, party)]

    assert (before, after) == ([False, False], [True, True])
    assert {source, party} <= set(told)
