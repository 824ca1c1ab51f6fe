"""What the lists of events and programmes can be narrowed by."""

from django.utils.translation import gettext_lazy as _

from events.models import Event, Programme
from tvet_portal.records.facets import ChoiceFacet
from tvet_portal.records.filters import DatedRecordFilter


class EventFilter(DatedRecordFilter):
    """Adds the form of an event and whether it was held."""

    date = "held"

    kind = ChoiceFacet("form", Event.Form.choices, label=_("Kind"))
    state = ChoiceFacet("state", Event.State.choices, label=_("State"), is_folded=True)


class ProgrammeFilter(DatedRecordFilter):
    """Adds the kind of a programme."""

    date = "period"

    kind = ChoiceFacet("kind", Programme.Kind.choices, label=_("Kind"))
