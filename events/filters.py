"""What the lists of events and programmes can be narrowed by."""

from django.utils.translation import gettext_lazy as _

from events.models import Event, Programme
from tvet_portal.records.facets import ChoiceFacet
from tvet_portal.records.filters import DatedRecordFilter
from tvet_portal.search.lists import Indexed


class EventFilter(Indexed, DatedRecordFilter):
    """Adds the form of an event and whether it was held."""

    record_type = Event.own_record_type
    date = "held"

    kind = ChoiceFacet("form", Event.Form.choices, label=_("Kind"))
    state = ChoiceFacet("state", Event.State.choices, label=_("State"), is_folded=True)


class ProgrammeFilter(Indexed, DatedRecordFilter):
    """Adds the kind of a programme."""

    record_type = Programme.own_record_type
    date = "period"

    kind = ChoiceFacet("kind", Programme.Kind.choices, label=_("Kind"))
