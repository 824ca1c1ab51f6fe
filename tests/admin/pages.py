"""Pages of the admin as a browser sees them: what a form holds, posted again with what somebody typed."""

from unittest.mock import patch

from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import SESSION_KEY, get_user_model
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

from tvet_portal.directory.admin.uploads import UploadField


def address(model, what="change", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def change_address(row):
    return address(type(row), "change", row.pk)


def held(page):
    """Everything a browser would send if the form of this page were saved unchanged."""
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    return of_forms(page.context["adminform"].form, formsets)


def offered(client, url):
    """The same of the page at an address, without the cost of drawing it."""
    place = resolve(url)
    page, object_id = place.func.model_admin, place.kwargs.get("object_id")
    request = RequestFactory().get(url)
    request.user = get_user_model().objects.get(pk=client.session[SESSION_KEY])
    row = page.get_object(request, object_id) if object_id else None
    fields = flatten_fieldsets(page.get_fieldsets(request, row))
    form = page.get_form(request, row, change=row is not None, fields=fields)(instance=row)
    formsets, _inlines = page._create_formsets(request, form.instance, change=row is not None)
    return of_forms(form, formsets)


def of_forms(form, formsets):
    data = of_form(form)
    for formset in formsets:
        data |= of_form(formset.management_form)
        for each in formset.forms:
            data |= of_form(each)
    return data


def of_form(form):
    data = {}
    for bound in form:
        value = bound.value()
        widget = getattr(bound.field.widget, "widget", bound.field.widget)
        if isinstance(bound.field, UploadField):
            data |= {f"{bound.html_name}-kept": str(value)} if value else {}
            data |= {bound.html_initial_name: str(value or "")} if bound.field.show_hidden_initial else {}
        elif widget.__class__.__name__ == "CheckboxInput":
            data |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            data[bound.html_name] = value
    return data


def save(client, url, typed=()):
    """Open a form, type into it, press save. A form that comes back is asked for its errors and values, not drawn."""
    return undrawn(client.post, url, {**offered(client, url), **dict(typed)})


def undrawn(ask, *args):
    """The answer with what its template would be given: most tests need no more, and it takes half the time."""
    with patch.object(SimpleTemplateResponse, "rendered_content", ""):
        answer = ask(*args)
    answer.context = getattr(answer, "context_data", None)
    return answer


def complaints(page):
    """All errors a form page shows, of the form and of its rows."""
    return [
        str(error) for errors in page.context["errors"] for error in ([errors] if isinstance(errors, str) else errors)
    ]
