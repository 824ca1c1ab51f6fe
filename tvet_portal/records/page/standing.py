"""What a party says of the text of a record, in words."""

from django.utils.translation import gettext as _

from tvet_portal.records.models import Confirmation
from tvet_portal.values.partial_dates import describe


def in_words(standing):
    """A badge, the day, and since which version the text may differ; nothing of who was never asked."""
    if standing is None:
        return None
    if not standing.answer:
        return {
            "badge": {"tone": "", "icon": "s-open", "word": _("Awaiting confirmation")},
            "text": _("asked on %(day)s") % {"day": day(standing.awaited_since)},
        }
    said = {"text": _("on %(day)s") % {"day": day(standing.day)}}
    if standing.is_earlier:
        said["text"] = _("version %(number)d, on %(day)s") % {"number": standing.number, "day": day(standing.day)}
        said["since"] = standing.number
    if standing.awaited_since:
        said["text"] += _("; asked again on %(day)s") % {"day": day(standing.awaited_since)}
    return said | {"badge": badge(standing)}


def badge(standing):
    if standing.answer == Confirmation.Answer.CONFIRMED:
        if standing.is_earlier:
            return {"tone": "warn", "icon": "s-half", "word": _("Confirmed an earlier version")}
        return {"tone": "ok", "icon": "s-full", "word": _("Confirmed")}
    if standing.is_earlier:
        return {"tone": "warn", "icon": "s-half", "word": _("Objected to an earlier version")}
    return {"tone": "stop", "icon": "s-block", "word": _("Objected")}


def day(value):
    return describe(value.isoformat())
