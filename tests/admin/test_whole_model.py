"""Every noun can be entered and corrected, every choice can be searched, and both groups of staff may do it."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import Permission
from django.core.management import call_command

from tests.admin import rows
from tests.factories.records import staff
from tvet_portal.directory.models import Entry
from tvet_portal.records.content import shape
from tvet_portal.records.models import Record
from tvet_portal.values.parts import Part

pytestmark = pytest.mark.django_db
NOUNS = [
    model
    for model in apps.get_models()
    if issubclass(model, Record | Part | Entry) and model is not Record and not model._meta.proxy
]


@pytest.fixture
def request_of_publisher(rf):
    request = rf.get("/")
    request.user = staff("publisher")
    return request


def fields_of(page, request):
    return set(flatten_fieldsets(page.get_fieldsets(request)))


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_every_statement_of_a_noun_has_its_field(request_of_publisher, model):
    forms = [page for page in admin.site._registry.values() if page.model is model]
    forms += [
        inline
        for page in admin.site._registry.values()
        for inline in page.get_inline_instances(request_of_publisher)
        if inline.model is model or (inline.model._meta.proxy and issubclass(inline.model, model))
    ]

    fields = set().union(*(fields_of(form, request_of_publisher) for form in forms))

    assert set(model.content_fields) - {"key"} - fields == set()
    assert {*getattr(model, "internal_fields", ())} - fields == set()


@pytest.mark.parametrize("model", rows.PAGES, ids=lambda model: model.__name__)
def test_every_part_of_a_noun_stands_on_its_page(request_of_publisher, model):
    page = admin.site._registry[model]

    relations = {inline.model for inline in page.get_inline_instances(request_of_publisher)}
    parts = {part.model for part in shape(model).parts} if hasattr(model, "content_parts") else set()

    assert parts - {base for each in relations for base in each.__mro__} == set()


def test_every_choice_can_be_searched(publisher, request_of_publisher):
    fields = {
        each.model._meta.get_field(name)
        for page in admin.site._registry.values()
        for each in [page, *page.get_inline_instances(request_of_publisher)]
        for name in each.get_autocomplete_fields(request_of_publisher)
    }

    statuses = {str(field): search_for_choices(publisher, field).status_code for field in fields}

    assert statuses == dict.fromkeys(statuses, 200)


def search_for_choices(client, field):
    where = {"app_label": field.model._meta.app_label, "model_name": field.model._meta.model_name}
    return client.get("/admin/autocomplete/", {**where, "field_name": field.name, "term": "x"})


def test_former_name_of_an_organisation_finds_it(publisher):
    entry = rows.OrganisationFactory(name="Ministry of Home Affairs")
    rows.directory.OrganisationName.objects.create(organisation=entry, text="MOLISA", kind="former")
    where = {"app_label": "records", "model_name": "participation", "field_name": "organisation"}

    answer = publisher.get("/admin/autocomplete/", {**where, "term": "molisa"})

    assert [row["text"] for row in answer.json()["results"]] == ["Ministry of Home Affairs"]


@pytest.mark.parametrize(("group", "may"), [("writer", False), ("publisher", True)])
def test_groups_may_enter_every_noun_and_publishers_publish(group, may):
    user = staff(group)

    actions = ("add", "change", "view")
    codes = [f"{model._meta.app_label}.{action}_{model._meta.model_name}" for model in NOUNS for action in actions]

    assert [code for code in codes if not user.has_perm(code)] == []
    assert user.has_perm("records.publish_record") is may
    assert not user.has_perm("auth.add_user")


def test_groups_survive_another_migration():
    before = Permission.objects.filter(group__name="publisher").count()

    call_command("migrate", verbosity=0)

    assert Permission.objects.filter(group__name="publisher").count() == before


def test_menu_lists_no_parts(publisher):
    page = publisher.get("/admin/")

    listed = {model["model"] for app in page.context["app_list"] for model in app["models"]}
    assert {model for model in listed if issubclass(model, Part)} == set()
