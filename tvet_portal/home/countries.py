"""The profile of a country, and what two countries share."""

from collections import Counter

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qualifications.lists import aqrf_badge
from qualifications.models import Framework, FrameworkVersion, Referencing
from tvet_portal.directory.models import Country, Organisation
from tvet_portal.home.cooperation import ASEAN, SHARED_TYPES
from tvet_portal.home.lines import latest_first, lines_of
from tvet_portal.home.matrix import relation_path
from tvet_portal.home.statements import statements, with_citations
from tvet_portal.records.lists import filled
from tvet_portal.records.models import Participation, Progress, Provision, ProvisionActor, Record
from tvet_portal.records.models.records import RecordType, Status
from tvet_portal.records.page.badges import progress_badge
from tvet_portal.records.timeline import Timeline
from tvet_portal.search.names import LANGUAGES
from tvet_portal.values.partial_dates import describe

MOST_LINES = 5
MOST_RECORDS = 200
MOST_ORGANISATIONS = 10
MOST_ROWS = 40


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
        return lines_of(latest_first(self.records)[:MOST_RECORDS], day=self.day)

    @cached_property
    def takers(self):
        """(record, its type, name and code of a country) of all who take part in its records."""
        rows = Participation.objects.filter(record__in=self.records.values("pk")).order_by()
        rows = rows.annotate(
            name=Coalesce("country__name", "organisation__country__name"),
            iso2=Coalesce("country__iso2", "organisation__country__iso2"),
        )
        return set(rows.filter(iso2__isnull=False).values_list("record", "record__record_type", "name", "iso2"))

    def lines_of_type(self, *types):
        return [line for line in self.lines if line.type in types]

    @property
    def sections(self):
        """Agreements, programmes and meetings: a few of each, and the list with all."""
        kinds = (
            ("agreements", _("Agreements"), RecordType.AGREEMENT, "/agreements/"),
            ("programmes", _("Programmes"), RecordType.PROGRAMME, "/programmes/"),
            ("meetings", _("Meetings and competitions"), RecordType.EVENT, "/events/"),
        )
        for name, heading, record_type, address in kinds:
            lines = self.lines_of_type(record_type)
            number = len({record for record, found, *_country in self.takers if found == record_type})
            yield {
                "id": name,
                "heading": heading,
                "number": number,
                "items": lines[:MOST_LINES],
                "more": f"{address}?country={self.country.iso2.lower()}" if number > MOST_LINES else "",
            }

    @cached_property
    def timeline(self):
        dated = [line for line in self.lines if line.date]
        return Timeline(dated, day=self.day)

    @property
    def table(self):
        """The dated records as rows of components/table.html."""
        columns = {"what": _("What"), "with": _("With"), "kind": _("Kind")}
        rows = [
            {
                "head": {"text": line.when},
                "cells": [
                    {"label": columns["what"], "text": line.title, "url": line.url},
                    {"label": columns["with"], "text": ", ".join(self._others(line)) or "–"},
                    {"label": columns["kind"], "text": line.kind},
                ],
            }
            for line in self.lines
            if line.date
        ]
        return {"columns": [_("When"), *columns.values()], "rows": rows[:MOST_ROWS]}

    def _others(self, line):
        return [country.name for country in line.countries if country != self.country]

    @cached_property
    def commitments(self):
        """Commitments made by the country or a body of it, or made to it."""
        return commitments_of([self.country])

    @property
    def tally(self):
        """How many commitments are in which state by their last report."""
        states = Counter(commitment["status"] for commitment in self.commitments if commitment["status"])
        return [{"badge": progress_badge(status), "number": number} for status, number in states.items()]

    @cached_property
    def partners(self):
        """Countries it shares records with: name, address of what they share, how many."""
        shared = Counter(tuple(country) for _record, found, *country in self.takers if found in SHARED_TYPES)
        of_meetings = [commitment for commitment in self.commitments if commitment["is_of_meeting"]]
        shared += Counter((one.name, one.iso2) for commitment in of_meetings for one in commitment["countries"])
        ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
        return [
            {"name": name, "url": relation_path(self.country.iso2, iso2), "number": number}
            for (name, iso2), number in ranked
            if iso2 != self.country.iso2
        ]

    @cached_property
    def frameworks(self):
        """Its qualifications frameworks with levels and referencing, the principal one first."""
        referencing = Referencing.objects.filter(framework=OuterRef("pk"))
        found = Framework.objects.published().with_countries([self.country.iso2])
        found = found.annotate(
            levels=Subquery(FrameworkVersion.objects.filter(framework=OuterRef("pk")).values("level_count")[:1]),
            state=Subquery(referencing.values("state")[:1]),
            endorsed_on=Subquery(referencing.values("endorsed_on")[:1]),
        )
        return [self._framework(framework) for framework in found.order_by("-is_principal", "title")]

    def _framework(self, framework):
        levels = ngettext("%(number)d level", "%(number)d levels", framework.levels or 0) % {
            "number": framework.levels or 0
        }
        since = _("endorsed %(date)s") % {"date": describe(framework.endorsed_on)} if framework.endorsed_on else ""
        return {
            "title": framework.title,
            "url": framework.get_absolute_url(),
            "badge": aqrf_badge(framework.state) if framework.state else None,
            "meta": filled(framework.get_kind_display(), framework.acronym, levels if framework.levels else "", since),
        }

    @cached_property
    def organisations(self):
        return list(Organisation.objects.public().filter(country=self.country))

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
        """How much is on record, and where on the page it stands."""
        complete = sum(commitment["status"] == "complete" for commitment in self.commitments)
        counts = [(section["heading"], section["number"], section["id"]) for section in self.sections]
        counts.append((_("Partners"), len(self.partners), "partners"))
        if self.commitments:
            label = _("of %(number)d commitments reported complete") % {"number": len(self.commitments)}
            counts.append((label, complete, "commitments"))
        return [
            {
                "label": label,
                "number": number,
                **({"source": _("See them"), "source_url": f"#{part}"} if number else {}),
            }
            for label, number, part in counts
        ]


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


