"""The profile of a country."""

from collections import Counter, defaultdict

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tvet_portal.directory.country_names import LANGUAGES
from tvet_portal.directory.models import Country, Organisation, OrganisationName
from tvet_portal.home.commitments import commitments_of, tally
from tvet_portal.home.cooperation import ASEAN, SHARED_TYPES
from tvet_portal.home.front import figure_item
from tvet_portal.home.ladders import frameworks_of
from tvet_portal.home.lines import latest_first, lines_of, table_of
from tvet_portal.home.matrix import relation_path
from tvet_portal.home.statements import statements, with_citations
from tvet_portal.records.lists import filled
from tvet_portal.records.models import Figure, FigureActor, Participation, Record
from tvet_portal.records.models.records import RecordType, of_public_records
from tvet_portal.records.timeline import Timeline
from tvet_portal.values.partial_dates import describe

MOST_LINES = 5
MOST_RECORDS = 200
MOST_ORGANISATIONS = 10
MOST_FIGURES = 5


class CountryProfile:
    """Everything public about one country, on a day."""

    def __init__(self, country, *, day):
        self.country, self.day = country, day

    @cached_property
    def names(self):
        """What the languages of the portal and of the country call it, by CLDR."""
        own = [code for code in get_official_languages(self.country.iso2, de_facto=True) if code != "en"]
        found = {}
        for code in [*own, *LANGUAGES]:
            locale = locale_of(code)
            name = locale and locale.territories.get(self.country.iso2)
            if name and locale.language not in found:
                language = locale.get_language_name("en")
                row = {"language": language, "lang": locale.language, "text": name, "is_own": code in own}
                found[locale.language] = row
        return list(found.values())

    @property
    def own_names(self):
        """Those in languages of the country that differ from its name in English."""
        return [name for name in self.names if name["is_own"] and name["text"] != self.country.name]

    @cached_property
    def memberships(self):
        """Groups the country is or was in, with dates."""
        rows = self.country.memberships.filter(group__approved_at__isnull=False).select_related("group")
        return sorted(rows, key=lambda row: row.group.name)

    @property
    def data_url(self):
        return f"/countries/{self.country.iso2.lower()}.json"

    @property
    def organisations_url(self):
        return f"/organisations/?country={self.country.iso2.lower()}"

    @property
    def group_facts(self):
        return [{"label": row.group.name, "value": membership_words(row)} for row in self.memberships]

    @property
    def asean(self):
        return next((row for row in self.memberships if row.group.key == ASEAN), None)

    @cached_property
    def records(self):
        return Record.objects.published().with_countries([self.country.iso2])

    @cached_property
    def lines(self):
        """The latest records it takes part in."""
        countries = defaultdict(list)
        for record, _type, country in self.takers:
            countries[record].append(country)
        return lines_of(latest_first(self.records)[:MOST_RECORDS], day=self.day, countries=countries)

    @cached_property
    def takers(self):
        """(record, its type, a country) of all who take part in its records, each once, in their order."""
        rows = Participation.objects.filter(record__in=self.records.values("pk")).order_by("position", "key")
        rows = rows.annotate(
            place=Coalesce("country", "organisation__country"),
            name=Coalesce("country__name", "organisation__country__name"),
            iso2=Coalesce("country__iso2", "organisation__country__iso2"),
        )
        rows = rows.filter(place__isnull=False).values_list("record", "record__record_type", "place", "name", "iso2")
        return list(
            dict.fromkeys((pk, kind, Country(pk=place, name=name, iso2=iso2)) for pk, kind, place, name, iso2 in rows)
        )

    def lines_of_type(self, *types):
        return [line for line in self.lines if line.type in types]

    def number_of(self, *types):
        return len({record for record, found, _country in self.takers if found in types})

    @cached_property
    def sections(self):
        """Agreements, programmes and meetings: a few of each, and the list with all."""
        kinds = (
            ("agreements", _("Agreements"), RecordType.AGREEMENT, "/agreements/"),
            ("programmes", _("Programmes"), RecordType.PROGRAMME, "/programmes/"),
            ("meetings", _("Meetings and competitions"), RecordType.EVENT, "/events/"),
        )
        return {name: self._section(name, *kind) for name, *kind in kinds}

    def _section(self, name, heading, record_type, address):
        number = self.number_of(record_type)
        return {
            "id": name,
            "heading": heading,
            "number": number,
            "items": self.lines_of_type(record_type)[:MOST_LINES],
            "more": f"{address}?country={self.country.iso2.lower()}" if number > MOST_LINES else "",
        }

    @cached_property
    def timeline(self):
        dated = [line for line in self.lines if line.date]
        return Timeline(dated, day=self.day)

    @property
    def table(self):
        return table_of([line for line in self.lines if line.date], but_not=self.country)

    @cached_property
    def commitments(self):
        """Commitments made by the country or a body of it, or made to it."""
        return commitments_of([self.country], day=self.day)

    @property
    def tally(self):
        return tally(self.commitments)

    @cached_property
    def partners(self):
        """Countries it shares records with: name, address of what they share, how many."""
        shared = Counter(country for _record, found, country in self.takers if found in SHARED_TYPES)
        of_meetings = [commitment for commitment in self.commitments if commitment["is_of_meeting"]]
        shared += Counter(country for commitment in of_meetings for country in commitment["countries"])
        ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0].name))
        return [
            {"name": country.name, "url": relation_path(self.country.iso2, country.iso2), "number": number}
            for country, number in ranked
            if country != self.country
        ]

    @cached_property
    def frameworks(self):
        return frameworks_of(self.country, day=self.day)

    @cached_property
    def organisations(self):
        """Its approved organisations, each with its official name in another language, if somebody read it."""
        official = OrganisationName.objects.filter(organisation=OuterRef("pk"), kind="official", is_verified=True)
        official = official.exclude(language__in=("", "en")).order_by("key")
        found = Organisation.objects.public().filter(country=self.country)
        return list(
            found.annotate(
                original=Subquery(official.values("text")[:1]), original_lang=Subquery(official.values("language")[:1])
            )
        )

    @property
    def first_organisations(self):
        return self.organisations[:MOST_ORGANISATIONS]

    @property
    def statements(self):
        return statements(self.country)

    @property
    def aliases(self):
        return [alias.text for alias in self.country.aliases.all()]

    @property
    def badge(self):
        """How far the referencing of its principal framework has come."""
        return self.frameworks[0]["badge"] if self.frameworks else None

    @property
    def meta(self):
        number = len(self.partners)
        partners = ngettext("%(number)d partner on record", "%(number)d partners on record", number)
        member = membership_words(self.asean, of=_("Member of ASEAN")) if self.asean else ""
        return filled(member, partners % {"number": number})

    @property
    def figures(self):
        """Five at most: how much is on record and where on the page it stands, then what sources report of it."""
        complete = sum(commitment["status"] == "complete" for commitment in self.commitments)
        of_commitments = _("of %(number)d commitments reported complete") % {"number": len(self.commitments)}
        counts = [
            (_("agreements and programmes on record"), self.number_of(*SHARED_TYPES), "agreements"),
            (_("meetings and competitions on record"), self.number_of(RecordType.EVENT), "meetings"),
            (_("countries it works with"), len(self.partners), "partners"),
            *([(of_commitments, complete, "commitments")] if self.commitments else []),
        ]
        shown = [
            {
                "label": label,
                "number": number,
                **({"source": _("See them"), "source_url": f"#{part}"} if number else {}),
            }
            for label, number, part in counts
        ]
        return [*shown, *map(figure_item, self.highlights[: MOST_FIGURES - len(shown)])]

    @cached_property
    def highlights(self):
        """Reported numbers that staff chose, of which the country, or a body of it, is said to be the cause."""
        acting = FigureActor.objects.filter(Q(country=self.country) | Q(organisation__country=self.country))
        chosen = Figure.objects.filter(pk__in=acting.values("figure"), is_highlight=True)
        chosen = chosen.filter(of_public_records()).select_related("record__main_source")
        return list(chosen.order_by("-record__main_source__published_last", "path")[:MOST_FIGURES])


def locale_of(code):
    """What CLDR knows in a language; None where it knows nothing."""
    try:
        return Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return None


def find_country(code):
    """The country of a code with its aliases and public statements, or None."""
    found = Country.objects.filter(iso2=code.upper()).prefetch_related("aliases", with_citations())
    return found.first()


def membership_words(row, *, of=""):
    """ "member since 28 July 1995": what a membership is and for which time, as far as it is known."""
    word = of or row.get_status_display()
    start, end = describe(row.from_on), describe(row.until_on)
    if start and end:
        return _("%(member)s from %(start)s until %(end)s") % {"member": word, "start": start, "end": end}
    if start:
        return _("%(member)s since %(start)s") % {"member": word, "start": start}
    if end:
        return _("%(member)s until %(end)s") % {"member": word, "end": end}
    return _("%(member)s, since when is not recorded") % {"member": word}
