"""A writer's save of a public record is a proposal: nothing public changes, and a publisher reviews it."""

import json

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from tests.admin.pages import address, change_address, complaints, held, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import SourceFactory
from tests.factories.records import DocumentFactory, ProgressFactory, staff
from tests.pictures import pdf
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.models import PublicChanges, Upload
from tvet_portal.records import proposals, workflow
from tvet_portal.records.admin.gate import GatedAdmin
from tvet_portal.records.admin.proposing import Attempt
from tvet_portal.records.content import canonical, read
from tvet_portal.records.models import Document, Progress, Proposal, Provision, Record, RecordVersion
from tvet_portal.values.parts import id_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory(published=True, title="Old title", city="Seoul")


def propose(client, row, typed=(), reason="A better text"):
    """Open the page of a row, type into it, save."""
    page = undrawn(client.get, change_address(row))
    return undrawn(client.post, change_address(row), {**held(page), "reason": reason, **dict(typed)})


def review_address(proposal):
    return address(Proposal, "change", proposal.pk)


def act(client, proposal, name, **typed):
    review = undrawn(client.get, review_address(proposal)).context["review"]
    return client.post(review_address(proposal), {"act": name, "seen": review.seen if review else "", **typed})


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def json_of(proposal):
    return json.loads(proposal.content)


def test_save_of_a_writer_is_a_proposal_and_changes_nothing(writer, agreement):
    before = canonical(read(agreement)), PublicChanges.now()

    answer = propose(writer, agreement, {"title": "New title"})

    proposal = Proposal.objects.get()
    assert answer.url == review_address(proposal), complaints(answer)
    assert said(answer) == [
        "Your proposal is kept. The public goes on seeing the approved version until a publisher accepts it."
    ]
    assert '"title":"New title"' in proposal.content
    assert (canonical(read(agreement)), PublicChanges.now()) == before
    assert (RecordVersion.objects.count(), LogEntry.objects.count()) == (1, 0)


def test_open_form_goes_on_with_the_proposal(writer, agreement):
    propose(writer, agreement, {"title": "New title"}, reason="First")

    page = undrawn(writer.get, change_address(agreement))
    propose(writer, agreement, {"city": "Busan"}, reason="Second")

    form = page.context["adminform"].form
    assert (form["title"].value(), form["reason"].value()) == ("New title", "First")
    proposal = Proposal.objects.get()
    assert ('"title":"New title"' in proposal.content, '"city":"Busan"' in proposal.content) == (True, True)
    assert Record.objects.get().title == "Old title"


def test_row_that_only_the_proposal_has_is_edited_on_its_own_page(writer, agreement):
    new = {"provisions-TOTAL_FORMS": 2, "provisions-1-kind": "commitment", "provisions-1-text": "To send machines."}
    propose(writer, agreement, new)
    [key] = [row["key"] for row in json_of(Proposal.objects.get())["provisions"] if row["kind"] == "commitment"]
    unsaved = Provision(record=agreement, key=key)
    unsaved.pk = id_of(f"{agreement.key}/provisions/{key}")

    typed = {"progress-TOTAL_FORMS": 1, "progress-0-status": "blocked", "progress-0-as_of_on": "2026"}
    answer = propose(writer, unsaved, {**typed, "progress-0-source": agreement.main_source.pk})

    assert answer.status_code == 302, complaints(answer)
    [row] = [row for row in json_of(Proposal.objects.get())["provisions"] if row["key"] == key]
    assert [progress["status"] for progress in row["progress"]] == ["blocked"]
    assert (Provision.objects.count(), Progress.objects.count()) == (1, 0)


def test_part_that_is_public_is_proposed_on_its_own_page(writer, agreement):
    progress = ProgressFactory(provision=agreement.provisions.get(), status="limited")
    workflow.publish(agreement, by=staff("publisher"), reason="Progress")

    propose(writer, progress, {"status": "blocked"})

    page = writer.get(review_address(Proposal.objects.get()))
    assert [(line["before"], line["after"]) for line in page.context["review"].lines] == [("Limited", "Blocked")]
    assert Progress.objects.get().status == "limited"


def test_refused_form_keeps_what_was_typed_and_proposes_nothing(writer, agreement):
    answer = propose(writer, agreement, {"title": "New title", "participations-0-DELETE": "on"})

    assert complaints(answer) == ["Name at least two parties."]
    assert answer.context["adminform"].form["title"].value() == "New title"
    assert (Proposal.objects.count(), agreement.participations.count()) == (0, 2)


