"""What a record said before: every version with what it changed, and the record as it stood on a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory, PersonFactory
from tests.factories.records import AppearanceFactory, ParticipationFactory, ProgressFactory, ProvisionFactory, staff
from tvet_portal.records import workflow
from tvet_portal.records.content import read, record_models
from tvet_portal.records.models import ProgressActor, RecordVersion, StatusChange
from tvet_portal.records.page.changes import Changes
from tvet_portal.records.page.names import Names

pytestmark = pytest.mark.django_db


def publish(record, reason="Corrected", day=None):
    workflow.publish(record, by=staff("publisher"), reason=reason)
    if day:
        newest = RecordVersion.objects.filter(record=record).first()
        RecordVersion.objects.filter(pk=newest.pk).update(approved_at=datetime.combine(day, datetime.min.time(), UTC))


@pytest.fixture
def agreement():
    """An agreement of two versions: of two and of one week ago."""
    agreement = AgreementFactory(slug="mou", title="Old title", city="Seoul")
    publish(agreement, day=weeks_ago(2))
    agreement.refresh_from_db()
    agreement.title, agreement.city = "New title", ""
    agreement.save()
    publish(agreement, day=weeks_ago(1))
    return agreement


def weeks_ago(number):
    return timezone.localdate() - timedelta(weeks=number)


def changes(client, address="/agreements/mou/history/"):
    """Where, before and after of every line of the newest version."""
    rows = client.get(address).context["versions"][0]["table"]["rows"]
    return [(row["head"]["text"], *(cell["text"] for cell in row["cells"])) for row in rows]


def test_history_says_what_changed_when_and_why(client, agreement):
    newest, first = client.get("/agreements/mou/history/").context["versions"]

    assert (newest["number"], newest["reason"], newest["is_current"]) == (2, "Corrected", True)
    assert (first["number"], first["is_first"], first["table"]) == (1, True, None)
    assert changes(client) == [("Title", "Old title", "New title"), ("City", "Seoul", "nothing")]


def test_rows_that_came_went_and_changed_are_told_in_words(client, agreement):
    gone = ProvisionFactory(record=agreement, text="Share curricula.")
    publish(agreement)
    point = ProvisionFactory(record=agreement, kind="commitment", label="(2)", text="Send ten machines.")
    progress = ProgressFactory(provision=point, status="limited", as_of_on="2024")
    publish(agreement)
    came = changes(client)
    progress.status, progress.next_step = "blocked", "A second visit"
    progress.save()
    laos = CountryFactory(name="Lao PDR")
    ProgressActor.objects.create(progress=progress, key="la", role="waiting_on", country=laos, as_printed="Lao PDR")
    gone.delete()
    publish(agreement)

    changed = changes(client)

    commitment = "Commitment (2) “Send ten machines.”"
    assert [where for where, *_rest in came] == [commitment]
    assert changed == [
        (f"{commitment}, progress “2024”, status", "Limited", "Blocked"),
        (f"{commitment}, progress “2024”, next step", "nothing", "A second visit"),
        (f"{commitment}, progress “2024”, waiting on “Lao PDR”", "nothing", "Lao PDR"),
        ("Area of cooperation “Share curricula.”", changed[3][1], "nothing"),
    ]
    assert "text: Share curricula." in changed[3][1]


def test_names_are_told_instead_of_keys(client, agreement):
    party = agreement.participations.first()
    before = party.organisation
    party.organisation = OrganisationFactory(name="Ministry of Labour", acronym="")
    party.save()
    publish(agreement)

    assert changes(client)[0][1:] == (str(before), "Ministry of Labour")


def test_withheld_name_is_withheld_in_the_history(client, agreement):
    person = PersonFactory(printed_name="Secret Person")
    row = AppearanceFactory(record=agreement, person=person, name_as_printed="Secret Person")
    publish(agreement)
    row.name_as_printed = "Dr Secret Person"
    row.save()
    publish(agreement)
    person.withheld_at = timezone.now()
    person.save()

    page = client.get("/agreements/mou/history/").content.decode()

    assert "name withheld" in page
    assert "Secret" not in page


def test_name_that_was_withheld_and_then_unlinked_is_not_told(client, agreement):
    person = PersonFactory(printed_name="Secret Person", withheld_at=timezone.now())
    row = AppearanceFactory(record=agreement, person=person, name_as_printed="Secret Person")
    publish(agreement)
    row.person, row.name_as_printed = PersonFactory(printed_name="A Delegate"), "A Delegate"
    row.save()
    publish(agreement)
    row.delete()
    publish(agreement)

    page = client.get("/agreements/mou/history/").content.decode()

    assert "Secret" not in page


def test_corrected_name_is_told_before_and_after(client, agreement):
    row = AppearanceFactory(record=agreement, person=PersonFactory(), name_as_printed="Dr Ai")
    publish(agreement)
    row.name_as_printed = "Dr. Ai"
    row.save()
    publish(agreement)

    assert [line[1:] for line in changes(client)] == [("Dr Ai", "Dr. Ai")]


def test_many_versions_stand_on_pages(client, agreement, monkeypatch):
    monkeypatch.setattr("tvet_portal.records.history.VERSIONS_A_PAGE", 1)

    first, second = (client.get(f"/agreements/mou/history/?page={number}") for number in (1, 2))

    assert [[version["number"] for version in page.context["versions"]] for page in (first, second)] == [[2], [1]]
    assert 'href="?page=2"' in first.content.decode()


def test_version_stands_at_its_own_address(client, agreement):
    page = client.get("/agreements/mou/history/1/")

    said = page.content.decode()
    assert (page.context["head"]["title"], page.context["downloads"]) == ("Old title", ())
    assert "This is an earlier version." in said
    assert "version 1" in page.context["citation"]
    assert 'name="robots" content="noindex"' in said
    assert "application/ld+json" not in said


@pytest.mark.parametrize(("weeks", "title"), [(0, "New title"), (1, "New title"), (2, "Old title"), (-5, "New title")])
def test_record_is_shown_as_of_a_day(client, agreement, weeks, title):
    page = client.get(f"/agreements/mou/?as_of={weeks_ago(weeks)}")

    assert (page.status_code, page.context["head"]["title"]) == (200, title)
    said = page.content.decode()
    assert ("This is the record as of" in said, "That day is still to come" in said) == (weeks > 0, weeks < 0)
    assert page.context["page"].is_current == (weeks <= 0)


def test_day_before_the_first_publication_is_answered_with_the_first_day(client, agreement):
    page = client.get(f"/agreements/mou/?as_of={weeks_ago(3)}")

    assert page.status_code == 404
    assert "It was first published on" in page.content.decode()


def test_day_on_which_it_was_withdrawn_shows_nothing_of_it(client, agreement):
    agreement.refresh_from_db()
    workflow.withdraw(agreement, by=staff("publisher"), reason="A mistake.")
    agreement.refresh_from_db()
    publish(agreement, "Corrected and published again")
    a_week_ago = timezone.now() - timedelta(weeks=1)
    StatusChange.objects.filter(record=agreement, to_status="withdrawn").update(changed_at=a_week_ago)
    RecordVersion.objects.filter(record=agreement, number__lt=3).update(approved_at=timezone.now() - timedelta(weeks=2))

    withdrawn, today = (client.get(f"/agreements/mou/?as_of={weeks_ago(number)}") for number in (1, 0))

    assert (withdrawn.status_code, today.status_code) == (404, 200)
    assert "It was withdrawn then" in withdrawn.content.decode()


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "9" * 3000, "2026-W01-1x", "\0"])
def test_what_is_no_day_is_said_to_be_none(client, agreement, day):
    page = client.get("/agreements/mou/", {"as_of": day})

    assert (page.status_code, page.context["head"]["title"]) == (200, "New title")
    assert "write it as 2026-03-01" in page.content.decode()


def test_history_of_what_is_not_public_is_not_shown(client, agreement):
    AgreementFactory(slug="draft")
    rest = ("history/", "history/1/", "?as_of=2026-11-01")
    hidden = [client.get(f"/agreements/draft/{address}").status_code for address in rest]
    workflow.withdraw(agreement, by=staff("publisher"), reason="A mistake.")

    withdrawn = [client.get(f"/agreements/mou/{address}") for address in rest]

    assert hidden == [404] * 3
    assert [page.status_code for page in withdrawn] == [410] * 3
    assert "Old title" not in "".join(page.content.decode() for page in withdrawn)


@pytest.mark.parametrize("number", ["0", "3", "9" * 30])
def test_version_that_never_was_is_not_found(client, agreement, number):
    assert client.get(f"/agreements/mou/history/{number}/").status_code == 404


def test_history_of_a_former_address_leads_to_the_new_one(client, agreement):
    agreement.refresh_from_db()
    agreement.slug = "memorandum"
    agreement.save()
    workflow.publish(agreement, by=staff("publisher"), reason="A better address")

    answer = client.get("/agreements/mou/history/")

    assert (answer.status_code, answer["Location"]) == (301, "/agreements/memorandum/history/")
    assert changes(client, "/agreements/memorandum/history/")[0][1:] == ("mou", "memorandum")


@pytest.mark.parametrize("versions", [1, 3])
def test_history_asks_as_often_for_one_version_as_for_three(client, django_assert_num_queries, versions):
    agreement = AgreementFactory(slug="mou")
    for number in range(versions):
        ParticipationFactory(record=agreement, role="witness", organisation__name=f"Body {number}")
        publish(agreement)
    client.get("/agreements/mou/history/")

    with django_assert_num_queries(4):
        client.get("/agreements/mou/history/")


@pytest.mark.once
@pytest.mark.parametrize("record_type", record_models())
def test_every_field_and_row_of_a_record_has_words(filler, record_type):
    model = record_models()[record_type]
    full = read(filler.record(model))
    bare = {"record_type": record_type, "title": "Bare", "slug": full["slug"]}

    told = Changes(model, Names(model, full)).lines(bare, full)

    assert [line for line in told if not (line["where"] and line["after"])] == []
    assert len(told) == sum(len(value) if is_rows(value) else name not in HEAD for name, value in full.items())
    assert Changes(model, Names(model, full)).lines(full, full) == []


HEAD = ("record_type", "key", "reference", "slug")


def is_rows(value):
    return isinstance(value, list) and isinstance(value[0], dict)
