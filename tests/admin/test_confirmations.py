"""Publishers ask the parties of a public agreement in the admin, and read there what was said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal.records import confirmations
from tvet_portal.records.models import Confirmation

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    return AgreementFactory(published=True)


def page_of(agreement):
    return f"/admin/agreements/agreement/{agreement.pk}/confirmations/"


def test_link_is_made_shown_and_taken_back(publisher, agreement):
    party = agreement.participations.first().key

    publisher.post(page_of(agreement), {"act": "ask", "party": party, "addressee": "Director"})

    link = confirmations.link(Confirmation.objects.get())
    assert link in publisher.get(page_of(agreement)).content.decode()
    publisher.post(page_of(agreement), {"act": "take_back", "party": party})
    assert link not in publisher.get(page_of(agreement)).content.decode()
    assert Confirmation.objects.get().taken_back_at


def test_what_was_typed_is_kept_when_it_is_refused(publisher, agreement):
    party = agreement.participations.first().key

    page = publisher.post(page_of(agreement), {"act": "ask", "party": party, "addressee": "Director " * 40})

    assert page.status_code == 200
    assert "Director Director" in page.content.decode()
    assert not Confirmation.objects.exists()


def test_writer_reads_the_page_without_links_and_asks_nobody(client, agreement):
    asked = confirmations.ask(agreement, agreement.participations.first().key, "Director", staff("publisher"))
    client.force_login(staff("writer"))

    page = client.get(page_of(agreement))

    assert page.status_code == 200
    assert confirmations.link(asked) not in page.content.decode()
    assert client.post(page_of(agreement), {"act": "take_back", "party": asked.party}).status_code == 403


def test_form_of_a_public_agreement_leads_there(publisher, agreement):
    draft = AgreementFactory()

    pages = [publisher.get(f"/admin/agreements/agreement/{row.pk}/change/") for row in (agreement, draft)]

    assert [page_of(agreement) in page.content.decode() for page in pages[:1]] == [True]
    assert page_of(draft) not in pages[1].content.decode()
    assert publisher.get(page_of(draft)).status_code == 302


def test_page_asks_as_often_for_one_party_asked_as_for_three(publisher):
    counted = []
    for number in (1, 3):
        agreement = AgreementFactory(parties=3, published=True)
        for party in agreement.participations.all()[:number]:
            confirmations.ask(agreement, party.key, "Director", staff("publisher"))
        publisher.get(page_of(agreement))
        with CaptureQueriesContext(connection) as queries:
            publisher.get(page_of(agreement))
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_odd_letters_are_no_failure(publisher, agreement):
    typed = {"act": "ask", "party": agreement.participations.first().key, "addressee": "Dir\0ector"}

    assert publisher.post(page_of(agreement), typed).status_code == 302
    assert publisher.post(page_of(agreement), {"act": "take_back", "party": "a\0b"}).status_code == 200
