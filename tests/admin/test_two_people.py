"""Who writes a change and who makes it public are two people, unless a setting says otherwise: then it is shown."""

import json

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Agreement
from tests.admin.pages import address, change_address, save, undrawn
from tests.admin.test_editing_at_once import meanwhile
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.records import DocumentFactory, ProvisionFactory, staff
from tests.pictures import pdf
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.models import Organisation, Writing
from tvet_portal.records import proposals, versions, workflow
from tvet_portal.records.admin.proposing import KEPT
from tvet_portal.records.checks import two_people_approve
from tvet_portal.records.content import canonical, read
from tvet_portal.records.models import Document, Proposal, Record, RecordVersion, StatusChange

pytestmark = pytest.mark.django_db
ALONE = "You wrote it, so somebody else approves it: second."
NOBODY = "You wrote it, so somebody else approves it. Nobody can yet: ask an administrator for a publisher."


@pytest.fixture(autouse=True)
def rule(settings):
    settings.TWO_PERSON_RULE = True
    return settings


def take(client, record, step, **typed):
    seen = {"step": step, "revision": Record.objects.get(pk=record.pk).revision}
    return client.post(address(type(record), "step", record.pk), {**seen, **typed})


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def written_by(*names):
    """A draft that these people have saved."""
    agreement = AgreementFactory()
    for name in names:
        workflow.count_edit(agreement, staff("publisher", name))
    return agreement


def status():
    return Record.objects.get().status


# Drafts


def test_who_wrote_a_draft_does_not_publish_it_and_reads_who_can(publisher):
    agreement = AgreementFactory()
    save(publisher, change_address(agreement), {"title": "Better"})
    staff("publisher", "second")

    page = undrawn(publisher.get, change_address(agreement))
    answer = take(publisher, agreement, "publish")

    assert ([step.name for step in page.context["steps"]], page.context["bar"]) == (["submit"], ALONE)
    assert (said(answer)[-1:], status()) == ([ALONE], "draft")


def test_another_publisher_publishes_it(client):
    agreement = written_by("first")
    client.force_login(staff("publisher", "second"))

    take(client, agreement, "publish")

    assert (status(), RecordVersion.objects.get().role) == ("published", "publisher")
    assert not StatusChange.objects.get().is_self_approval
    assert not Writing.objects.exists()


def test_everybody_who_edited_since_the_last_approval_wrote_it(client):
    agreement = written_by("first", "second")
    client.force_login(staff("publisher", "second"))

    assert said(take(client, agreement, "publish"))[-1:] == [NOBODY]


@pytest.mark.parametrize("write", ["part", "deleted part", "created"])
def test_whatever_was_written_counts(publisher, write):
    agreement = AgreementFactory()
    extra = ProvisionFactory(record=agreement)
    if write == "part":
        save(publisher, change_address(extra), {"text": "New words."})
    elif write == "deleted part":
        publisher.post(address(type(extra), "delete", extra.pk), {"post": "yes"})
    else:
        Record.objects.update(created_by=staff("publisher"))

    assert said(take(publisher, agreement, "publish"))[-1:] == [NOBODY]


def test_writer_who_became_a_publisher_still_wrote_it(client):
    agreement = AgreementFactory()
    client.force_login(staff("writer", "dara"))
    save(client, change_address(agreement), {"title": "Better"})
    dara = staff("publisher", "dara")
    client.force_login(dara)

    assert said(take(client, agreement, "publish"))[-1:] == [NOBODY]


def test_what_one_person_withdrew_unchanged_the_same_person_publishes_again(publisher):
    agreement = AgreementFactory(published=True)
    take(publisher, agreement, "withdraw", reason="Perhaps wrong")
    withdrawn = status()

    take(publisher, agreement, "publish", reason="It was right")

    assert (withdrawn, status()) == ("withdrawn", "published")


def test_what_was_changed_while_withdrawn_another_publishes(publisher):
    agreement = AgreementFactory(published=True)
    take(publisher, agreement, "withdraw", reason="Wrong")
    save(publisher, change_address(agreement), {"title": "Better"})

    assert said(take(publisher, agreement, "publish", reason="Mended"))[-1:] == [NOBODY]


# Public records


