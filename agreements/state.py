"""The state of an agreement on a day, from what its content states."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tvet_portal.values.partial_dates import parse


class State(models.TextChoices):
    """Where an agreement stands on a day."""

    NEGOTIATING = "negotiating", _("In negotiation")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    RENEWED = "renewal_assumed", _("In force, renewal assumed under its own terms")
    EXPIRED = "expired", _("Expired")
    TERMINATED = "terminated", _("Terminated")
    SUPERSEDED = "superseded", _("Superseded")


LOOKS = {
    State.NEGOTIATING: ("", "s-open"),
    State.SIGNED: ("ok", "s-full"),
    State.IN_FORCE: ("ok", "s-full"),
    State.RENEWED: ("ok", "s-half"),
    State.EXPIRED: ("", "s-end"),
    State.TERMINATED: ("", "s-end"),
    State.SUPERSEDED: ("", "s-end"),
}


def state_on(day, *, signed_on="", effective_on="", expires_on="", renewal="", has_ended=False, is_superseded=False):
    """The state on a day. An imprecise date counts from its latest possible day.

    No effective date stated: signed. No end stated: current, that is, not known to have ended.
    """
    if is_superseded:
        return State.SUPERSEDED
    if has_ended:
        return State.TERMINATED
    if expires_on and parse(expires_on).last < day:
        return State.RENEWED if renewal == "automatic" else State.EXPIRED
    if effective_on and parse(effective_on).last <= day:
        return State.IN_FORCE
    if signed_on and parse(signed_on).first <= day:
        return State.SIGNED
    return State.SIGNED if not signed_on and effective_on else State.NEGOTIATING


def badge(state):
    tone, icon = LOOKS[state]
    return {"tone": tone, "icon": icon, "word": State(state).label}