def test_proposal_needs_a_reason(writer, agreement):
    answer = propose(writer, agreement, {"title": "New title"}, reason="")

    assert answer.context["adminform"].form.errors == {"reason": ["This field is required."]}
    assert not Proposal.objects.exists()


def test_save_that_changes_nothing_is_no_proposal(writer, agreement):
    answer = propose(writer, agreement)

    assert said(answer) == ["What you saved is what the public sees already: there is nothing to propose."]
    assert not Proposal.objects.exists()


def test_form_that_shows_an_earlier_state_of_the_proposal_is_stale(writer, agreement):
    typed = {**held(undrawn(writer.get, change_address(agreement))), "reason": "So", "title": "Second"}
    propose(writer, agreement, {"title": "First"})
    later = {**held(undrawn(writer.get, change_address(agreement))), "title": "Third"}
    propose(writer, agreement, {"city": "Busan"})

    answers = [undrawn(writer.post, change_address(agreement), each) for each in (typed, later)]

    assert [STALE in complaints(answer) for answer in answers] == [True, True]
    assert '"title":"First"' in Proposal.objects.get().content


def test_file_that_came_with_a_proposal_is_kept(writer, agreement):
    file = SimpleUploadedFile("report.pdf", pdf())
    row = {"kind": "report", "title": "Report", "availability": "held"}
    typed = {"documents-TOTAL_FORMS": 1, **{f"documents-0-{name}": value for name, value in row.items()}}

    answer = propose(writer, agreement, {**typed, "documents-0-upload": file})

    upload = Upload.objects.get()
    assert answer.status_code == 302, complaints(answer)
    assert upload.sha256 in Proposal.objects.get().content
    assert (upload.uploaded_by.username, Document.objects.count()) == ("writer", 0)


def test_what_is_not_public_is_no_part_of_a_proposal(writer, agreement):
    DocumentFactory(record=agreement, title="Kept to ourselves", is_public=False)
    Record.objects.update(internal_remarks="Ask again")

    propose(writer, agreement, {"title": "New", "internal_remarks": "Changed", "review_on": "2030-01-01"})

    held_of_it = held(undrawn(writer.get, change_address(agreement)))
    assert ["Kept" in text for text in (str(held_of_it), Proposal.objects.get().content)] == [False, False]
    assert list(Record.objects.values_list("internal_remarks", "review_on")) == [("Ask again", None)]


PAGES = [page for page in admin.site._registry.values() if isinstance(page, GatedAdmin)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.model.__name__)
def test_nothing_can_be_typed_that_a_proposal_would_lose(rf, page):
    request = rf.get("/")
    request.user, request.attempt = staff("writer"), Attempt(None, None)
    about = {
        "reason",
        "proposal",
        "revision",
        "read_to_end",
        "pasted_kind",
        "pasted_list",
        "pasted_is_quotation",
        "slug",
    }

    offered = {page.model: {*flatten_fieldsets(page.get_fieldsets(request))} - {*page.get_readonly_fields(request)}}
    for inline in page.get_inline_instances(request):
        offered[inline.model] = {*flatten_fieldsets(inline.get_fieldsets(request))}

    lost = {model: fields - {*model.content_fields} - about for model, fields in offered.items()}
    assert {model: fields for model, fields in lost.items() if fields} == {}


# The review


@pytest.fixture
def proposal(agreement):
    """A writer would have another title, and another city."""
    return proposed(agreement, "writer", title="New title", city="Busan")


def proposed(agreement, by, **said):
    return proposals.propose(agreement, read(agreement) | said, staff("writer", by), "A better text")


def test_review_shows_what_would_change(publisher, proposal):
    page = publisher.get(review_address(proposal))

    lines = [(part["name"], line["before"], line["after"]) for part in page.context["parts"] for line in part["lines"]]
    assert lines == [("Title", "Old title", "New title"), ("City", "Seoul", "Busan")]
    assert page.content.decode().count('value="take" required checked') == 2


def test_publisher_accepts_whole_and_it_is_public(publisher, proposal, agreement):
    answer = act(publisher, proposal, "accept", **{"part:title": "take", "part:city": "take"})

    assert said(answer) == ["It is public now."]
    assert publisher.get(agreement.get_absolute_url()).context["head"]["title"] == "New title"


def test_publisher_accepts_a_part(publisher, proposal):
    answer = act(publisher, proposal, "accept", **{"part:title": "take", "part:city": "leave"})

    assert said(answer) == ["What you took is public now. The rest goes on waiting."]
    assert list(Agreement.objects.values_list("title", "city")) == [("New title", "Seoul")]
    assert [part["path"] for part in publisher.get(review_address(proposal)).context["parts"]] == ["city"]


