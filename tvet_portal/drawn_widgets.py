"""Draws the plain widgets of forms without a template each: a record's form has a thousand. The HTML is Django's."""

import html

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe


class Renderer(DjangoTemplates):
    """Everything else is drawn by its template, as ever."""

    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        if draw:
            return mark_safe(draw(context))  # safe because each value in it is escaped
        return super().render(template_name, context, request)


def escaped(value):
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def attributes(attrs):
    """Names of attributes stand in our own code, so only values are escaped."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def an_input(context):
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    name = escaped(widget["name"])
    return f'<input type="{widget["type"]}" name="{name}"{value}{attributes(widget["attrs"])}>'


def a_textarea(context):
    widget = context["widget"]
    name, words = escaped(widget["name"]), escaped(widget["value"] or "")
    return f'<textarea name="{name}"{attributes(widget["attrs"])}>\n{words}</textarea>'


def a_select(context):
    widget = context["widget"]
    groups = "".join(group(name, options) for name, options, _number in widget["optgroups"])
    return f'<select name="{escaped(widget["name"])}"{attributes(widget["attrs"])}>{groups}\n</select>'


def group(name, options):
    drawn = "".join(map(option, options))
    return f'\n  <optgroup label="{escaped(name)}">{drawn}\n  </optgroup>' if name else drawn


def option(widget):
    value, label = escaped(widget["value"]), escaped(widget["label"])
    return f'\n  <option value="{value}"{attributes(widget["attrs"])}>{label}</option>'


def a_label(context):
    label = escaped(context["label"])
    tag = context["tag"]
    return f"<{tag}{attributes(context['attrs'])}>{label}</{tag}>" if context["use_tag"] else label


def a_list_of_errors(context):
    errors = context["errors"]
    if not errors:
        return ""
    place = f' id="{escaped(errors.field_id)}_error"' if errors.field_id else ""
    lines = "".join(f"<li>{escaped(error)}</li>" for error in errors)
    return f'<ul class="{context["error_class"]}"{place}>{lines}</ul>'


WIDGETS = "django/forms/widgets"
INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox")
DRAWN = {f"{WIDGETS}/{name}.html": an_input for name in INPUTS} | {
    f"{WIDGETS}/textarea.html": a_textarea,
    f"{WIDGETS}/select.html": a_select,
    "django/forms/label.html": a_label,
    "django/forms/errors/list/default.html": a_list_of_errors,
    "django/forms/errors/list/ul.html": a_list_of_errors,
}
