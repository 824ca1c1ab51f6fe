"""A proposal changes nothing public until a publisher accepts it: whole, part by part, or sent back with a remark."""

import json

import pytest
from django.core.management import call_command

from agreements.models import Agreement
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.events import EventFactory
from tests.factories.records import staff
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import Organisation, Upload
from tvet_portal.records import proposals, workflow
from tvet_portal.records.content import canonical, read
from tvet_portal.records.models import Proposal, Record, RecordVersion
from tvet_portal.records.proposals import accept, propose, send_back, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory(published=True, title="Old title", city="Seoul")


def proposed(agreement, by="writer", **changes):
    content = {name: value for name, value in {**read(agreement), **changes}.items() if value is not None}
    return propose(agreement, content, staff("writer", by), "A better text")


def live():
    return read(Agreement.objects.get())


def publish(agreement, **changes):
    Agreement.objects.update(**changes)
    workflow.publish(agreement, by=staff("publisher"), reason="Corrected")


def review_of(proposal):
    return proposals.review_of(Proposal.objects.get(pk=proposal.pk), live())


def take(proposal, decisions=None, by="publisher", seen=None):
    review = review_of(proposal)
    decisions = dict.fromkeys(review.parts, True) if decisions is None else decisions
    return accept(proposal, staff(by), decisions, seen or review.seen)


def refused(step, *args, **more):
    before = canonical(live()), Proposal.objects.values().get()
    with pytest.raises(workflow.NotAllowed) as error:
        step(*args, **more)
    assert (canonical(live()), Proposal.objects.values().get()) == before
    return error.value.reasons


def point(key, text):
    return {"key": key, "kind": "purpose", "position": 2, "text": text}


def test_proposal_changes_nothing_public(agreement):
    before = canonical(live())

    proposal = proposed(agreement, title="New title")

    assert (canonical(live()), RecordVersion.objects.count()) == (before, 1)
    assert (proposal.state, proposal.started_from.number, proposal.reason) == ("waiting", 1, "A better text")


def test_accepted_whole_it_is_a_new_version(agreement):
    proposal = proposed(agreement, title="New title", provisions=[point("new", "To learn.")])

    is_whole = take(proposal)

    newest = RecordVersion.objects.first()
    assert (is_whole, Proposal.objects.get().state) == (True, "accepted")
    assert (newest.number, newest.reason, newest.approved_by.username) == (2, "A better text", "publisher")
    assert canonical(live()) == newest.content
    assert [(row["key"], row["text"]) for row in live()["provisions"]] == [("new", "To learn.")]


def test_accepted_in_part_the_rest_goes_on_waiting(agreement):
    proposal = proposed(agreement, title="New title", city="Busan")

    is_whole = take(proposal, {"title": True, "city": False})

    assert (is_whole, live()["title"], live()["city"]) == (False, "New title", "Seoul")
    assert (Proposal.objects.get().state, review_of(proposal).parts) == ("waiting", {"city": False})


def test_sent_back_and_proposed_again(agreement):
    proposal = proposed(agreement, title="New title")
    send_back(proposal, staff("publisher"), "Which source?")
    back = Proposal.objects.get()

    again = proposed(agreement, title="Newer title")

    assert (back.state, back.remark, back.decided_by.username) == ("sent_back", "Which source?", "publisher")
    assert (again.pk, again.state, Proposal.objects.count()) == (back.pk, "waiting", 1)


def test_proposal_of_what_is_public_is_none_and_takes_the_earlier_one_back(agreement):
    first = proposed(agreement)
    proposed(agreement, title="New title")

    second = proposed(agreement)

    assert (first, second, Proposal.objects.get().state) == (None, None, "taken_back")


def test_what_others_changed_meanwhile_stays(agreement):
    proposal = proposed(agreement, title="New title")
    publish(agreement, city="Busan")

    take(proposal)

    assert (live()["title"], live()["city"]) == ("New title", "Busan")


def test_part_changed_on_both_sides_must_be_decided(agreement):
    proposal = proposed(agreement, title="Mine", city="Busan")
    publish(agreement, title="Theirs")

    undecided = refused(take, proposal, {"city": True})
    take(proposal, {"title": False, "city": True})

    assert undecided == ["Decide each part: take it, or leave it as it is."]
    assert (live()["title"], live()["city"]) == ("Theirs", "Busan")


def test_decision_about_what_has_changed_since_is_refused(agreement):
    proposal = proposed(agreement, title="Mine")
    seen = review_of(proposal).seen
    publish(agreement, title="Theirs")

    reasons = refused(take, proposal, {"title": True}, seen=seen)

    assert reasons == ["What is public, or the proposal, has changed since you opened this page. Look again."]


