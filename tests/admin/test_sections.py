"""Beside the form of a record: where it stands on its way to the public; what each part of it holds and lacks."""

import pytest
from django.contrib.admin.models import CHANGE, LogEntry

from tests.admin.pages import change_address, offered, save, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal.records import workflow

pytestmark = pytest.mark.django_db


def said(page):
    """Section -> rows, what is wrong, what is missing; of those that hold or lack something."""
    shown = {each.name: (each.rows, each.wrong, each.missing) for each in page.context["sections"]}
    return {name: numbers for name, numbers in shown.items() if any(numbers)}


def stages(page):
    return [(stage.name, stage.state, stage.by and stage.by.username) for stage in page.context["stages"]]


def test_sections_count_their_rows_and_what_is_missing(writer):
    agreement = AgreementFactory(areas_of_cooperation=3, signed_on="", main_source=None)

    page = undrawn(writer.get, change_address(agreement))

    assert said(page) == {"Overview": (None, 0, 2), "Parties": (2, 0, 0), "Points": (3, 0, 0)}


def test_sections_count_what_is_wrong_in_them(writer):
    agreement = AgreementFactory()

    page = save(writer, change_address(agreement), {"signed_on": "soon", "provisions-0-text": "", "verified_on": "x"})

    assert {name: wrong for name, (_rows, wrong, _missing) in said(page).items() if wrong} == {
        "Overview": 1, "Address, verification, internal remarks": 1, "Points": 1,
    }  # fmt: skip


def test_reason_that_is_not_given_is_wrong_in_its_section(publisher):
    agreement = AgreementFactory(published=True)

    page = save(publisher, change_address(agreement), {"title": "Another"})

    assert {name: wrong for name, (_rows, wrong, _missing) in said(page).items() if wrong} == {"Before saving": 1}


def test_links_to_sections_lead_to_places_on_the_page(writer):
    agreement = AgreementFactory()

    page = writer.get(change_address(agreement))

    text = page.content.decode()
    assert [section.name for section in page.context["sections"] if f'id="{section.place}"' not in text] == []


def test_error_stands_beside_its_field(writer):
    agreement = AgreementFactory()

    page = writer.post(change_address(agreement), offered(writer, change_address(agreement)) | {"signed_on": "soon"})

    text = page.content.decode()
    assert text.count('<ul class="errorlist" id="id_signed_on_error">') == 1
    assert "field-signed_on errors" in text


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("", [("draft", "now", "writer"), ("in review", "next", None), ("published", "next", None)]),
        ("r", [("draft", "done", "writer"), ("in review", "now", "writer"), ("published", "next", None)]),
        ("rb", [("draft", "now", "publisher"), ("in review", "next", None), ("published", "next", None)]),
        ("rp", [("draft", "done", "writer"), ("in review", "done", "writer"), ("published", "now", "publisher")]),
    ],
)
def test_stages_say_who_took_them(client, steps, expected):
    writer, publisher = staff("writer"), staff("publisher")
    agreement = AgreementFactory(created_by=writer)
    for step in steps:
        if step == "r":
            workflow.submit(agreement, writer)
        elif step == "b":
            workflow.send_back(agreement, publisher, "Look again")
        else:
            workflow.publish(agreement, by=publisher)
    client.force_login(publisher)

    page = undrawn(client.get, change_address(agreement))

    assert stages(page) == expected


def test_withdrawn_record_has_one_stage_more(client):
    publisher = staff("publisher")
    agreement = AgreementFactory(published=True)
    workflow.withdraw(agreement, publisher, "It was never signed")
    client.force_login(publisher)

    page = undrawn(client.get, change_address(agreement))

    assert stages(page)[-1] == ("withdrawn", "now", "publisher")


def test_last_save_is_told(client):
    writer = staff("writer")
    agreement = AgreementFactory(created_by=writer)
    client.force_login(writer)
    save(client, change_address(agreement), {"city": "Seoul"})

    page = undrawn(client.get, change_address(agreement))

    saved = LogEntry.objects.get(action_flag=CHANGE)
    assert page.context["last_saved"] == saved
    assert (saved.user, saved.object_id) == (writer, str(agreement.pk))