def test_part_changed_on_both_sides_is_shown_undecided(publisher, proposal, agreement):
    agreement.title = "Their title"
    agreement.save()
    workflow.publish(agreement, by=staff("publisher"), reason="Corrected")

    page = publisher.get(review_address(proposal))
    answer = act(publisher, proposal, "accept", **{"part:city": "take"})

    assert {part["path"]: part["is_conflict"] for part in page.context["parts"]} == {"title": True, "city": False}
    told = [(line["before"], line["after"]) for line in page.context["parts"][0]["meanwhile"]]
    assert told == [("Old title", "Their title")]
    assert page.content.decode().count("Changed on both sides") == 1
    assert said(answer) == ["Decide each part: take it, or leave it as it is."]
    assert list(Agreement.objects.values_list("title", "city")) == [("Their title", "Seoul")]


def test_sent_back_the_writer_reads_the_remark_in_the_form(client, proposal, agreement):
    client.force_login(staff("publisher"))
    act(client, proposal, "send_back", remark="Which source?")
    client.force_login(staff("writer"))

    page = client.get(change_address(agreement)).content.decode()

    assert "Sent back by publisher: Which source?" in page


def test_two_proposals_on_one_record_are_shown_to_each_other(client, proposal, agreement):
    client.force_login(staff("writer", "second"))
    form = client.get(change_address(agreement)).content.decode()
    proposed(agreement, "second", city="Hanoi")

    pages = [client.get(review_address(each)) for each in Proposal.objects.order_by("pk")]

    assert review_address(proposal) in form
    others = [(str(other["proposal"].proposed_by), other["both"]) for page in pages for other in page.context["others"]]
    assert others == [("second", ["City"]), ("writer", ["City"])]


def test_writer_takes_his_own_back(writer, proposal):
    answer = act(writer, proposal, "take_back")

    assert (said(answer), Proposal.objects.get().state) == (["The proposal is taken back."], "taken_back")


@pytest.mark.parametrize("name", ["accept", "send_back", "king", "take_back"])
def test_another_writer_decides_nothing(client, proposal, name):
    client.force_login(staff("writer", "second"))

    answer = act(client, proposal, name, **{"remark": "So", "part:title": "take", "part:city": "take"})

    assert (answer.status_code, Proposal.objects.get().state) == (403, "waiting")


def test_visitors_see_no_proposal(client, proposal):
    assert client.get(review_address(proposal)).status_code == 302


def test_what_waits_is_listed(publisher, proposal):
    listed = [publisher.get(address(Proposal, "changelist"), query) for query in ({}, {"state": "accepted"})]

    assert [list(page.context["cl"].result_list) for page in listed] == [[proposal], []]


def count(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_form_of_a_proposal_asks_as_often_for_one_row_as_for_three(writer):
    numbers = []
    for rows in (1, 1, 3):
        agreement = AgreementFactory(published=True, parties=3, areas_of_cooperation=rows)
        points = [
            {**row, "text": "Changed.", "progress": [progress(agreement)]} for row in read(agreement)["provisions"]
        ]
        proposed(agreement, "writer", provisions=points)
        with CaptureQueriesContext(connection) as queries:
            undrawn(writer.get, change_address(agreement))
        numbers.append(len(queries))

    assert numbers[1] == numbers[2]


def progress(agreement):
    return {"key": "p", "status": "limited", "as_of_on": "2024", "source": agreement.main_source.key}


def test_pages_of_proposals_ask_as_often_for_one_as_for_three(client, proposal, agreement):
    client.force_login(staff("publisher"))
    pages = [address(Proposal, "changelist"), review_address(proposal), change_address(agreement)]
    ContentType.objects.get_for_model(Agreement)  # is then in memory
    one = [count(client, page) for page in pages]
    for name in ("second", "third"):
        proposed(agreement, name, title=name, city=name)

    three = [count(client, page) for page in pages]

    assert one == three


def test_proposal_that_names_what_is_gone_opens_its_review_instead_of_a_form(writer, agreement):
    source = SourceFactory()
    proposal = proposed(agreement, "writer", main_source=source.key)
    source.delete()

    answer = writer.get(change_address(agreement))

    assert (answer.status_code, answer.url) == (302, review_address(proposal))
    assert said(answer) == [f"main_source: no source has the key '{source.key}'"]
    assert "It can no longer be taken as it is" in writer.get(answer.url).content.decode()
