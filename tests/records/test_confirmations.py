"""A party says by a signed link, once and without an account, whether the public text of a record is right."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import OrganisationFactory
from tests.factories.records import ParticipationFactory, ProvisionFactory, staff
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.models import PublicChanges
from tvet_portal.records import confirmations, merges, workflow
from tvet_portal.records.models import Confirmation
from tvet_portal.records.versions import withhold
from tvet_portal.records.workflow import NotAllowed

pytestmark = pytest.mark.django_db
SAID = {"answer": "confirmed", "answered_by": "Somsy P., Director", "remark": ""}


@pytest.fixture
def agreement():
    agreement = AgreementFactory(parties=0)
    for name in ("Ministry of Training", "Institute of Skills"):
        ParticipationFactory(record=agreement, organisation=OrganisationFactory(name=name))
    ProvisionFactory(record=agreement, text="Exchange of forty trainers.")
    workflow.publish(agreement, by=staff("publisher"))
    agreement.refresh_from_db()
    return agreement


@pytest.fixture
def party(agreement):
    return agreement.participations.get(organisation__name="Ministry of Training")


@pytest.fixture
def asked(agreement, party):
    return confirmations.ask(agreement, party.key, "Director Somsy", staff("publisher"))


def path(asked):
    return reverse("confirmation", args=[confirmations.signer.sign(asked.pk)])


def said(client, asked, **changed):
    version = confirmations.newest(asked.record)
    return client.post(path(asked), {"sha256": version.sha256} | SAID | changed)


def publish(record, **changed):
    for name, value in changed.items():
        setattr(record, name, value)
    record.save()
    workflow.publish(record, by=staff("publisher"), reason="Corrected")
    record.refresh_from_db()


def standing(client, record):
    """What the page of a record says beside its parties."""
    text = client.get(record.get_absolute_url()).content.decode()
    found = re.findall(r'<p class="small">\s*<span class="badge.*?</p>', text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", each)).split()) for each in found]


def test_page_behind_the_link_has_every_statement_and_the_hash(client, asked):
    page = client.get(path(asked))

    text = page.content.decode()
    assert page.status_code == 200
    assert "You are asked for Ministry of Training." in text
    assert "Exchange of forty trainers." in text
    assert confirmations.newest(asked.record).sha256 in text


def test_page_behind_the_link_is_kept_and_found_by_nobody(client, asked):
    page = client.get(path(asked))

    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert not page.cookies


def test_party_awaited_and_then_confirming_is_seen_on_the_page(client, agreement, asked):
    day = f"{timezone.localdate():%-d %B %Y}"
    awaited = standing(client, agreement)

    answer = said(Client(enforce_csrf_checks=True), asked)

    assert answer.status_code == 302
    assert awaited == [f"Awaiting confirmation asked on {day}"]
    assert standing(client, agreement) == [f"Confirmed on {day}"]


def on_paper(client, record):
    """What the summary says under the names of the parties, and its bytes."""
    answer = client.get(record.get_absolute_url() + "summary.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())
    return re.findall(r"Its own word on this record: (.*?)\.", text), answer.content


def test_summary_on_paper_says_what_the_page_says(client, agreement, asked):
    day = f"{timezone.localdate():%-d %B %Y}"
    awaited, before = on_paper(client, agreement)
    said(client, asked)
    confirmed, after = on_paper(client, agreement)
    publish(agreement, title="Another title")
    earlier, last = on_paper(client, agreement)

    assert (awaited, confirmed) == ([f"awaiting confirmation (asked on {day})"], [f"confirmed (on {day})"])
    assert earlier == [f"confirmed an earlier version (version 1, on {day})"]
    assert (before != after, on_paper(client, agreement)[1]) == (True, last)


def test_what_is_for_staff_is_told_to_nobody(client, agreement, asked):
    said(client, asked, answer="objected", remark="The number is wrong.")

    page = agreement.get_absolute_url()
    addresses = [page, f"{page}history/", f"{page.removesuffix('/')}.json"]
    texts = [client.get(address).content.decode() for address in addresses]
    assert [word for word in ("Somsy", "number is wrong") for text in texts if word in text] == []
    assert standing(client, agreement)[0].startswith("Objected on ")


def test_later_change_leaves_an_earlier_version_confirmed_with_the_difference(client, agreement, asked):
    said(client, asked)

    publish(agreement, title="Another title")

    assert standing(client, agreement)[0].startswith("Confirmed an earlier version version 1, on ")
    history = client.get(agreement.get_absolute_url() + "history/?since=1")
    assert [row["cells"][1]["text"] for row in history.context["since"]["table"]["rows"]] == ["Another title"]


def test_text_that_is_again_what_was_confirmed_is_confirmed(client, agreement, asked):
    said(client, asked)
    title = agreement.title
    publish(agreement, title="Another title")

    publish(agreement, title=title)

    assert standing(client, agreement)[0].startswith("Confirmed on ")


def test_difference_from_a_withheld_version_is_not_shown(client, agreement):
    publish(agreement, title="Another title")
    withhold(agreement, 1, staff("publisher"), "A mistake.")

    history = client.get(agreement.get_absolute_url() + "history/?since=1")

    assert history.context["since"] is None


@pytest.mark.parametrize("number", ["0", "7", "-1", "x", "²", "9" * 30, "2"])
def test_difference_from_no_earlier_version_is_left_out(client, agreement, number):
    publish(agreement, title="Another title")

    history = client.get(agreement.get_absolute_url() + "history/", {"since": number})

    assert (history.status_code, history.context["since"]) == (200, None)


def test_answer_is_given_once(client, agreement, asked):
    said(client, asked)

    again = said(client, asked, answer="objected", remark="Wrong.")

    assert again.status_code == 422
    assert Confirmation.objects.get().answer == "confirmed"
    assert "Confirmed on" in client.get(path(asked)).content.decode()


def test_answer_to_a_text_that_has_changed_meanwhile_is_not_taken_and_not_lost(client, agreement, asked):
    before = confirmations.newest(agreement).sha256
    publish(agreement, title="Another title")

    page = said(client, asked, sha256=before, remark="Fine by us.")

    text = page.content.decode()
    assert page.status_code == 422
    assert "The record has changed since you opened this page." in text
    assert "Fine by us." in text
    assert said(client, asked).status_code == 302


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"answer": ""}, "answer"),
        ({"answer": "perhaps"}, "answer"),
        ({"answered_by": " "}, "answered_by"),
        ({"answer": "objected"}, "remark"),
        ({"remark": "x" * 4001}, "remark"),
        ({"answered_by": "a\0b"}, "answered_by"),
    ],
)
def test_answer_with_something_missing_says_what(client, asked, changed, field):
    page = said(client, asked, **changed)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert Confirmation.objects.get().answer == ""


@pytest.mark.parametrize("token", ["1", "1:abc", "x:y:z", "٣:abc"])
def test_link_that_nobody_made_leads_nowhere(client, asked, token):
    assert client.get(f"/confirm/{token}/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_link_taken_back_or_too_old_is_closed(client, asked, method):
    Confirmation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    old = getattr(client, method)(path(asked), SAID)
    Confirmation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    confirmations.take_back(asked, staff("publisher"))

    taken_back = getattr(client, method)(path(asked), SAID)

    assert (old.status_code, taken_back.status_code) == (410, 410)
    assert "Exchange of forty trainers." not in old.content.decode() + taken_back.content.decode()


def test_link_to_a_withdrawn_record_says_that_it_is_gone(client, agreement, asked):
    workflow.withdraw(agreement, by=staff("publisher"), reason="It was a mistake.")

    assert client.get(path(asked)).status_code == 410
    assert said(client, asked).status_code == 410


def test_text_withheld_since_is_not_shown_to_who_confirmed_it(client, agreement, asked):
    said(client, asked)
    publish(agreement, title="Another title")

    withhold(agreement, 1, staff("publisher"), "A mistake.")

    assert "Exchange of forty trainers." not in client.get(path(asked)).content.decode()


def test_who_no_longer_is_the_party_has_confirmed_nothing(client, agreement, party, asked):
    said(client, asked)

    party.organisation = OrganisationFactory(name="Ministry of Labour")
    party.save()
    publish(agreement)

    assert standing(client, agreement) == []


def test_party_is_asked_by_publishers_of_public_records_only(agreement, party):
    draft = AgreementFactory()

    for record, key, addressee, by in (
        (agreement, party.key, "Director", staff("writer")),
        (agreement, "nobody", "Director", staff("publisher")),
        (agreement, party.key, "", staff("publisher")),
        (draft, draft.participations.first().key, "Director", staff("publisher")),
    ):
        with pytest.raises(NotAllowed):
            confirmations.ask(record, key, addressee, by)
    assert not Confirmation.objects.exists()


def test_party_is_asked_once_at_a_time(agreement, party, asked):
    with pytest.raises(NotAllowed):
        confirmations.ask(agreement, party.key, "Another", staff("publisher"))
    confirmations.take_back(asked, staff("publisher"))

    again = confirmations.ask(agreement, party.key, "Another", staff("publisher"))

    assert confirmations.waiting(agreement, party.key) == again


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "confirmed"},
        {"answered_by": "Somebody"},
        {"answer": "objected", "answered_by": "Somebody", "answered_at": timezone.now(), "version": True},
    ],
)
def test_half_an_answer_is_refused_by_the_database(asked, changed):
    if "version" in changed:
        changed = changed | {"version": confirmations.newest(asked.record)}

    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.update(**changed)


def test_every_step_is_noted_and_makes_kept_pages_old(client, agreement, party, asked):
    numbers = [PublicChanges.now()]
    confirmations.take_back(asked, staff("publisher"))
    numbers.append(PublicChanges.now())
    again = confirmations.ask(agreement, party.key, "Director Somsy", staff("publisher"))
    numbers.append(PublicChanges.now())

    said(client, again)

    numbers.append(PublicChanges.now())
    assert len(set(numbers)) == 4
    noted = AuditLine.objects.filter(what__contains="party").order_by("pk").values_list("what", flat=True)
    assert list(noted) == [
        "ask a party", "take back a question to a party", "ask a party", "answer of a party",
    ]  # fmt: skip


def test_page_of_the_record_asks_as_often_for_one_as_for_three(client):
    counted = []
    for number in (1, 3):
        agreement = AgreementFactory(parties=3, published=True)
        for party in agreement.participations.all()[:number]:
            confirmations.ask(agreement, party.key, "Director", staff("publisher"))
        client.get(agreement.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(agreement.get_absolute_url())
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_question_that_nobody_can_answer_any_more_is_awaited_no_longer(client, agreement, asked):
    Confirmation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert standing(client, agreement) == []


def test_body_that_was_merged_has_confirmed_what_it_confirmed(client, agreement, party, asked):
    said(client, asked)
    merge = merges.ask(party.organisation, OrganisationFactory(approved=True), staff("writer"), "One body")

    merges.do(merge, staff("publisher"))

    assert standing(client, agreement)[0].startswith("Confirmed an earlier version")
