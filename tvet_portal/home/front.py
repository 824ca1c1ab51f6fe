"""What the home page shows: what is here, what came of it, who works with whom, what is new."""

from babel.numbers import format_compact_decimal, get_currency_name
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.filters import state_case
from agreements.lists import agreement_item
from agreements.models import Agreement
from events.lists import event_item
from events.models import Event
from tvet_portal.home.cooperation import Cooperation
from tvet_portal.home.matrix import Matrix
from tvet_portal.home.referencing import Strip
from tvet_portal.records.models import Figure, Record
from tvet_portal.records.models.records import RecordType, of_public_records
from tvet_portal.records.page import wording
from tvet_portal.values.fields import Qualifier
from tvet_portal.values.partial_dates import describe

LOCALE = "en_GB"
MILLION = 1_000_000
MOST_FIGURES = 4
NEWEST = 3
TRIES = (  # what the search finds in several languages: (words, language)
    ("Lao PDR training", ""),
    ("Chiang Mai 2019", ""),
    ("KASVE", ""),
    ("pelatihan", "id"),
    ("อาชีวศึกษา", "th"),
)


class FrontPage:
    """The home page on a day."""

    tries = TRIES

    def __init__(self, *, day):
        self.day = day
        self.cooperation = Cooperation(day=day)
        self.matrix = Matrix(self.cooperation)
        self.strip = Strip(self.cooperation.members)

    @cached_property
    def counts(self):
        """How many public records of each kind there are, with the lists of them."""
        numbers = dict(Record.objects.published().order_by().values_list("record_type").annotate(Count("pk")))
        return [
            {"label": _("Agreements"), "url": "/agreements/", "number": numbers.get(RecordType.AGREEMENT, 0)},
            {"label": _("Meetings and competitions"), "url": "/events/", "number": numbers.get(RecordType.EVENT, 0)},
            {"label": _("Programmes"), "url": "/programmes/", "number": numbers.get(RecordType.PROGRAMME, 0)},
            {
                "label": _("Qualifications frameworks"),
                "url": "/qualifications/",
                "number": numbers.get(RecordType.FRAMEWORK, 0),
            },
            {"label": _("Countries"), "url": "/countries/", "number": len(self.cooperation.countries)},
        ]

    @cached_property
    def figures(self):
        """Numbers that sources report and staff chose, and how many frameworks are referenced."""
        chosen = Figure.objects.filter(of_public_records(), is_highlight=True)
        chosen = chosen.select_related("record__main_source").order_by("-record__main_source__published_last", "path")
        return [*map(figure_item, chosen[:MOST_FIGURES]), *self.referenced]

    @property
    def referenced(self):
        """Counted from the states of the referencings; nothing while none is endorsed."""
        if not self.strip.endorsed:
            return []
        number = _("%(number)d of %(all)d") % {"number": self.strip.endorsed, "all": len(self.strip.shown)}
        return [
            {
                "number": number,
                "label": _("national frameworks referenced to the AQRF and endorsed"),
                "source": _("Counted from the records"),
                "source_url": "#frameworks",
                "when": describe(self.day.isoformat()),
            }
        ]

    @cached_property
    def agreements(self):
        agreements = Agreement.objects.published().annotate(state=state_case(on=self.day)).for_list()
        return [agreement_item(agreement) for agreement in agreements.order_by("-signed_last", "-pk")[:NEWEST]]

    @cached_property
    def _events(self):
        """The next and the last events, in one query."""
        events = Event.objects.published()
        coming = events.filter(held_first__gt=self.day).order_by("held_first", "pk")
        past = events.filter(held_first__lte=self.day).order_by("-held_last", "-pk")
        shown = Q(pk__in=coming.values("pk")[:NEWEST]) | Q(pk__in=past.values("pk")[:NEWEST])
        return list(events.filter(shown).for_list().order_by("-held_last", "-pk"))

    @property
    def coming(self):
        """Nearest first."""
        return [event_item(event, day=self.day) for event in self._events[::-1] if event.held_first > self.day]

    @property
    def past(self):
        """Latest first."""
        return [event_item(event, day=self.day) for event in self._events if event.held_first <= self.day]


def figure_item(figure):
    """A reported number as components/figures.html shows it, with its record and the date of its source."""
    counted = figure.counted
    if figure.currency:
        currency = get_currency_name(figure.currency, locale=LOCALE)
        counted = _("%(counted)s, in %(currency)s") % {"counted": counted, "currency": currency}
    return {
        "number": short_number(figure),
        "label": counted,
        "source": figure.record.title,
        "source_url": f"{figure.record.get_absolute_url()}#figures",
        "when": describe(figure.record.main_source.published_on),
    }


def short_number(figure):
    """ "500", "nearly 4 billion": large, so in as few letters as possible."""
    if figure.value is None or figure.value < MILLION or figure.value_to is not None:
        names = ("value", "value_to", "value_qualifier")
        return wording.quantity({name: getattr(figure, name) for name in names}, "value")
    text = format_compact_decimal(figure.value, format_type="long", locale=LOCALE, fraction_digits=1)
    return f"{Qualifier(figure.value_qualifier).label} {text}" if figure.value_qualifier else text
