"""What an event needs before the public may see it."""

from django.utils.translation import gettext as _

from tvet_portal.records.completeness import needed, says_why_empty


@needed("event")
def find_needs(content):
    """A form, and a date or why there is none."""
    if not content.get("form"):
        yield "form", _("Say what form the event has.")
    if not content.get("held_on") and not says_why_empty(content, "held_on"):
        yield "held_on", _("Give the date of the event, or say why it is empty.")
