"""Fields of forms, drawn as Django's templates draw them, in a third of the time.

The form of an agreement with three rows of everything holds 500 fields. Django loads four templates for each, one of
them to say that it has no errors. What is most often asked for is therefore written here; the rest is left to them.
"""

from html import escape

from django.forms.renderers import DjangoTemplates

INPUTS = ("checkbox", "date", "email", "hidden", "input", "number", "text", "time")


class FormRenderer(DjangoTemplates):
    """Writes labels, lists without errors and the common fields itself."""

    def render(self, template_name, context, request=None):
        written = WRITTEN[template_name](context) if template_name in WRITTEN else None
        return super().render(template_name, context, request) if written is None else written


def safe(value):
    text = str(value)
    return text if hasattr(text, "__html__") else escape(text)


def attributes(attrs):
    given = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(f" {safe(name)}" if value is True else f' {safe(name)}="{safe(value)}"' for name, value in given)


def errors(context):
    return None if context["errors"] else ""


def label(context):
    text = safe(context["label"])
    return f"<{context['tag']}{attributes(context['attrs'])}>{text}</{context['tag']}>" if context["use_tag"] else text


def box(context):
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{safe(widget["value"])}"'
    name = safe(widget["name"])
    return f'<input type="{widget["type"]}" name="{name}"{value}{attributes(widget["attrs"])}>'


def textarea(context):
    widget = context["widget"]
    name, text = safe(widget["name"]), safe(widget["value"] or "")
    return f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{text}</textarea>'


def select(context):
    widget = context["widget"]
    lines = [f'<select name="{safe(widget["name"])}"{attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        lines += [f'\n  <optgroup label="{safe(group)}">'] if group else []
        lines += [f"\n  {option(each)}\n" for each in options]
        lines += ["\n  </optgroup>"] if group else []
    return "".join([*lines, "\n</select>"])


def option(widget):
    value, text = safe(widget["value"]), safe(widget["label"])
    return f'<option value="{value}"{attributes(widget["attrs"])}>{text}</option>'


WRITTEN = {
    "django/forms/errors/list/default.html": errors,
    "django/forms/errors/list/ul.html": errors,
    "django/forms/label.html": label,
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/textarea.html": textarea,
    **{f"django/forms/widgets/{name}.html": box for name in INPUTS},
}
