"""Lines of the audit: written with the act, kept by the database, found by the id of their request."""

import ast
import json
from datetime import timedelta
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.factories.records import staff
from tvet_portal import audit
from tvet_portal.audit import triggers
from tvet_portal.audit.acts import ACTS
from tvet_portal.audit.models import AuditLine
from tvet_portal.directory.files.storing import store

pytestmark = pytest.mark.django_db


def test_act_is_a_row_and_a_logged_line(caplog, django_capture_on_commit_callbacks):
    caplog.set_level("INFO", "tvet_portal.audit")

    with django_capture_on_commit_callbacks(execute=True):
        audit.note("withdraw", staff("publisher"), record="agreement:x", reason="Wrong")

    line, logged = AuditLine.objects.get(), json.loads(caplog.messages[0])
    assert (line.who, line.what, line.about) == ("publisher", "withdraw", "agreement:x")
    assert line.more == {"record": "agreement:x", "reason": "Wrong"}
    assert (logged["who"], logged["what"], logged["reason"]) == ("publisher", "withdraw", "Wrong")
    assert logged["at"].endswith("+00:00")


def test_line_goes_with_an_act_that_is_undone():
    with transaction.atomic():
        audit.note("publish", None, record="agreement:x")
        transaction.set_rollback(True)

    assert not AuditLine.objects.exists()


def test_line_about_several_names_them_all():
    audit.note("approve", None, entries=["organisation/a", "organisation/b"])

    assert AuditLine.objects.get().about == "organisation/a, organisation/b"


def acts_of(source):
    """The acts that a module notes: the first argument of `note`, the third of `tell`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            said = node.args[:1] if name == "note" else node.args[2:] if name == "tell" else []
            for each in (inner for argument in said for inner in ast.walk(argument)):
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.value


def test_page_offers_every_act_that_is_noted_as_a_filter(settings):
    known = set(chain.from_iterable(ACTS.values()))

    sources = [path.read_text() for path in settings.BASE_DIR.glob("tvet_portal/**/*.py")]
    noted = {act for source in sources if "import audit" in source for act in acts_of(source)}

    assert noted - known == set(), "add them to tvet_portal/audit/acts.py"


def write(days_ago):
    return AuditLine.objects.create(at=timezone.now() - timedelta(days=days_ago), what="publish")


@pytest.fixture
def guarded():
    """The table as migrations make it."""
    triggers.install(connection)


@pytest.mark.parametrize(
    "act", [lambda line: AuditLine.objects.update(who="other"), lambda line: line.delete()], ids=["change", "delete"]
)
def test_database_refuses_to_touch_a_line(guarded, act):
    line = write(days_ago=1)

    with pytest.raises(DatabaseError, match="line of the audit"), transaction.atomic():
        act(line)

    assert AuditLine.objects.get().who == ""


def test_old_lines_are_swept_and_the_audit_says_so(guarded):
    write(days_ago=400), write(days_ago=300)

    call_command("sweep_audit", days=365)

    assert [line.what for line in AuditLine.objects.all()] == ["sweep the audit", "publish"]
    assert AuditLine.objects.first().more["lines"] == 1


def test_young_lines_are_not_swept():
    with pytest.raises(CommandError, match="90 days at least"):
        call_command("sweep_audit", days=30)


@pytest.mark.parametrize(
    ("proxies", "said", "is_believed"),
    [(1, "abcdef0123456789", True), (0, "abcdef0123456789", False), (1, "x y\t<b>", False), (1, "", False)],
)
def test_request_has_the_id_of_a_trusted_proxy_or_a_new_one(client, settings, proxies, said, is_believed):
    settings.PROXIES = proxies

    answers = [client.get("/health/live", headers={"x-request-id": said})["X-Request-ID"] for _number in range(2)]

    assert (answers == [said, said]) is is_believed
    assert (len(set(answers)) == 2) is not is_believed


def test_line_knows_its_request(client):
    client.force_login(staff("publisher"))

    answer = client.get(f"/files/{store('a.txt', b'A text').sha256}")

    b"".join(answer)
    line = AuditLine.objects.get(what="take a draft’s file")
    assert (line.who, line.request_id) == ("publisher", answer["X-Request-ID"])
