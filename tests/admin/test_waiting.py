"""The first page of the admin: what waits for somebody, in few queries, and the same in full lists."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.admin.test_countries import limited, of
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import (
    AreaFactory,
    CountryFactory,
    CountryGroupFactory,
    OrganisationFactory,
    PersonFactory,
    SourceFactory,
    TargetGroupFactory,
    TradeFactory,
)
from tests.factories.records import ProgressFactory, ProvisionFactory, TranslationFactory, staff
from tvet_portal.directory import approval
from tvet_portal.directory.models import Organisation
from tvet_portal.records import merges, proposals, tasks, workflow
from tvet_portal.records.admin.tasks import OF_ALL, OWN
from tvet_portal.records.content import read
from tvet_portal.records.models import Provision, Record
from tvet_portal.records.templatetags.waiting import what_waits

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=400)


@pytest.fixture(autouse=True)
def rule(settings):
    settings.TWO_PERSON_RULE = True


def world(country):
    """Of each list one row, all of one country."""
    source = SourceFactory(title="Address only", address="https://example.org/")
    review, mine = of(country, title="In review"), of(country, title="Mine")
    workflow.submit(review, staff("writer"))
    workflow.count_edit(mine, staff("publisher"))
    own = of(country, title="Mine in review")
    workflow.count_edit(own, staff("publisher"))
    workflow.submit(own, staff("writer"))
    public = of(country, title="Public", main_source=source, published=False)
    commitment = ProvisionFactory(record=public, kind="commitment", text="To send machines.")
    heard = ProvisionFactory(record=public, kind="commitment", text="To send teachers.")
    ProgressFactory(provision=heard, as_of_on=date.today().isoformat())
    ProgressFactory(provision=commitment, as_of_on="2020")
    TranslationFactory(record=public, of_version=None)
    workflow.publish(public, staff("publisher", "anybody"))
    Record.objects.filter(pk=public.pk).update(review_on="2026-01-01", published_at=LONG_AGO)
    proposals.propose(public, read(public) | {"title": "New"}, staff("writer"), "A better title")
    proposals.propose(public, read(public) | {"title": "Own"}, staff("publisher"), "My own")
    body = OrganisationFactory(name="Approved", country=country, approved=True)
    proposals.propose(body, read(body) | {"website": "https://example.org/"}, staff("writer"), "Its page")
    Organisation.objects.update(approved_at=timezone.now())
    bodies = [OrganisationFactory(name=name, country=country) for name in ("One Body", "ONE body")]
    merges.ask(*bodies, staff("writer"), "They are one body")
    merges.ask(*bodies, staff("publisher"), "Asked for by who looks")
    PersonFactory(printed_name="Somchai"), AreaFactory(label="Welding"), TargetGroupFactory(label="Trainees")
    (
        TradeFactory(text="Welder"),
        SourceFactory(title="Unread", address=""),
        CountryGroupFactory(name=f"Mekong {country.iso2}"),
    )
    approval.note_writer(OrganisationFactory(name="Of my own", country=country).path, staff("publisher"))


EXPECTED = {
    "Drafts that wait for your review": ["In review"],
    "Proposals that wait for your review": ["Public", "Approved"],
    "Merges that wait for a publisher": ["One Body → ONE body"],
    "Your drafts": ["Mine"],
    "Your proposals": ["Public"],
    "Organisations to approve": ["ONE body", "One Body"],
    "People to approve": ["Somchai"],
    "Areas of cooperation to approve": ["Welding"],
    "Target groups to approve": ["Trainees"],
    "Trades to approve": ["Welder"],
    "Sources to approve": ["Unread"],
    "Groups of countries to approve": ["Mekong LA"],
    "To be looked at again": ["Public"],
    "Not verified for a year": ["Public"],
    "Commitments without news for a year": ["To send machines."],
    "Sources without an archived copy": ["Address only"],
    "Translations of earlier versions": ["Public"],
}
SUSPECTED = {"Organisations that are perhaps one": ["One Body / ONE body"]}


def lists(user):
    found = what_waits(user)["groups"]
    return {str(each["title"]): [line["words"] for line in each["lines"]] for group in found for each in group["lists"]}


def test_page_tells_what_waits(client):
    world(CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR"))
    client.force_login(staff("publisher"))

    page = client.get("/admin/").content.decode()

    assert lists(staff("publisher")) == EXPECTED | SUSPECTED
    assert [str(title) in page for title in EXPECTED] == [True] * len(EXPECTED)
    assert "Records and directory" in page


def test_full_list_has_the_same_rows(client):
    world(CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR"))
    client.force_login(staff("publisher"))

    found = {str(task.title): client.get(task.address).context["cl"].result_list for task in (*OWN, *OF_ALL)}

    assert {title: len(rows) for title, rows in found.items()} == {title: len(rows) for title, rows in EXPECTED.items()}


@pytest.mark.parametrize(("days", "is_listed"), [(10, False), (400, True), (None, True)])
def test_commitment_of_a_source_without_a_day_counts_from_its_reading(days, is_listed):
    read_on = None if days is None else date.today() - timedelta(days=days)
    public = AgreementFactory(published=True, main_source__accessed_on=read_on)
    commitment = ProvisionFactory(record=public, kind="commitment")

    found = tasks.without_news(Provision.objects.all(), None)

    assert list(found) == ([commitment] if is_listed else [])


def test_page_of_other_countries_tells_nothing_of_it():
    world(CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR"))
    elsewhere = limited("publisher", CountryFactory(iso2="VN", name="Viet Nam"))

    assert (lists(elsewhere), what_waits(elsewhere)["countries"]) == ({}, "Viet Nam")


def test_writer_reviews_nothing_and_who_has_no_role_sees_nothing(django_user_model):
    world(CountryFactory(iso2="LA", iso3="LAO", name="Lao PDR"))
    nobody = django_user_model.objects.create_user("none", is_staff=True)

    told = lists(staff("writer"))

    assert not [title for title in told if "your review" in title]
    assert what_waits(nobody) == {}


def test_page_asks_as_often_for_many_as_for_one():
    staff("publisher")
    numbers = []
    for rows in (2, 5):
        for _number in range(rows):
            country = CountryFactory()
            world(country)
        proposals.Proposal.objects.all().delete()
        lists(staff("publisher"))
        with CaptureQueriesContext(connection) as queries:
            told = what_waits(get_user_model().objects.get(username="publisher"))
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
    more = {str(each["title"]) for group in told["groups"] for each in group["lists"] if each["all"]}
    assert {"Your drafts", "Commitments without news for a year"} <= more


def test_source_with_a_copy_is_kept():
    SourceFactory(address="")

    assert not [task for task in OF_ALL if task.name == "uncopied" and task.rows(staff("publisher"))]
