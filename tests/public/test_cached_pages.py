"""Pages are kept as they were sent, and never a moment longer than they are right."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIRequest
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import OperationalError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test.client import ClientHandler
from django.utils import timezone

from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal import cached_pages
from tvet_portal.directory.models import PublicChanges
from tvet_portal.home.management.commands import serve
from tvet_portal.records import workflow

pytestmark = pytest.mark.django_db
ADDRESSES = ("/agreements/", "/agreements/mou/", "/agreements/mou.json", "/search/?q=pact", "/")


class Door(ClientHandler):
    """Lets a client come in as visitors do: through the WSGI application before Django."""

    def __call__(self, environ):
        told = []
        body = cached_pages.CachedPages(self.portal)(
            environ, lambda *status_and_headers: told.extend(status_and_headers)
        )
        if isinstance(body, HttpResponseBase):
            return body
        response = HttpResponse(b"".join(body), status=int(told[0].split()[0]), headers=dict(told[1]))
        response.wsgi_request = WSGIRequest(environ)
        return response

    def portal(self, environ, start_response):
        return super().__call__(environ)


@pytest.fixture(autouse=True)
def kept(settings, client):
    settings.CACHED_PAGES = 10
    client.handler = Door()
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def agreement(kept):
    return AgreementFactory(slug="mou", title="Pact of two", published=True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_second_visit_costs_one_question(client, agreement, django_assert_num_queries, address):
    first = client.get(address)

    with django_assert_num_queries(1):
        second = client.get(address)

    assert (second.status_code, second.content) == (200, first.content)
    assert dict(second.items()) == {name: said for name, said in first.items() if name != "X-Request-ID"}


def test_unchanged_page_is_not_sent_again(client, agreement, django_assert_num_queries):
    first = client.get("/agreements/")

    with django_assert_num_queries(1):
        again = client.get("/agreements/", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ADDRESSES)
def test_published_change_is_seen_at_once(client, agreement, address):
    client.get(address)
    agreement.title = "Pact of three"
    agreement.save()
    workflow.publish(agreement, by=staff("publisher"), reason="The title was wrong.")

    page = client.get(address).content.decode()

    assert ("Pact of two" in page, "three" in page) == (False, True)


def test_withdrawn_record_is_gone_at_once(client, agreement):
    client.get("/agreements/mou/")
    workflow.withdraw(agreement, by=staff("publisher"), reason="A mistake.")

    assert client.get("/agreements/mou/").status_code == 410


def test_page_is_made_anew_on_another_day(client, agreement, monkeypatch, django_assert_max_num_queries):
    client.get("/agreements/")
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

    with django_assert_max_num_queries(12) as asked:
        client.get("/agreements/")

    assert len(asked) > 1


def test_staff_see_what_is_there_now(client, agreement):
    client.get("/agreements/mou/")
    client.force_login(staff("publisher"))
    AgreementFactory(slug="draft", title="Secret pact")

    assert client.get("/agreements/draft/").status_code == 200
    client.logout()
    assert client.get("/agreements/draft/").status_code == 404


@pytest.mark.parametrize("address", ["/nothing/", "/health/live", "/agreements.csv"])
def test_errors_files_and_health_are_not_kept(client, agreement, address):
    client.get(address)

    assert len(caches["pages"]._cache) == 0


def test_large_answer_is_not_kept(client, agreement, monkeypatch):
    monkeypatch.setattr(cached_pages, "LARGEST", 10)

    client.get("/agreements/")

    assert len(caches["pages"]._cache) == 0


def test_compressed_and_plain_pages_are_kept_apart(client, agreement):
    compressed = client.get("/agreements/", headers={"accept-encoding": "gzip"})
    plain = client.get("/agreements/")

    assert (compressed["Content-Encoding"], plain.has_header("Content-Encoding")) == ("gzip", False)
    assert client.get("/agreements/", headers={"accept-encoding": "gzip"}).content == compressed.content


def test_page_of_an_outage_is_sent_where_the_count_cannot_be_read(client, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(PublicChanges, "now", fail)

    assert client.get("/about/").status_code == 200  # which does not ask for the count itself
    assert len(caches["pages"]._cache) == 0


def test_no_more_pages_are_kept_than_allowed(client, agreement):
    for number in range(1, 40):
        client.get(f"/about/?page={number}")

    assert len(caches["pages"]._cache) <= caches["pages"]._max_entries


def test_answer_over_tls_is_not_sent_to_who_came_without(client, agreement, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER = True, ("HTTP_X_FORWARDED_PROTO", "https")
    client.handler = Door()

    over_tls = client.get("/agreements/", headers={"x-forwarded-proto": "https"})
    without = client.get("/agreements/")

    assert (over_tls.status_code, without.status_code) == (200, 301)


def test_answer_to_one_host_is_not_sent_to_another(client, agreement, settings):
    settings.ALLOWED_HOSTS = ["portal.example.org"]

    ours = client.get("/agreements/", headers={"host": "portal.example.org"})
    strange = client.get("/agreements/", headers={"host": "elsewhere.example.org"})

    assert (ours.status_code, strange.status_code) == (200, 400)


def test_servers_are_given_the_application_that_keeps_pages():
    assert isinstance(get_internal_wsgi_application(), cached_pages.CachedPages)
    assert isinstance(serve.Server(8000).load(), cached_pages.CachedPages)


def test_static_files_are_sent_without_a_question(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/static/css/portal.css")
