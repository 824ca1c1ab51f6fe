"""Absurd and hostile addresses: an answer that says what to do, never a failing page."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.public.conftest import undone_afterwards
from tests.public.crawling import detail_addresses, lists, pages

pytestmark = pytest.mark.django_db
NAMES = (
    "q", "page", "sort", "type", "kind", "state", "country", "area", "organisation", "year", "year_from", "year_to",
    "language", "lang", "has_document", "nothing", "view", "bom", "group",
)  # fmt: skip
VALUES = [
    "-1", "0", "999", "9" * 30, "9" * 3000, "1.5", "abc", "๒๕๖๒", "²", "a\0b", b"\xed\xa0\x80", b"\xff\xfe", "x" * 3000,
    "x y " * 750, "title; drop table records_record; --", "'\"`<script>alert(1)</script>", "../../../etc/passwd",
    "no-such-key", '+title:"x" -(a OR *) AND [1 TO 2] ~5 ^9 \\', "\u202e\u200f\u2066", " \t\r\n\u00a0\u3000",
    "🇻🇳 ậ̂̂ ញ្ញ ໃ ကြွ",
]  # fmt: skip
SLUGS = ["%00", "%FF%FE", "%ED%A0%80", "x" * 3000, "%E0%B8%81", "..%2f..", "%0d%0aSet-Cookie:x", "-", "_", "1" * 200]
PATHS = ["/%00/", "/%FF", "/agreements/%C3%28/", f"/{'x/' * 500}", "/countries/%00/%FF/", "/countries/vn/vn/"]
REFERENCES = ["x", "AGR-0", "AGR-99999", "AGR-%00001", "%FF", f"AGR-{'9' * 3000}", "agr-00001;", "AGR-๐๐๐๐๑"]
STEPS = {"/agreements/": 1, "/search/": 1, "/events.ics": 4, "/organisations/": 4, "/qualifications/": 4}
DETAILS = ["/agreements/x/", "/organisations/body/", "/areas/area/", "/countries/vn/"]
ONLY_READ = [*lists(), *DETAILS, "/agreements/x.json", "/agreements/x/summary.pdf", "/id/AGR-00001", "/files/x"]


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker):
    """Something to find, so that filters and orders have work to do."""
    with undone_afterwards(django_db_blocker):
        CountryFactory(iso2="VN", iso3="VNM")
        OrganisationFactory(key="body", slug="body", approved=True)
        AreaFactory(key="area", slug="area", approved=True)
        AgreementFactory(slug="x", published=True)
        yield


def failing(client, addresses):
    """Those of the addresses that give no page or file."""
    answers = {address: client.get(address) for address in addresses}
    for answer in answers.values():
        answer.getvalue()  # a file is written only now
    return [address for address, answer in answers.items() if answer.status_code not in (200, 301, 404)]


@pytest.mark.parametrize("page", [*lists(), *DETAILS])
def test_absurd_parameters_never_fail(records, client, page):
    starts = range(0, len(VALUES), STEPS.get(page, len(VALUES)))  # few pages read any, and most of those by one code
    queries = [urlencode(list(zip(NAMES, VALUES[start:] + VALUES, strict=False))) for start in starts]

    assert failing(client, [f"{page}?{query}" for query in queries]) == []


@pytest.mark.parametrize(("page", "value"), [("/agreements/", "9" * 30), ("/search/", "a\0b")])
def test_absurd_parameter_alone_never_fails(records, client, page, value):
    assert failing(client, [f"{page}?{urlencode({name: value})}" for name in NAMES]) == []


@pytest.mark.parametrize("page", [*pages(), *(address for address in lists() if address.endswith(".csv"))])
def test_parameters_given_many_times_never_fail(records, client, page):
    query = urlencode([(name, f"{name}-{number}") for name in NAMES for number in range(40)])

    assert failing(client, [f"{page}?{query}"]) == []


def test_absurd_paths_are_not_found(records, client):
    addresses = [*PATHS, *(address for slug in SLUGS for address in detail_addresses(slug))]

    found = [address for address in addresses if client.get(address).status_code != 404]

    assert found == []


def test_absurd_references_are_not_found(records, client):
    found = [reference for reference in REFERENCES if client.get(f"/id/{reference}").status_code != 404]

    assert found == []


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_pages_are_only_read(records, client, method):
    answered = [page for page in ONLY_READ if getattr(client, method)(page).status_code != 405]

    assert answered == []


HOSTILE = st.text(max_size=60) | st.binary(max_size=40) | st.integers().map(str) | st.sampled_from(VALUES)
ONCE = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONCE
@given(st.sampled_from(lists()), st.lists(st.tuples(st.sampled_from(NAMES), HOSTILE), max_size=6))
def test_any_parameters_never_fail(records, client, page, pairs):
    query = "&".join(f"{name}={encoded(value)}" for name, value in pairs)

    assert failing(client, [f"{page}?{query}"]) == []


@ONCE
@given(st.sampled_from(["/agreements/", "/countries/", "/id/", "/"]), st.binary(min_size=1, max_size=60))
def test_any_path_never_fails(records, client, start, path):
    assert client.get(f"{start}-{quote_from_bytes(path)}").status_code < 500


def encoded(value):
    raw = value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
    return quote_from_bytes(raw, safe="")
