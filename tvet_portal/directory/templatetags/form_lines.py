"""The lines of a form of the admin. A record's form has hundreds: made by a template they took half of its time.

A field can have another field of its form in its row (`beside`, its name), and a line below (`footnote`).
"""

from django import template
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def form_lines(fieldset):
    """All lines of a fieldset, in the markup of Django's own, whose style sheets they use."""
    return mark_safe("".join(drawn_line(line, list(line)) for line in fieldset))  # safe because each part is escaped


def drawn_line(line, fields):
    is_one = len(fields) == 1
    names = [name_of(field) for field in fields]
    errors = "" if fields[0].is_readonly else errors_of(fields[0].field)
    classes = ["form-row", *(f"field-{name}" for name in names if name)]
    classes += ["errors"] * bool(is_one and errors) + ["hidden"] * (not line.has_visible_field)
    drawn = "".join(drawn_field(field, is_one=is_one) for field in fields)
    inside = errors + drawn if is_one else f'<div class="flex-container form-multiline">{drawn}</div>'
    return f'<div class="{" ".join(classes)}">{inside}</div>\n'


def drawn_field(field, *, is_one):
    bound = field.field
    if field.is_readonly:
        box = f'{field.label_tag()}<div class="readonly">{field.contents()}</div>'
        return f'<div><div class="flex-container{"" if is_one else " fieldBox"}">{box}</div>{help_of(bound)}</div>'
    errors = "" if is_one else errors_of(bound)
    classes = ["flex-container"] if is_one else ["flex-container", "fieldBox", f"field-{bound.name}"]
    classes += ["errors"] * bool(errors) + ["checkbox-row"] * field.is_checkbox
    box = f"{bound}{field.label_tag()}" if field.is_checkbox else f"{field.label_tag()}{bound}"
    beside = getattr(bound.field, "beside", "")
    if beside:
        box += f"{errors_of(bound.form[beside])}{bound.form[beside]}"
    footnote = getattr(bound.field, "footnote", "")
    return f'<div>{errors}<div class="{" ".join(classes)}">{box}</div>{help_of(bound)}{footnote}</div>'


def name_of(field):
    return field.field["name"] if field.is_readonly else field.field.name


def errors_of(bound):
    return bound.errors.as_ul() if bound.errors else ""


def help_of(bound):
    """The help text of a field, which may hold HTML of ours; of one that is only shown, a dict stands for it."""
    if isinstance(bound, dict):
        return f'<div class="help"><div>{bound["help_text"]}</div></div>' if bound["help_text"] else ""
    if not bound.help_text:
        return ""
    place = f' id="{bound.id_for_label}_helptext"' if bound.id_for_label else ""
    return f'<div class="help"{place}><div>{bound.help_text}</div></div>'
