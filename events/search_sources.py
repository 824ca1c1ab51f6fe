"""What events tell search about themselves, besides what their models declare."""

from events.models import Event
from tvet_portal.search.sources import name_states

name_states(Event.State.choices)
