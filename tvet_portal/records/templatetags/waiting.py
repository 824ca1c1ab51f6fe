"""What waits for who has signed in, on the first page of the admin."""

from django import template

from tvet_portal.directory.limits import countries_of, names_of
from tvet_portal.records.admin.tasks import waiting

register = template.Library()


@register.inclusion_tag("admin/waiting.html")
def what_waits(user):
    if not user.has_perm("records.view_record"):
        return {}
    codes = countries_of(user)
    return {**waiting(user), "is_limited": codes is not None, "countries": names_of(codes or ())}
