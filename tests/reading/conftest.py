"""A small directory, a news text in our own words about two of its bodies, and somebody at the page."""

import pytest

from tests.factories.directory import CountryFactory, OrganisationFactory, PersonFactory
from tests.factories.records import staff

TEXT = """\
Home > News
Alpha Institute and Beta Centre agree to cooperate

Seoul: On December 09, 2025, in Seoul City, South Korea, Dr. Ana Ai, director of BETA and Mr. Bo Kim, chairman of \
Alpha Institute signed a Memorandum of Understanding. More than 40 teachers came.

The purpose of the MoU is to share what both know.

It names areas of cooperation: (1) sharing plans; (2) training teachers; and (3) exchanging staff.

Read 1098 times
"""


@pytest.fixture
def directory(db):
    korea = CountryFactory(iso2="KR", iso3="KOR", name="South Korea")
    OrganisationFactory(key="alpha", name="Alpha Institute", country=korea)
    OrganisationFactory(key="beta", name="Beta Centre", acronym="BETA", country=None)
    PersonFactory(key="ana-ai", printed_name="Ana Ai")


@pytest.fixture
def writer(client, directory):
    client.force_login(staff("writer"))
    return client
