"""Nothing that is not published or not public stands on any page, in any answer, of the public portal."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from agreements.models import Agreement
from qualifications.models import FrameworkVersion, Level
from tests.factories.agreements import AgreementFactory
from tests.factories.events import EventFactory, EventSeriesFactory, ProgrammeFactory
from tests.factories.qualifications import FrameworkFactory, LevelFactory
from tests.factories.records import CitationFactory, DocumentFactory, ParticipationFactory, ProvisionFactory, staff
from tests.public.conftest import undone_afterwards
from tests.public.crawling import ask, detail_addresses, lists, walk
from tests.public.filling import ASKED, LEAK, Filler, new_slug, secret
from tvet_portal.directory.models import (
    CooperationArea,
    Organisation,
    OrganisationSuccession,
    OrganisationTie,
    Source,
    Upload,
)
from tvet_portal.records import proposals, workflow
from tvet_portal.records.content import canonical, read, record_models
from tvet_portal.records.versions import withhold

pytestmark = pytest.mark.django_db
ITS_WORDS = re.compile(f"{ASKED}|{LEAK}", re.IGNORECASE)
ITS_TEXT = re.compile(LEAK, re.IGNORECASE)
FACETS = ("type", "country", "area", "organisation", "kind", "state", "year")
READ_NOTHING = ("/.well-known/", "/about/", "/health/", "/robots.txt", "/sitemap.xml", "/styleguide/")
WITH_PAGES = ("agreement", "event", "event_series", "programme", "framework")


class World:
    """Public records with secrets beside their content; drafts and withdrawn records about the same bodies."""

    def __init__(self):
        self.publisher = staff("publisher")
        self.hidden, self.retired = Filler(hidden_entries=True), Filler(rows=1)
        self.body, self.country = self.hidden.public[Organisation][0], self.hidden.countries[0]
        self.public_records = self.publish_records()
        self.hidden.public_records = self.retired.public_records = self.public_records
        draft, withdrawn = new_slug(), new_slug()  # one for all kinds of record: so each address is asked once
        for model in record_models().values():
            self.hidden.record(model, draft)
            self.withdraw(self.retired.record(model, withdrawn, title=f"Withdrawn {model.own_record_type}", summary=""))
        workflow.submit(self.hidden.record(Agreement), by=staff("writer"))
        self.tie_to_unapproved(self.hidden.own_entries)

    def publish_records(self):
        """A record of every kind about the public bodies, with everything that may be kept beside a content."""
        series = EventSeriesFactory(body=self.body)
        records = {
            "event_series": series,
            "agreement": AgreementFactory(parties=1),
            "event": EventFactory(series=series),
            "programme": ProgrammeFactory(acts_through=self.body),
            "framework": FrameworkFactory(is_principal=True),
        }
        level = LevelFactory(version__framework=records["framework"])
        self.hidden.elsewhere = self.retired.elsewhere = {Level: [level], FrameworkVersion: [level.version]}
        upload = Upload(sha256="a" * 64, name=secret(), media_type="application/pdf", size=1)
        upload.file.save(f"{ASKED}-{LEAK}.pdf", ContentFile(LEAK.encode()))
        for record in records.values():
            ParticipationFactory(record=record, organisation=self.body)
            ParticipationFactory(record=record, organisation=None, country=self.country, as_printed="x")
            ProvisionFactory(record=record, kind="decision").areas.add(*self.hidden.public[CooperationArea])
            DocumentFactory(
                record=record, title=secret(), note=secret(), address=f"https://{LEAK}.example/", upload=upload,
                availability="held", is_public=False,
            )  # fmt: skip
            record.internal_remarks = secret()
            record.save()
            workflow.publish(record, by=self.publisher)
            record.refresh_from_db()
            self.withhold_a_version(record)
            self.propose(record)
        return records

    def withhold_a_version(self, record):
        """A version with a secret in it, put right and withheld."""
        title = record.title
        for said in (secret(), title):
            record.title = said
            record.save()
            workflow.publish(record, by=self.publisher, reason="Corrected")
            record.refresh_from_db()
        withhold(record, 2, self.publisher, "It was a mistake.")

    def propose(self, record):
        """Changes that nobody has accepted: a title, a point, a document, an organisation nobody approved."""
        body = self.hidden.own_entries[Organisation]
        proposed = {
            "title": secret(),
            "provisions": [{"key": ASKED, "kind": "decision", "position": 1, "text": secret()}],
            "documents": [{"key": ASKED, "kind": "report", "title": secret()}],
            "participations": [{"key": ASKED, "role": "funder", "organisation": body.key, "as_printed": secret()}],
        }
        proposals.propose(record, read(record) | proposed, staff("writer"), secret())

    def withdraw(self, record):
        workflow.publish(record, by=self.publisher)
        workflow.withdraw(record, by=self.publisher, reason="It was a mistake.")

    def tie_to_unapproved(self, entries):
        other = entries[Organisation]
        OrganisationTie.objects.create(organisation=self.body, other=other, role="part_of")
        OrganisationSuccession.objects.create(predecessor=self.body, successor=other, kind="merged")
        changed = read(self.body) | {"description": secret(), "names": [{"key": ASKED, "text": secret()}]}
        proposals.propose(self.body, changed, staff("writer"), secret())
        for subject in ({"organisation": self.body}, {"country": self.country}):
            CitationFactory(**subject, target="name", source=entries[Source], statement=secret(), quote=secret())

    def addresses(self):
        """Everything one could ask for who knows the words and keys of what is hidden."""
        keys = sorted({ASKED, *(entry.key for entry in self.hidden.own_entries.values())})
        facets = ["&".join(f"{facet}={key}" for key in keys) for facet in FACETS]
        for page in lists():
            one_by_one = page.endswith("/") and page != "/" and not page.startswith(READ_NOTHING)
            yield from (f"{page}?{query}" for query in (facets if one_by_one else ["&".join(facets)]))
        yield from (f"/search/?q={ASKED}", f"/search/?q={self.country.name}", f"/organisations/?q={ASKED}")
        yield from (address for slug in {*keys, *hidden_slugs()} for address in detail_addresses(slug))
        pages = [record.get_absolute_url() for record in self.public_records.values()]
        yield from (f"{page}{rest}" for page in pages for rest in ("history/", "history/2/", "history/3/"))
        yield from (f"/id/{prefix}-0000{number}" for prefix in ("AGR", "EVT", "FRW") for number in range(4))


def hidden_slugs(**where):
    rows = [model.objects.exclude(status="published").filter(**where) for model in record_models().values()]
    return {row.slug for found in rows for row in found}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with undone_afterwards(django_db_blocker):
        yield World()


@pytest.fixture(scope="module")
def told(world):
    """Address -> what is answered there, of everything one could ask for who knows what is hidden."""
    return {address: ask(Client(), address)[1] for address in world.addresses()}


def leaks(answers, pattern):
    """Where the words were found, and what stands around them."""
    return {
        f"{answer.status} {answer.address}: {answer.text[max(found.start() - 60, 0) : found.end() + 60]}"
        for answer in answers
        for found in pattern.finditer(answer.text)
    }


@pytest.mark.parametrize("record_type", record_models())
def test_every_text_of_a_draft_is_a_secret(world, record_type):
    draft = record_models()[record_type].objects.get(status="draft")

    content = canonical(read(draft))

    assert len(ITS_TEXT.findall(content)) > 40


@pytest.mark.parametrize("record_type", WITH_PAGES)
def test_staff_who_may_see_a_draft_read_the_secret(world, client, record_type):
    client.force_login(world.publisher)
    draft = record_models()[record_type].objects.get(status="draft")

    _response, answer = ask(client, draft.get_absolute_url())

    assert (answer.status, len(ITS_TEXT.findall(answer.text)) > 40) == (200, True)


def test_nothing_hidden_stands_where_links_lead(world, client):
    answers = list(walk(client, *lists()))

    records = {record.get_absolute_url() for record in world.public_records.values()}
    assert records - {answer.address for answer in answers} == set()
    assert leaks(answers, ITS_WORDS) == set()


def test_nothing_hidden_is_told_to_those_who_know_where_to_look(told):
    assert leaks(told.values(), ITS_TEXT) == set()


def test_drafts_have_no_address(told):
    addresses = [address for slug in hidden_slugs(withdrawn_at=None) for address in detail_addresses(slug)]

    assert {told[address].status for address in addresses} == {404}


def test_withdrawn_record_is_gone_and_says_why(world, client):
    agreement = Agreement.objects.withdrawn().get()

    page = client.get(agreement.get_absolute_url())

    assert (page.status_code, page.context["reason"]) == (410, "It was a mistake.")


def test_search_finds_nothing_hidden(world, client):
    page = client.get("/search/", {"q": LEAK})

    assert page.context["count"] == 0


@pytest.mark.parametrize("address", ["/agreements/", "/events/", "/programmes/", "/qualifications/"])
def test_lists_count_nothing_hidden(world, client, address):
    page = client.get(address)

    assert page.context["count"] == 1
