"""What became of a body is written down in one form: how it ended, and who took over which function."""

import pytest
from django.contrib.messages import get_messages

from tests.admin.pages import change_address
from tests.factories.directory import OrganisationFactory, SourceFactory
from tests.factories.records import staff
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.models import Organisation, OrganisationSuccession, Writing
from tvet_portal.records import proposals
from tvet_portal.records.admin.proposed_entries import SENT_BACK
from tvet_portal.records.content import read
from tvet_portal.records.models import Proposal

pytestmark = pytest.mark.django_db


def address(body):
    return f"/admin/directory/organisation/{body.pk}/succession/"


def typed(*rows, **more):
    data = {"kind": "split", "happened_on": "2025-03", "source": SourceFactory().pk, "ends": "on"}
    data |= {"successors-TOTAL_FORMS": len(rows), "successors-INITIAL_FORMS": 0}
    for number, (successor, function) in enumerate(rows):
        data |= {f"successors-{number}-successor": successor, f"successors-{number}-function": function}
    return {**data, **more}


@pytest.fixture
def body():
    return OrganisationFactory(name="Ministry of Labour", approved=True)


def test_every_successor_is_written_down_with_its_function(publisher, body):
    first, second = OrganisationFactory(), OrganisationFactory()

    page = publisher.get(address(body))
    answer = publisher.post(address(body), typed((first.pk, "vocational training"), (second.pk, "labour"), ("", "")))

    rows = OrganisationSuccession.objects.order_by("function").values_list(
        "successor", "function", "kind", "happened_on"
    )
    assert (page.status_code, answer.url) == (200, f"/admin/directory/organisation/{body.pk}/change/")
    assert list(rows) == [
        (second.pk, "labour", "split", "2025-03"),
        (first.pk, "vocational training", "split", "2025-03"),
    ]
    changed = Organisation.objects.get(pk=body.pk)
    assert (str(changed.ended_on), changed.revision) == ("2025-03", body.revision + 1)
    assert AuditLine.objects.filter(what="change what is public").count() == 1


def test_function_that_moved_ends_nothing(publisher, body):
    publisher.post(address(body), typed((OrganisationFactory().pk, "labour"), kind="function_moved", ends=""))

    assert not Organisation.objects.get(pk=body.pk).ended_on


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (("", ""), "Name at least one successor."),
        (("own", "labour"), "An organisation cannot succeed itself."),
    ],
)
def test_what_stands_against_it_is_said_and_nothing_changes(publisher, body, row, complaint):
    successor = body.pk if row[0] == "own" else row[0]

    page = publisher.post(address(body), typed((successor, row[1])))

    assert page.context["form"].non_field_errors() == [complaint]
    assert not OrganisationSuccession.objects.exists()
    assert not Organisation.objects.get(pk=body.pk).ended_on


def test_function_without_a_successor_is_asked_about(publisher, body):
    page = publisher.post(address(body), typed(("", "labour")))

    assert page.context["rows"][0].errors == {"successor": ["Say who took it over."]}


def test_writer_does_it_where_nothing_is_public_yet_and_proposes_it_elsewhere(writer, body):
    waiting = OrganisationFactory()

    proposed = writer.post(address(body), typed((waiting.pk, "labour")))
    taken = writer.post(address(waiting), typed((body.pk, "labour")))

    assert (proposed.url, taken.status_code) == (change_address(Proposal.objects.get()), 302)
    assert OrganisationSuccession.objects.get().predecessor == waiting
    assert Writing.objects.get().path == waiting.path


def test_form_of_an_organisation_leads_there(publisher, body):
    assert address(body) in publisher.get(f"/admin/directory/organisation/{body.pk}/change/").content.decode()


def test_odd_numbers_are_no_failure(publisher, body):
    assert publisher.post(address(body), typed(("abc", "labour"), source="x")).status_code == 200


def test_what_became_of_a_body_answers_no_remark(writer, body):
    proposal = proposals.propose(body, read(body) | {"name": "New name"}, staff("writer"), "So")
    proposals.send_back(proposal, staff("publisher"), "Which page?")

    answer = writer.get(address(body))

    assert (answer.url, [str(message) for message in get_messages(answer.wsgi_request)]) == (
        change_address(proposal),
        [SENT_BACK],
    )
    assert Proposal.objects.get().state == "sent_back"
