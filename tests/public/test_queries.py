"""Every public page asks the database the same number of questions for one thing as for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.records import staff
from tests.public.conftest import undone_afterwards
from tests.public.filling import Filler, give_neighbours
from tvet_portal.directory.models import CooperationArea, CountryGroup, GroupMembership, Organisation
from tvet_portal.opendata.tables import tables
from tvet_portal.records import workflow
from tvet_portal.records.content import record_models
from tvet_portal.search import lists

pytestmark = pytest.mark.django_db
MOST = 12
WITH_PAGES = ("agreement", "event", "event_series", "programme", "framework")
PAGES = {
    **{record_type: f"{{{record_type}}}" for record_type in WITH_PAGES},
    **{f"{record_type} as JSON": f"{{{record_type}}}.json" for record_type in WITH_PAGES},
    "summary": "{agreement}summary.pdf",
    "home": "/",
    "referencing": "/qualifications/referencing/",
    "referencing as CSV": "/qualifications/referencing.csv",
    "network": "/agreements/network/?area={area_key}&kind=agreement&kind=event&year_from=2019",
    "network as CSV": "/agreements/network.csv",
    "network as JSON": "/agreements/network.json",
    "agreements": "/agreements/",
    "events": "/events/",
    "programmes": "/programmes/",
    "frameworks": "/qualifications/",
    **{f"{name} as a table": f"/{name}/?view=table" for name in tables},
    **{f"{name} as {ending}": f"/{name}.{ending}" for name, table in tables.items() for ending in table.endings},
    "search": "/search/?q=leakleak",
    "search with facets": "/search/?type=agreement&country={code}&area={area_key}&organisation={body_key}&year=2019",
    "list with facets": "/agreements/?country={code}&area={area_key}&organisation={body_key}&year_from=2019",
    "countries": "/countries/",
    "country": "/countries/{code}/",
    "relation": "/countries/{codes}/",
    "country as JSON": "/countries/{code}.json",
    "organisations": "/organisations/",
    "organisation": "{body}",
    "organisation as JSON": "{body}.json",
    "areas": "/areas/",
    "area": "{area}",
    "area as JSON": "{area}.json",
    "no such page": "/agreements/nothing/",
}

REMEMBERED = (*WITH_PAGES, "home", "agreements")  # after these, what is kept in memory is there


def publish_world(rows):
    """So many public records of every kind, each with so many rows of every part; what addresses are made of."""
    filler = Filler(rows=rows)
    asean = CountryGroup.objects.create(key="asean-members", name="ASEAN", kind="region")
    for country in filler.countries:
        GroupMembership.objects.create(group=asean, country=country)
    give_neighbours(filler)
    for number in range(rows):
        filler.rows = rows if number == rows - 1 else 1  # one record with three of each part is enough
        filler.public_records = {name: publish(filler, record_models()[name]) for name in WITH_PAGES}
    codes = sorted(country.iso2.lower() for country in filler.countries[:2])
    body, area = filler.public[Organisation][0], filler.public[CooperationArea][0]
    records = {name: record.get_absolute_url() for name, record in filler.public_records.items()}
    return records | {
        "code": codes[0],
        "codes": "/".join(codes),
        "body": body.get_absolute_url(),
        "body_key": body.key,
        "area": area.get_absolute_url(),
        "area_key": area.key,
    }


def publish(filler, model):
    record = filler.record(model)
    workflow.publish(record, by=staff("publisher"))
    record.refresh_from_db()
    return record


def queries(address):
    """How many questions an address asks."""
    with CaptureQueriesContext(connection) as asked:
        Client().get(address).getvalue()
    return len(asked)


@pytest.fixture(scope="module")
def patient():
    """A list waits for its index, however slow the machine: else the database would answer now and then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "PATIENCE", 60)
        yield


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker, patient):
    """Page -> the number of its queries with one of everything, and with three."""
    counted = []
    for rows in (1, 3):
        with undone_afterwards(django_db_blocker):
            words = publish_world(rows)
            for name in REMEMBERED:
                queries(address(PAGES[name], words))
            counted.append({name: queries(address(form, words)) for name, form in PAGES.items()})
    return {name: (counted[0][name], counted[1][name]) for name in PAGES}


def address(form, words):
    return form.format(**words).replace("/.json", ".json")


def test_queries_stay_constant(counts):
    growing = {page: (one, three) for page, (one, three) in counts.items() if one != three}

    assert growing == {}


def test_queries_stay_few(counts):
    many = {page: pair for page, pair in counts.items() if max(pair) > MOST}

    assert many == {}
