"""The headers that tell browsers to run, show and send on nothing that is not ours."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.factories.agreements import AgreementFactory
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


@pytest.fixture(params=[*lists(), "/admin/login/", "/nothing-here/", "/agreements/x/", "/agreements/x.json"])
def response(request, client):
    AgreementFactory(slug="x", published=True)
    return client.get(request.param)


def test_nothing_inline_and_nothing_from_elsewhere(response):
    assert policy(response) == CSP


def test_browser_guesses_no_type_sends_no_address_and_frames_nothing(response):
    names = ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy")

    said = [response.get(name) for name in names]

    assert said == ["nosniff", "strict-origin-when-cross-origin", "DENY", "same-origin"]


def test_pages_want_no_sensors(response):
    assert response["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


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
