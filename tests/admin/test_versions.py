"""The versions of a record in the admin: listed, compared with today, rolled back to, withheld; by publishers only."""

import pytest
from django.contrib.messages import get_messages

from tests.admin.pages import address
from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal.records import workflow
from tvet_portal.records.models import Record, RecordVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = AgreementFactory(published=True, title="Old title")
    agreement.title = "New title"
    agreement.save()
    workflow.publish(agreement, by=staff("publisher"), reason="Corrected")
    agreement.refresh_from_db()
    return agreement


def version_address(record, number):
    return address(type(record), "version", record.pk, number)


def act(client, record, name, number=1, **typed):
    seen = {"act": name, "revision": record.revision, "reason": "It was right."}
    return client.post(version_address(record, number), {**seen, **typed})


def said(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def test_version_is_compared_with_today(publisher, agreement):
    page = publisher.get(version_address(agreement, 1))

    lines = [(line["where"], line["before"], line["after"]) for line in page.context["lines"]]
    assert lines == [("Title", "New title", "Old title")]
    assert page.content.decode().count('name="act"') == 2


def test_history_lists_the_versions(publisher, agreement):
    page = publisher.get(address(type(agreement), "history", agreement.pk))

    assert [version.number for version in page.context["versions"]] == [2, 1]
    assert version_address(agreement, 1) in page.content.decode()


def test_publisher_rolls_back(publisher, agreement):
    answer = act(publisher, agreement, "roll_back")

    assert answer.url == address(type(agreement), "history", agreement.pk)
    assert Record.objects.get().title == "Old title"
    assert RecordVersion.objects.first().reason == "as version 1: It was right."


def test_publisher_withholds_a_version_and_sees_no_more_of_it(publisher, agreement):
    act(publisher, agreement, "withhold")

    page = publisher.get(version_address(agreement, 1))
    history = publisher.get(address(type(agreement), "history", agreement.pk))

    assert (page.context["lines"], page.context["may_act"]) == ([], False)
    assert ["Withheld" in shown.content.decode() for shown in (page, history)] == [True, True]
    assert "Old title" not in page.content.decode()


@pytest.mark.parametrize("name", ["roll_back", "withhold", "king"])
def test_writer_looks_and_does_nothing(writer, agreement, name):
    page, answer = writer.get(version_address(agreement, 1)), act(writer, agreement, name)

    assert (page.status_code, page.context["may_act"], answer.status_code) == (200, False, 403)
    assert RecordVersion.objects.filter(withheld_at=None).count() == 2


@pytest.mark.parametrize("name", ["roll_back", "withhold"])
@pytest.mark.parametrize("typed", [{"revision": "77"}, {"reason": " "}])
def test_stale_page_or_no_reason_changes_nothing(publisher, agreement, name, typed):
    page = act(publisher, agreement, name, **typed)

    assert (page.status_code, len(said(page))) == (200, 1)
    assert RecordVersion.objects.filter(withheld_at=None).count() == 2


@pytest.mark.parametrize("number", ["0", "3", "9" * 30])
def test_version_that_never_was_is_not_found(publisher, agreement, number):
    assert publisher.get(version_address(agreement, number)).status_code == 404


def test_version_with_a_key_that_is_gone_says_so(publisher, agreement):
    version = RecordVersion.objects.get(number=1)
    version.content = version.content.replace(agreement.main_source.key, "gone")
    version.save()

    page = publisher.get(version_address(agreement, 1))

    assert page.context["obstacles"] == ["main_source: no source has the key 'gone'"]
    assert page.content.decode().count('name="act"') == 1


def test_visitor_is_sent_to_sign_in(client, agreement):
    assert client.get(version_address(agreement, 1)).status_code == 302