@pytest.mark.parametrize(
    ("changes", "decisions", "by", "sentence"),
    [
        ({"title": "New"}, {"title": True}, "writer", "Only a publisher can do this."),
        (
            {"title": "New"},
            {"title": False},
            "publisher",
            "You take nothing of it: send it back with a remark instead.",
        ),
        ({"participations": []}, None, "publisher", "Name at least two parties."),
        ({"main_source": "gone"}, None, "publisher", "main_source: no source has the key 'gone'"),
    ],
)
def test_what_cannot_be_accepted_changes_nothing(agreement, changes, decisions, by, sentence):
    proposal = proposed(agreement, **changes)

    assert refused(take, proposal, decisions, by=by) == [sentence]


def test_address_given_away_meanwhile_is_refused(agreement):
    proposal = proposed(agreement, slug="taken")
    EventFactory(slug="taken")
    other = AgreementFactory(slug="taken")
    assert refused_of(agreement, proposal) == ["Another record of this type has this address. Choose another."]
    other.slug = "free"
    other.save()

    assert refused_of(agreement, proposal) == ["Another record of this type has this address. Choose another."]


def refused_of(agreement, proposal):
    review = proposals.review_of(proposal, read(agreement))
    with pytest.raises(workflow.NotAllowed) as error:
        accept(proposal, staff("publisher"), {"slug": True}, review.seen)
    assert Record.objects.get(pk=agreement.pk).slug == agreement.slug
    return error.value.reasons


@pytest.mark.parametrize("step", [take, lambda proposal: send_back(proposal, staff("publisher"), "So")])
def test_what_is_decided_is_not_decided_again(agreement, step):
    proposal = proposed(agreement, title="New title")
    take_back(proposal, staff("writer"))

    assert refused(step, proposal) == ["This proposal does not wait for review."]


def test_only_who_proposed_takes_it_back(agreement):
    proposal = proposed(agreement, title="New title")

    sentence = "Only who proposed it can take it back, while nothing is decided."
    assert refused(take_back, proposal, staff("publisher")) == [sentence]


def test_sending_back_needs_a_remark(agreement):
    proposal = proposed(agreement, title="New title")

    assert refused(send_back, proposal, staff("publisher"), "") == ["Say what to change."]


def test_each_has_a_proposal_of_his_own(agreement):
    first, second = proposed(agreement, title="One"), proposed(agreement, by="second", title="Two")

    assert {first.pk, second.pk} == set(Proposal.objects.open().values_list("pk", flat=True))


def test_entry_that_a_proposal_names_becomes_public_with_it(agreement):
    body = OrganisationFactory()
    rows = [*live()["participations"], {"key": "new", "role": "funder", "organisation": body.key, "as_printed": "x"}]
    proposal = proposed(agreement, participations=rows)

    before = Organisation.objects.approved().filter(pk=body.pk).exists()
    take(proposal)

    assert (before, Organisation.objects.approved().filter(pk=body.pk).exists()) == (False, True)


def test_names_of_what_is_gone_are_told_as_an_obstacle(agreement):
    body = OrganisationFactory(key="gone")
    rows = [*live()["participations"], {"key": "new", "role": "funder", "organisation": body.key, "as_printed": "x"}]
    proposal = proposed(agreement, participations=rows)
    body.delete()

    review = review_of(proposal)

    assert review.obstacles == ["participations/2/organisation: no organisation has the key 'gone'"]
    assert review.lines == []


def test_record_that_left_the_public_takes_no_proposals(agreement):
    proposal = proposed(agreement, title="New title")
    workflow.withdraw(agreement, by=staff("publisher"), reason="A mistake.")

    assert refused(take, proposal) == ["This step needs a record that is published; this one is withdrawn."]
    assert refused(propose, agreement, live(), staff("writer"), "So")


def test_file_that_only_a_proposal_shows_is_not_swept(agreement):
    upload = store("a.txt", b"A text\n")
    Upload.objects.update(uploaded_at="2020-01-01T00:00Z")
    document = {"key": "d", "kind": "report", "title": "Report", "availability": "held", "upload": upload.sha256}
    proposed(agreement, documents=[document])

    call_command("sweep_uploads")

    assert Upload.objects.count() == 1


def test_every_act_is_logged_once_it_is_committed(agreement, caplog, django_capture_on_commit_callbacks):
    caplog.set_level("INFO", "tvet_portal.audit")

    with django_capture_on_commit_callbacks(execute=True):
        proposal = proposed(agreement, title="New", city="Busan")
        take(proposal, {"title": True, "city": False})
        send_back(proposal, staff("publisher"), "Which source?")
        take_back(proposal, staff("writer"))

    acts = [json.loads(line) for line in caplog.messages]
    assert [(act["who"], act["what"]) for act in acts] == [
        ("writer", "propose"),
        ("publisher", "publish"),
        ("publisher", "accept a proposal"),
        ("publisher", "send a proposal back"),
        ("writer", "take a proposal back"),
    ]
    assert (acts[2]["parts"], acts[2]["whole"]) == (["title"], False)
