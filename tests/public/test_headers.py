"""The headers that tell browsers to run, show and send on nothing that is not ours."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from tests.factories.agreements import AgreementFactory
from tests.public.conftest import undone_afterwards
from tests.public.crawling import lists

pytestmark = pytest.mark.django_db
CSP = {
    "default-src 'self'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'", "img-src 'self' data:",
    "object-src 'none'",
}  # fmt: skip
# What a page of the portal answers with production's settings, asked over TLS and without it.
IN_PRODUCTION = """
import django, json
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
safe = client.get("/nothing-here/", secure=True, headers={"host": "portal.example.org"})
plain = client.get("/nothing-here/", headers={"host": "portal.example.org"})
print(json.dumps({"safe": dict(safe.headers), "plain": [plain.status_code, plain["Location"]]}))
"""


def policy(response):
    return {directive.strip() for directive in response["Content-Security-Policy"].split(";")}


@pytest.fixture(scope="module")
def responses(django_db_setup, django_db_blocker):
    """Address -> what it answers, of every list, a record and pages that are none."""
    with undone_afterwards(django_db_blocker):
        AgreementFactory(slug="x", published=True)
        addresses = [*lists(), "/admin/login/", "/nothing-here/", "/agreements/x/", "/agreements/x.json"]
        return {address: Client().get(address) for address in addresses}


def saying_otherwise(responses, name, value):
    """Address -> header, of those answers in which it has another value."""
    return {address: said for address, each in responses.items() if (said := each.get(name)) != value}


def test_nothing_inline_and_nothing_from_elsewhere(responses):
    others = {address: policy(response) for address, response in responses.items() if policy(response) != CSP}

    assert others == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_browser_guesses_no_type_sends_no_address_and_frames_nothing(responses, name, value):
    assert saying_otherwise(responses, name, value) == {}


def test_pages_want_no_sensors(responses):
    sensors = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

    assert saying_otherwise(responses, "Permissions-Policy", sensors) == {}


def test_failing_page_has_the_same_headers(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("tvet_portal.home.views.FrontPage", None)

    response = client.get("/")

    assert (response.status_code, policy(response), response["X-Content-Type-Options"]) == (500, CSP, "nosniff")


@pytest.fixture(scope="module")
def in_production(tmp_path_factory):
    """What the portal answers with the settings of production."""
    state = tmp_path_factory.mktemp("state")
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tvet_portal.settings",
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "portal.example.org",
        "SITE_URL": "https://portal.example.org",
        "STATE_DIR": str(state),
    }
    (state / "static").mkdir()
    (state / "static" / "staticfiles.json").write_text('{"version": "1.1", "paths": {}, "hash": ""}')
    command = [sys.executable, "-c", IN_PRODUCTION]
    said = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    return json.loads(said.stdout.splitlines()[-1])


def test_production_is_reached_over_tls_only(in_production):
    assert in_production["plain"] == [301, "https://portal.example.org/nothing-here/"]


def test_production_tells_browsers_to_stay_on_tls(in_production):
    assert in_production["safe"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
