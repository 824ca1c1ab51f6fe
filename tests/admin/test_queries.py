"""The number of queries of a page does not grow with its rows: lists, and forms with rows in every inline."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin import rows
from tests.admin.pages import address, change_address, complaints, held
from tests.factories.directory import OrganisationFactory
from tests.factories.records import CitationFactory
from tvet_portal.directory.admin.choices import root_of
from tvet_portal.records.admin import INLINES, PartAdmin
from tvet_portal.records.admin.why_empty import place_of

COMMON = {inline.__name__ for inline in INLINES}
COUNTED = COMMON - {"ParticipationInline", "ProvisionInline"}  # on the page of an agreement, where all have rows
pytestmark = pytest.mark.django_db


def count(client, method, *args):
    with CaptureQueriesContext(connection) as queries:
        page = getattr(client, method)(*args)
    return len(queries), page


def cite(part, times):
    """So many citations of the part, each asserted by somebody else."""
    for _number in range(times):
        target = place_of(part).rstrip("/")
        CitationFactory(record=root_of(part), target=target, asserted_by=OrganisationFactory())


@pytest.mark.parametrize("make", dict.fromkeys(rows.PAGES.values()))
def test_form_asks_as_often_for_one_row_as_for_three(publisher, make, monkeypatch):
    made = [make(1), make(3)]
    page = admin.site._registry[type(made[0])]
    if isinstance(page, PartAdmin):
        cite(made[0], 1)
        cite(made[1], 3)
    if make is not rows.agreement:
        monkeypatch.setattr(page, "inlines", [inline for inline in page.inlines if inline.__name__ not in COUNTED])
    ContentType.objects.get_for_model(made[0])  # is then in memory

    opened = [count(publisher, "get", change_address(row)) for row in made]
    forms = zip(made, (page for _number, page in opened), strict=True)
    saved = [count(publisher, "post", change_address(row), held(page)) for row, page in forms]

    assert [page.status_code for _number, page in saved] == [302, 302], complaints(saved[1][1])
    inlines = opened[1][1].context["inline_admin_formsets"]
    lengths = {type(each.opts).__name__: len(each.formset.initial_forms) for each in inlines}
    assert {name for name, length in lengths.items() if length != 3} <= (set() if make is rows.agreement else COMMON)
    assert opened[0][0] == opened[1][0]
    assert saved[0][0] == saved[1][0]


@pytest.mark.parametrize("model", [model for model in admin.site._registry if model in rows.PAGES])
def test_list_asks_as_often_for_one_row_as_for_three(publisher, model):
    make = rows.PAGES[model]
    make(1)
    publisher.get(address(model, "changelist"))
    one, _page = count(publisher, "get", address(model, "changelist"))
    for _number in range(2):
        make(1)

    three, page = count(publisher, "get", address(model, "changelist"))

    assert page.context["cl"].result_count >= 3
    assert one == three


def test_all_records_are_listed_at_the_same_cost(publisher):
    rows.event(1)
    one, _page = count(publisher, "get", "/admin/records/record/")
    rows.framework(3)

    many, _page = count(publisher, "get", "/admin/records/record/")

    assert one == many


def test_every_form_is_counted():
    elsewhere = {"AuditLine", "Merge", "User", "Group", "Proposal", "Reading", "Record", "Upload"}

    assert {model.__name__ for model in admin.site._registry} - elsewhere == {model.__name__ for model in rows.PAGES}
