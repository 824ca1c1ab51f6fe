"""Every page of the admin opens: lists, searches, empty forms, and the forms of what the factories make."""

import pytest
from django.contrib import admin

from tests.admin.pages import address

pytestmark = pytest.mark.django_db
MODELS = [model for model in admin.site._registry if model._meta.app_label not in ("auth",)]


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_list_opens_and_searches(publisher, model):
    page = publisher.get(address(model, "changelist"), {"q": "x"})

    assert page.status_code == 200


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_empty_form_opens_where_something_can_be_added(publisher, model):
    may_add = admin.site._registry[model].has_add_permission(publisher.get("/admin/").wsgi_request)

    page = publisher.get(address(model, "add"))

    assert page.status_code == (200 if may_add else 403)
