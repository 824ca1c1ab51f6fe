"""Without a database: a page that asks to come back, and an operator who is told."""

import json
import os
import subprocess
import sys

import html5lib
import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError
from psycopg2.errors import DeadlockDetected

from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff

ADDRESSES = (
    "/", "/agreements/", "/agreements/x/", "/agreements/x.json", "/agreements/x/summary.pdf", "/events.ics", "/search/",
    "/id/AGR-00001", "/countries/vn/", "/admin/login/", "/health/live", "/health/ready", "/nothing/here/",
)  # fmt: skip
DATABASES = {
    "closed port": "postgres://portal:secret@127.0.0.1:1/portal",
    "missing file": "sqlite:///{folder}/portal.sqlite3",
}
ASK = """
import django, json, sys
django.setup()
from django.test import Client
answers = {}
for address in json.loads(sys.argv[1]):
    client = Client(raise_request_exception=False)
    response = client.get(address)
    client.cookies["sessionid"] = "somebodywhohassignedin"
    again = client.get(address)
    answers[address] = [response.status_code, dict(response.headers), response.content.decode(), again.status_code]
print(json.dumps(answers))
"""


@pytest.fixture(scope="module", params=DATABASES)
def outage(request, tmp_path_factory):
    """Address -> status, headers and body, and what was logged, of a portal whose database is not there."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": DATABASES[request.param].format(folder=tmp_path_factory.mktemp("database")),
    }
    command = [sys.executable, "-c", ASK, json.dumps(ADDRESSES)]
    said = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True)
    return json.loads(said.stdout.splitlines()[-1]), said.stderr


def test_pages_answer_that_they_are_not_available(outage):
    answers, _log = outage

    statuses, with_session = ({address: answer[n] for address, answer in answers.items()} for n in (0, 3))

    assert statuses == with_session
    assert statuses == dict.fromkeys(ADDRESSES, 503) | {
        "/admin/login/": 302,
        "/health/live": 200,
        "/nothing/here/": 404,
    }


def test_page_says_when_to_come_back_and_is_not_kept(outage):
    answers, _log = outage

    _status, headers, body, _again = answers["/agreements/"]

    parser = html5lib.HTMLParser()
    parser.parse(body)
    assert (headers["Retry-After"], "no-store" in headers["Cache-Control"]) == ("60", True)
    assert parser.errors == []
    assert "The portal is not available for a moment" in body


def test_operator_is_told(outage):
    answers, log = outage

    said = json.loads(answers["/health/ready"][2])

    assert said["status"] == "not ready"
    assert log.count("The database cannot be reached") > 5


def test_no_answer_tells_where_the_database_is(outage):
    answers, _log = outage

    said = json.dumps(answers)

    assert [word for word in ("secret", "127.0.0.1:1", "sqlite") if word in said] == []


@pytest.mark.parametrize("error", [OperationalError("statement timeout"), DatabaseError("anything")])
def test_other_errors_of_a_database_stay_failures(client, db, monkeypatch, error):
    AgreementFactory(slug="x", published=True)
    client.raise_request_exception = False

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr("tvet_portal.records.views.approved_version", fail)

    assert client.get("/agreements/x/").status_code == 500


@pytest.mark.parametrize(
    ("before", "back"), [("http://testserver/admin/x/", "http://testserver/admin/x/"), ("https://evil.example/", "/")]
)
def test_save_that_crosses_another_is_told_that_nothing_was_done(client, db, monkeypatch, before, back):
    def cross(*args):
        raise OperationalError from DeadlockDetected()

    agreement = AgreementFactory()
    client.force_login(staff("writer"))
    monkeypatch.setattr("tvet_portal.records.workflow.submit", cross)
    step = f"/admin/agreements/agreement/{agreement.pk}/step/"

    answer = client.post(step, {"step": "submit", "revision": agreement.revision}, headers={"referer": before})

    said = answer.content.decode()
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (409, True)
    assert "Nothing of what you asked for was done" in said
    assert f'href="{back}">Back' in said