def test_publishers_save_is_a_proposal_that_another_accepts(client):
    agreement = AgreementFactory(published=True)
    client.force_login(staff("publisher", "first"))
    staff("publisher", "second")

    answer = save(client, change_address(agreement), {"title": "New title", "reason": "So"})
    proposal = Proposal.objects.get()
    decide = {"act": "accept", "seen": f"{proposal.revision}/1", "part:title": "take"}
    own = client.get(change_address(proposal))
    own_answer = client.post(change_address(proposal), decide)
    before = Record.objects.get().title
    client.force_login(staff("publisher", "second"))
    other_answer = client.post(change_address(proposal), decide)

    assert answer.url == change_address(proposal)
    assert (own.context["bar"], own.context["may_accept"]) == (ALONE.replace("second", "publisher, second"), False)
    assert said(own_answer) == [own.context["bar"]]
    assert (before, said(other_answer)[-1]) == (agreement.title, "It is public now.")
    assert (Record.objects.get().title, RecordVersion.objects.first().role) == ("New title", "publisher")


def test_proposer_who_became_a_publisher_accepts_and_returns_nothing():
    agreement = AgreementFactory(published=True)
    proposal = proposals.propose(agreement, read(agreement) | {"title": "New"}, staff("writer", "dara"), "So")
    dara = staff("publisher", "dara")

    for act, more in ((proposals.accept, ({"title": True}, f"{proposal.revision}/1")), (proposals.send_back, ("So",))):
        with pytest.raises(workflow.NotAllowed, match="somebody else approves it: publisher"):
            act(proposal, dara, *more)


def test_roll_back_is_a_proposal(client):
    agreement = AgreementFactory(published=True, title="Old title")
    Agreement.objects.update(title="Newer title")
    workflow.publish(agreement, by=staff("publisher"), reason="So")
    client.force_login(staff("publisher", "first"))
    page = address(Agreement, "version", agreement.pk, 1)
    typed = {"act": "roll_back", "reason": "It was right", "revision": Record.objects.get().revision}

    answer, again = client.post(page, typed), client.post(page, typed)

    assert (said(answer), said(again)[-1]) == (
        [KEPT],
        "You have proposed a change of this record already. Take it back first.",
    )
    assert (Record.objects.get().title, RecordVersion.objects.count()) == ("Newer title", 2)
    assert '"title":"Old title"' in Proposal.objects.get().content


def test_withdrawing_and_withholding_take_one_person(publisher):
    agreement = AgreementFactory(published=True)
    Agreement.objects.update(title="Newer title")
    workflow.publish(agreement, by=staff("publisher"), reason="So")

    versions.withhold(agreement, 1, staff("publisher"), "An address")
    take(publisher, agreement, "withdraw", reason="Wrong")

    assert status() == "withdrawn"
    assert RecordVersion.objects.get(number=1).withheld_by == staff("publisher")


def test_publisher_with_a_proposal_of_his_own_withdraws_the_record(publisher):
    agreement = AgreementFactory(published=True)
    save(publisher, change_address(agreement), {"title": "New", "reason": "So"})

    page = undrawn(publisher.get, change_address(agreement))
    publisher.post(
        address(Agreement, "step", agreement.pk),
        {"step": "withdraw", "reason": "Wrong", "revision": page.context["revision"]},
    )

    assert status() == "withdrawn"


def test_notes_of_the_staff_are_saved_at_once(publisher):
    agreement = AgreementFactory(published=True)
    page = undrawn(publisher.get, change_address(agreement))
    typed = {"seen": page.context["revision"], "review_on": "2027-01-01", "internal_remarks": "Ask again"}

    answers = [publisher.post(address(Agreement, "internal", agreement.pk), typed) for _time in range(2)]

    assert list(Record.objects.values_list("review_on__year", "internal_remarks")) == [(2027, "Ask again")]
    assert [said(answer)[-1][:8] for answer in answers] == ["Your not", "Somebody"]
    assert (RecordVersion.objects.count(), Writing.objects.count()) == (1, 0)


def test_documents_of_the_staff_are_added_and_taken_away_without_a_proposal(writer):
    agreement = AgreementFactory(published=True)
    page = address(Agreement, "internal", agreement.pk)
    before = canonical(read(agreement))

    def post(**typed):
        return writer.post(page, {"seen": Record.objects.get().revision, **typed})

    row = {"document-kind": "minutes", "document-title": "Minutes", "add": "document"}
    without = post(**row)
    added = post(seen="0", **row, **{"document-upload": SimpleUploadedFile("minutes.pdf", pdf(2))})
    document = Document.objects.get()
    shown = writer.get(change_address(agreement)).content.decode()
    proposals.accept(*proposal_of(agreement))
    kept = list(Document.objects.all())
    removed = post(remove=document.pk)

    assert [said(answer)[-1] for answer in (without, added, removed)] == [
        "File: Choose a file.",
        "The document is added. The public does not see it.",
        "The document is taken away.",
    ]
    assert (document.is_public, document.availability, document.pages) == (False, "held", 2)
    assert f"/files/{document.upload.sha256}" in shown
    assert (kept, Document.objects.count()) == ([document], 0)
    assert (before in RecordVersion.objects.last().content, "Minutes" in canonical(read(agreement))) == (True, False)


