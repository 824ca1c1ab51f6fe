"""Every constraint of every model that has a form: breaking it is refused by the form, never by the database."""

import pytest
from django.contrib import admin
from django.test import RequestFactory

from tests.admin import rows
from tests.admin.pages import address, change_address, complaints, of_form, save
from tests.admin.violations import OUT_OF_REACH, REPEAT, typed_for
from tests.factories.qualifications import LevelFactory, ReferencingCriterionFactory, ReferencingFactory
from tests.factories.records import staff
from tvet_portal.records.content.writing import keep_slug
from tvet_portal.records.models import Record

pytestmark = pytest.mark.django_db


def constraints(model):
    every = [constraint for each in (model, *model._meta.all_parents) for constraint in each._meta.constraints]
    return [constraint.name for constraint in every if constraint.name not in OUT_OF_REACH]


@pytest.fixture
def request_of_publisher(rf):
    request = RequestFactory().get("/")
    request.user = staff("publisher")
    return request


@pytest.mark.parametrize("model", rows.PAGES)
def test_breaking_a_constraint_is_refused_by_the_form(request_of_publisher, model):
    page = admin.site._registry[model]
    row = model.objects.get(pk=rows.PAGES[model](1).pk)

    request = request_of_publisher
    form_class = page.get_form(request, row, change=True)
    accepted = [name for name in constraints(model) if page_accepts(form_class, row, name)]
    for inline in page.get_inline_instances(request, row):
        accepted += accepted_by_inline(inline, request, row)

    assert accepted == []


def page_accepts(form_class, row, name):
    """Whether a page's form takes what breaks a constraint."""
    row = type(row).objects.get(pk=row.pk)
    typed = typed_for(name, row)
    if typed is REPEAT:
        typed = be_alike(row, name)
    if name == "record_slug_unique_per_type":
        keep_slug(type(row)(pk=rows.PAGES[type(row)](1).pk, slug="taken"))
    if name == "record_published_is_complete":
        row.status, row.reference, row.version_number, row.published_at = "published", "AGR-9", 1, row.created_at
    return form_class({**of_form(form_class(instance=row)), **typed}, instance=row).is_valid()


def be_alike(row, name):
    """Make a sibling, and give what somebody types to make the row like it."""
    if name == "level_code_once_a_version":
        return {"code": LevelFactory(version=row.version).code}
    if name == "criterion_number_once":
        return {"number": ReferencingCriterionFactory(framework=row.framework).number}
    ReferencingFactory(framework=row.framework, version=row.version, to_version=row.to_version, state="endorsed")
    return {"state": "endorsed"}


def accepted_by_inline(inline, request, parent):
    """The constraints that the first row of an inline may break."""
    names = constraints(inline.model)
    formset_class = inline.get_formset(request, parent)
    options = {"instance": parent, "queryset": inline.get_queryset(request)}
    formset = formset_class(**options)
    if not names or not formset.initial_forms:  # another page has rows of this kind
        return []
    data = of_form(formset.management_form)
    for form in formset.forms:
        data |= of_form(form)
    return [name for name in names if formset_class(breaking(name, formset, data), **options).is_valid()]


def breaking(name, formset, data):
    """What is sent of the rows of an inline when the first of them breaks a constraint."""
    first, second = f"{formset.prefix}-0-", f"{formset.prefix}-1-"
    typed = typed_for(name, formset.initial_forms[0].instance)
    if typed is REPEAT:
        data = data | ({f"{first}state": "endorsed"} if name == "referencing_endorsed_once" else {})
        again = {key.replace(first, second): value for key, value in data.items() if key.startswith(first)}
        return data | again | {f"{second}id": "", f"{formset.prefix}-TOTAL_FORMS": "2"}
    return data | {f"{first}{field}": value for field, value in typed.items()}


def test_countries_say_their_codes_in_capitals(client):
    client.force_login(staff("administrator"))
    typed = {"name": "Lao PDR", "iso2": "la", "iso3": "lao"}

    answer = save(client, address(rows.directory.Country, "add"), typed)

    assert complaints(answer) == ["Write the ISO codes in capitals, such as VN and VNM."]


def test_new_rows_of_one_form_do_not_repeat_one_another(publisher):
    record = rows.event(1)
    blank = {"target": "theme", "why": "none"}
    typed = {f"blanks-{number}-{field}": value for number in (0, 1) for field, value in blank.items()}

    answer = save(publisher, change_address(record), {**typed, "blanks-TOTAL_FORMS": "2"})

    assert complaints(answer) == ["This field already says why it is empty."]
    assert Record.objects.get(pk=record.pk).revision == record.revision


def test_loser_of_a_race_gets_a_message_and_keeps_what_was_typed(publisher, monkeypatch):
    taken = rows.event(1)
    monkeypatch.setattr("tvet_portal.records.admin.records.RecordForm.is_slug_taken", lambda form, slug: False)
    typed = {"title": "Late", "form": "meeting", "slug": taken.slug}
    monkeypatch.setattr("django.db.models.Model.validate_constraints", lambda *args, **kwargs: None)

    answer = save(publisher, address(type(taken), "add"), typed)

    assert "Somebody else has just saved" in complaints(answer)[0]
    assert answer.context["adminform"].form["title"].value() == "Late"
