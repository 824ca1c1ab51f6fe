"""What the head of every page says: the name of the portal, and to machines its address, its title, its facts."""

from django import template
from django.conf import settings
from django.http import QueryDict
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, to_locale

from tvet_portal.records import linked_data

register = template.Library()
NOISE = ("sort", "view", "page")  # they change how a list is shown, and not what is on it


@register.simple_tag(takes_context=True)
def page_address(context):
    """The absolute address of a page with its filters (`query`) and its number (`page_obj`), and nothing else."""
    asked, page = context.get("query"), context.get("page_obj")
    query = asked.copy() if asked else QueryDict(mutable=True)
    for name in NOISE:
        query.pop(name, None)
    if page is not None and page.number > 1:  # its truth would fetch what is on it
        query["page"] = page.number
    address = linked_data.absolute(context["request"].path)
    return f"{address}?{query.urlencode()}" if query else address


@register.simple_tag(takes_context=True)
def said_in(context, block):
    """What a block of the page says, a second time."""
    found = context.render_context[BLOCK_CONTEXT_KEY].get_block(block).render(context)
    return mark_safe(" ".join(found.split()))  # safe because it was rendered as a part of the page


@register.simple_tag(takes_context=True)
def page_data(context):
    """The facts of a page (`linked_data`) and the way to it (`crumbs`) as the text of a JSON-LD script."""
    nodes = list(context.get("linked_data") or ())
    if context.get("crumbs"):
        nodes.append(linked_data.breadcrumbs(context["crumbs"], page_address(context)))
    return linked_data.as_script(nodes) if nodes else ""


@register.simple_tag
def portal_name():
    return settings.PORTAL_NAME


@register.simple_tag
def locale():
    return to_locale(get_language())


@register.simple_tag
def absolute(path):
    return linked_data.absolute(path)
