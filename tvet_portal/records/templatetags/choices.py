"""The choices of groups of filters. A page has two hundred: made by a template they took half of its time."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()
CHOICE = (
    '<label class="choice"><input type="checkbox" name="%s" value="%s"%s> '
    '<span%s>%s</span> <span class="n">%s</span></label>\n'
)


@register.simple_tag
def choices(facet):
    """The choices of a facet (see components/facet.html) as boxes to tick."""
    name = conditional_escape(facet["name"])
    return mark_safe("".join(choice(name, option) for option in facet["options"]))  # safe because each part is escaped


def choice(name, option):
    language = option.get("lang")
    return CHOICE % (
        name,
        conditional_escape(option["value"]),
        " checked" if option.get("checked") else "",
        f' lang="{conditional_escape(language)}"' if language else "",
        conditional_escape(option["label"]),
        conditional_escape(option["count"]),
    )
