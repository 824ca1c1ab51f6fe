"""Every page of the admin opens: lists, searches, empty forms, and the forms of what the factories make."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import User

from agreements.models import Agreement
from tests.admin.pages import address
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory
from tvet_portal.directory.models import Organisation
from tvet_portal.reading.models import Reading
from tvet_portal.records.models import Merge, Participation

pytestmark = pytest.mark.django_db
TIMES = re.compile(r'\|date:"(DATETIME_FORMAT|c|[^"]*[GgHhP][^"]*)"')
MODELS = [model for model in admin.site._registry if model._meta.app_label not in ("audit", "auth")]


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_list_opens_and_searches(publisher, model):
    page = publisher.get(address(model, "changelist"), {"q": "x"})

    assert page.status_code == 200


@pytest.mark.parametrize("model", [Agreement, Participation, Organisation, Merge, Reading])
@pytest.mark.parametrize("number", ["9" * 30, "x", "-1"])
def test_row_of_no_possible_number_does_not_exist(publisher, model, number):
    answers = [publisher.get(address(model, what, number)) for what in ("change", "history")]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/admin/")] * 2


def test_pages_carry_the_name_of_the_portal(publisher):
    page = publisher.get("/admin/").content.decode()

    assert re.search("<title>(.*)</title>", page)[1] == "Records and directory | Regional TVET Cooperation Portal"
    assert "Regional TVET Cooperation Portal: administration" in page
    assert "Django" not in page


def test_times_are_written_in_one_way(publisher):
    agreement = AgreementFactory(published=True)
    agreement.approved_versions.update(approved_at=datetime(2026, 11, 22, 13, 5, tzinfo=UTC))

    page = publisher.get(address(Agreement, "history", agreement.pk))
    formats = {found for file in Path("templates").rglob("*.html") for found in TIMES.findall(file.read_text())}

    assert "<td>22 November 2026, 20:05, " in page.content.decode()
    assert formats == {"DATETIME_FORMAT", "c", "H:i:s"}  # the second is for machines, the last has the day before it


def test_agreement_is_found_by_the_words_of_its_area(publisher):
    agreement = AgreementFactory()
    agreement.areas.add(AreaFactory(label="Teacher training"))
    AgreementFactory()

    page = publisher.get(address(Agreement, "changelist"), {"q": "teacher"})

    assert list(page.context["cl"].result_list) == [agreement]


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_empty_form_opens_where_something_can_be_added(publisher, rf, model):
    request = rf.get("/")
    request.user = User.objects.get()
    may_add = admin.site._registry[model].has_add_permission(request)

    page = publisher.get(address(model, "add"))

    assert page.status_code == (200 if may_add else 403)
