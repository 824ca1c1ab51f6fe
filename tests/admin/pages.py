"""Pages of the admin as a browser sees them: what a form holds, posted again with what somebody typed."""

from django.urls import reverse

from tvet_portal.directory.admin.uploads import UploadField


def address(model, what="change", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def change_address(row):
    return address(type(row), "change", row.pk)


def held(page):
    """Everything a browser would send if the form of this page were saved unchanged."""
    data = of_form(page.context["adminform"].form)
    for inline in page.context["inline_admin_formsets"]:
        data |= of_form(inline.formset.management_form)
        for form in inline.formset.forms:
            data |= of_form(form)
    return data


def of_form(form):
    data = {}
    for bound in form:
        value = bound.value()
        widget = getattr(bound.field.widget, "widget", bound.field.widget)
        if isinstance(bound.field, UploadField):
            data |= {f"{bound.html_name}-kept": str(value)} if value else {}
        elif widget.__class__.__name__ == "CheckboxInput":
            data |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            data[bound.html_name] = value
    return data


def save(client, url, typed=(), *, without=()):
    """Open a form, type into it, press save."""
    page = client.get(url)
    data = {name: value for name, value in held(page).items() if name not in without}
    return client.post(url, {**data, **dict(typed)})


def complaints(page):
    """All errors a form page shows, of the form and of its rows."""
    return [
        str(error) for errors in page.context["errors"] for error in ([errors] if isinstance(errors, str) else errors)
    ]
