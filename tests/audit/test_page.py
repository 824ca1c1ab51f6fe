"""The page of the audit: for administrators, by who, what and day, in pages that cost the same wherever they are."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.records import staff
from tvet_portal.audit.models import AuditLine

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/audit/auditline/"
NOON = timezone.make_aware(datetime(2026, 3, 1, 12))


@pytest.fixture
def administrator(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("boss"))
    return client


def write(number=1, **given):
    lines = [{"at": NOON, "who": "mai", "what": "publish", "about": "a", **given} for _number in range(number)]
    return AuditLine.objects.bulk_create(AuditLine(**line) for line in lines)


def shown(page):
    """The lines of a page, but for that of who looks at it signing in."""
    return [line.pk for line in page.context["lines"] if line.what != "sign in"]


@pytest.mark.parametrize(("role", "status"), [("writer", 403), ("publisher", 403), ("administrator", 200)])
def test_audit_is_for_administrators(client, role, status):
    client.force_login(staff(role))

    assert client.get(ADDRESS).status_code == status


@pytest.mark.parametrize(
    "query", ["who=mai", "what=publish", "about=a", "day=2026-03-01", "who=mai&what=publish&day=2026-03-01"]
)
def test_filter_leaves_what_fits(administrator, query):
    (wanted,) = write()
    write(who="dara", what="withdraw", about="b", at=NOON + timedelta(hours=12))

    assert shown(administrator.get(f"{ADDRESS}?{query}")) == [wanted.pk]


@pytest.mark.parametrize("query", ["day=yesterday", "day=0001-01-01", "day=9999-12-31", "what=nonsense", "before=x"])
def test_nonsense_is_answered_in_words(administrator, query):
    write()

    page = administrator.get(f"{ADDRESS}?{query}")

    assert (page.status_code, shown(page)) == (200, [])
    assert page.context["form"].errors


def test_line_to_go_on_from_that_there_is_not_changes_nothing(administrator):
    (line,) = write()

    assert shown(administrator.get(f"{ADDRESS}?before={10**30}")) == [line.pk]


def test_pages_go_on_where_the_last_one_ended(administrator):
    at_once = [line.pk for line in write(60)]
    earlier = [line.pk for line in write(45, at=NOON - timedelta(hours=1))]
    page, found = administrator.get(f"{ADDRESS}?who=mai"), []

    while page.context["older"]:
        found += shown(page)
        page = administrator.get(f"{ADDRESS}{page.context['older']}")

    assert [*found, *shown(page)] == [*reversed(at_once), *reversed(earlier)]


def test_page_asks_as_often_for_many_lines_as_for_one(administrator, django_assert_num_queries):
    write()
    with CaptureQueriesContext(connection) as one:
        administrator.get(f"{ADDRESS}?who=mai")
    asked = len(one)
    write(120)

    with django_assert_num_queries(asked):
        administrator.get(f"{ADDRESS}?who=mai")


def test_line_tells_what_was_done(administrator):
    write(more={"record": "a", "reason": "<b>Wrong</b>"}, request_id="abc12345")

    page = administrator.get(ADDRESS)

    assert "reason: &lt;b&gt;Wrong&lt;/b&gt;" in page.text
    assert "request abc12345" in page.text