def proposal_of(record):
    """A proposal, and the decision that takes all of it."""
    proposal = proposals.propose(record, read(record) | {"title": "New"}, staff("writer", "another"), "So")
    return proposal, staff("publisher"), {"title": True}, proposals.review_of(proposal, read(record)).seen


def test_public_document_is_not_taken_away_as_one_of_the_staff(writer):
    agreement = AgreementFactory()
    document = DocumentFactory(record=agreement)
    workflow.publish(agreement, staff("publisher"))

    writer.post(
        address(Agreement, "internal", agreement.pk), {"seen": Record.objects.get().revision, "remove": document.pk}
    )

    assert Document.objects.get() == document


# The directory


def approve(client, *entries):
    typed = {"action": "approve", "_selected_action": [entry.pk for entry in entries]}
    return client.post(address(Organisation, "changelist"), typed)


def test_bulk_approval_leaves_what_one_wrote_to_somebody_else(publisher):
    own, other = OrganisationFactory(name="Own"), OrganisationFactory()
    save(publisher, change_address(own), {"name": "My own"})
    staff("publisher", "second")

    answer = approve(publisher, own, other)

    assert said(answer)[1:] == ["Approved: 1.", f"{Organisation.objects.get(pk=own.pk)}: {ALONE}"]
    assert list(Organisation.objects.approved()) == [other]


def test_bulk_approval_of_ones_own_is_written_down_where_one_person_may(publisher, rule):
    rule.TWO_PERSON_RULE = False
    own = OrganisationFactory(name="Own")
    save(publisher, change_address(own), {"name": "My own"})

    approve(publisher, own)

    assert list(Organisation.objects.approved()) == [own]
    assert AuditLine.objects.filter(what="approve what one wrote oneself").count() == 1


# One person


def test_where_one_person_may_it_is_logged_and_shown(publisher, rule):
    rule.TWO_PERSON_RULE = False
    agreement = AgreementFactory()
    save(publisher, change_address(agreement), {"title": "Better"})

    take(publisher, agreement, "publish")
    save(publisher, change_address(agreement), {"title": "Best", "reason": "So"})

    pages = [publisher.get(agreement.get_absolute_url() + "history/"), publisher.get(change_address(agreement))]
    pages.append(publisher.get(address(Agreement, "history", agreement.pk)))
    words = ["approved by the publisher who wrote it", "approved by its own writer", "approved by its own writer"]
    shown = [page.content.decode().count(said) for page, said in zip(pages, words, strict=True)]
    assert shown == [2, 2, 2]
    lines = AuditLine.objects.filter(what="publish").values_list("more", flat=True)
    assert [line.get("self_approval") for line in lines] == [True, True]


def test_dataset_is_loaded_as_before():
    agreement = written_by("first")

    workflow.set_published([agreement])
    agreement.save()
    held, before = [(agreement, read(agreement))], {agreement.pk: "draft"}
    workflow.approve(held, by=None, reason="loaded", role="dataset", before=before)

    assert (RecordVersion.objects.get().role, Writing.objects.count()) == ("dataset", 0)


def test_check_before_deployment_tells_of_one_person(rule):
    with_rule = two_people_approve(None)
    rule.TWO_PERSON_RULE = False

    assert (with_rule, [warning.id for warning in two_people_approve(None)]) == ([], ["records.W001"])


@pytest.mark.django_db(transaction=True)
def test_two_publishers_accept_the_same_proposal_once():
    agreement = AgreementFactory(published=True)
    proposal = proposals.propose(agreement, read(agreement) | {"title": "New"}, staff("writer"), "So")
    first, second = staff("publisher", "first"), staff("publisher", "second")
    decision = ({"title": True}, f"{proposal.revision}/1")

    with meanwhile(refusal, proposals.accept, proposal, second, *decision) as answers:
        proposals.accept(proposal, first, *decision)

    assert answers == [["This proposal does not wait for review."]]
    assert [json.loads(version.content)["title"] for version in RecordVersion.objects.all()] == ["New", agreement.title]


def refusal(function, *args):
    try:
        function(*args)
    except workflow.NotAllowed as refused:
        return refused.reasons
