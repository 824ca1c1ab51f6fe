"""What an event needs before the public may see it, and which two may be one."""

from collections import defaultdict
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from tvet_portal.records.completeness import needed, says_why_empty
from tvet_portal.records.content.reading import rows_among
from tvet_portal.records.models.records import Status
from tvet_portal.records.remarks import likened, near, reach

MOST_DAYS = 31  # a date known by its year alone says little of the day
SAME_EDITION = gettext_lazy("“%(other)s” is the same edition of the same series: is it the same?")
SAME_PLACE = gettext_lazy("“%(other)s” was held in the same city on the same days: is it the same?")


@needed("event")
def find_needs(content):
    """A form, and a date or why there is none."""
    if not content.get("form"):
        yield "form", _("Say what form the event has.")
    if not content.get("held_on") and not says_why_empty(content, "held_on"):
        yield "held_on", _("Give the date of the event, or say why it is empty.")


@likened("event")
def find_twins(ids):
    """Events that are the same edition of a series, or in the same city on the same days."""
    events = Event.objects.exclude(status=Status.WITHDRAWN)
    yield from _of_same_edition(events.filter(series__isnull=False, edition__isnull=False), ids)
    yield from _of_same_place(events.exclude(city="").exclude(held_on=""), ids)


def _of_same_edition(events, ids):
    rows = events.values_list("series", "edition", "pk")
    alike = defaultdict(list)
    for series, edition, pk in rows.filter(series__in={series for series, *_rest in rows_among(rows, "pk", ids)}):
        alike[series, edition].append(pk)
    for same in alike.values():
        yield from ((*pair, SAME_EDITION) for pair in combinations(same, 2))


def _of_same_place(events, ids):
    rows = events.values_list("city", "held_first", "held_last", "pk")
    asked = list(rows_among(rows, "pk", ids))
    if not asked:
        return
    first, last = reach([span for _city, *span in asked])
    cities = {city for city, *_span in asked}
    alike = defaultdict(list)
    for city, *span in rows.filter(city__in=cities, held_last__gte=first, held_first__lte=last):
        if (span[1] - span[0]).days < MOST_DAYS:
            alike[city].append(span)
    for same in alike.values():
        yield from ((*pair, SAME_PLACE) for pair in near(same))
