"""The number of queries of a page does not grow with its rows: lists, and forms with rows in every inline."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin import rows
from tests.admin.pages import address, change_address, complaints, held

pytestmark = pytest.mark.django_db


def count(client, method, *args):
    with CaptureQueriesContext(connection) as queries:
        page = getattr(client, method)(*args)
    return len(queries), page


@pytest.mark.parametrize("make", rows.PAGES)
def test_form_asks_as_often_for_one_row_as_for_eleven(publisher, make):
    few, many = make(1), make(11)
    publisher.get(change_address(few))

    one, _page = count(publisher, "get", change_address(few))
    eleven, page = count(publisher, "get", change_address(many))

    print(make.__name__, one)
    assert sorted({len(each.formset.initial_forms) for each in page.context["inline_admin_formsets"]} - {0})[-1] == 11
    assert one == eleven


@pytest.mark.parametrize("make", rows.PAGES)
def test_form_saved_unchanged_asks_as_often_for_one_row_as_for_eleven(publisher, make):
    few, many = make(1), make(11)
    forms = {row.pk: held(publisher.get(change_address(row))) for row in (few, many)}
    for row in (few, many):
        publisher.post(change_address(row), forms[row.pk])

    one, _page = count(publisher, "post", change_address(few), forms[few.pk])
    eleven, page = count(publisher, "post", change_address(many), forms[many.pk])

    assert page.status_code == 302, complaints(page)
    print(make.__name__, one)
    assert one == eleven


@pytest.mark.parametrize("make", rows.PAGES)
def test_list_asks_as_often_for_one_row_as_for_eleven(publisher, make):
    model = type(make(1))
    publisher.get(address(model, "changelist"))
    one, _page = count(publisher, "get", address(model, "changelist"))
    for _number in range(10):
        make(1)

    eleven, page = count(publisher, "get", address(model, "changelist"))

    assert page.context["cl"].result_count >= 11
    assert one == eleven


def test_all_records_are_listed_at_the_same_cost(publisher):
    rows.agreement(1)
    one, _page = count(publisher, "get", "/admin/records/record/")
    rows.framework(10)

    eleven, _page = count(publisher, "get", "/admin/records/record/")

    assert one == eleven


def test_every_page_with_inlines_is_counted():
    counted = {type(make(1)) for make in []} or {make.__name__ for make in rows.PAGES}

    assert len(counted) >= len([each for each in admin.site._registry.values() if each.inlines]) - 3