def commitments_of(countries):
    """Commitments of meetings in which all of these countries, or bodies of theirs, give or receive."""
    found = Provision.objects.filter(kind="commitment", part_of=None, record__status=Status.PUBLISHED)
    for country in countries:
        acting = ProvisionActor.objects.filter(Q(country=country) | Q(organisation__country=country))
        found = found.filter(pk__in=acting.filter(role__in=("by", "to", "with")).values("provision"))
    actors = ProvisionActor.objects.select_related("country", "organisation__country")
    progress = Progress.objects.order_by("-as_of_last", "key")
    found = found.select_related("record").prefetch_related(Prefetch("actors", actors), Prefetch("progress", progress))
    return [commitment_item(provision) for provision in found.order_by("record", "position", "key")]


def commitment_item(provision):
    report = next(iter(provision.progress.all()), None)
    actors = provision.actors.all()
    countries = {actor.country or (actor.organisation and actor.organisation.country) for actor in actors} - {None}
    return {
        "title": provision.heading or provision.text,
        "url": f"{provision.record.get_absolute_url()}#provisions-{provision.key}",
        "status": report.status if report else "",
        "badge": progress_badge(report.status) if report else None,
        "meta": [
            _("reported %(date)s") % {"date": describe(report.as_of_on)} if report else _("no evidence yet"),
            provision.record.title,
        ],
        "countries": countries,
        "is_of_meeting": provision.record.record_type == RecordType.EVENT,
    }


class Relation:
    """What two countries share, and where they met."""

    def __init__(self, one, other, *, day):
        self.one, self.other, self.day = one, other, day

    @property
    def title(self):
        return _("%(one)s and %(other)s") % {"one": self.one.name, "other": self.other.name}

    @cached_property
    def lines(self):
        records = Record.objects.published().with_countries([self.one.iso2]).with_countries([self.other.iso2])
        return lines_of(latest_first(records)[:MOST_RECORDS], day=self.day)

    @property
    def shared(self):
        return [line for line in self.lines if line.type in SHARED_TYPES]

    @property
    def meetings(self):
        return [line for line in self.lines if line.type == RecordType.EVENT]

    @cached_property
    def commitments(self):
        return commitments_of([self.one, self.other])
