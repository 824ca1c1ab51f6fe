"""The list of countries, with how much of each is on record."""

from collections import Counter, defaultdict

from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from qualifications.models import Referencing
from qualifications.page import aqrf_badge
from qualifications.standings import Standings
from tvet_portal.directory.models import Country, CountryGroup, GroupMembership
from tvet_portal.home.cooperation import ASEAN
from tvet_portal.home.datasets import COUNTRIES
from tvet_portal.opendata.lists import OpenListView
from tvet_portal.records.facets import Facet
from tvet_portal.records.filters import FacetedFilter
from tvet_portal.records.lists import filled
from tvet_portal.records.models import Participation
from tvet_portal.records.models.records import RecordType, of_public_records

COUNTED = (RecordType.AGREEMENT, RecordType.PROGRAMME, RecordType.EVENT)


def memberships():
    """Which country is a member of which group today."""
    return GroupMembership.objects.on(timezone.localdate()).filter(status="member")


def public_memberships():
    return memberships().filter(group__approved_at__isnull=False)


class GroupFacet(Facet):
    """The groups that a country is a member of today."""

    @cached_property
    def labels(self):
        return dict(CountryGroup.objects.approved().exclude(memberships=None).values_list("key", "name"))

    def narrow(self, countries, values):
        return countries.filter(pk__in=public_memberships().filter(group__key__in=values).values("country"))

    def count(self, countries):
        rows = public_memberships().filter(country__in=countries.values("pk")).order_by()
        return dict(rows.values_list("group__key").annotate(Count("country", distinct=True)))


class ReferencingFacet(Facet):
    """How far the referencing of a country's principal framework has come."""

    labels = dict(Referencing.State.choices)
    is_folded = True

    @cached_property
    def standings(self):
        return Standings()

    @property
    def states(self):
        """(id of a country, state)."""
        for country, framework in self.standings.frameworks.items():
            if framework.pk in self.standings.referencings:
                yield country, self.standings.referencings[framework.pk].state

    def narrow(self, countries, values):
        return countries.filter(pk__in=[country for country, state in self.states if state in values])

    def count(self, countries):
        shown = set(countries.values_list("pk", flat=True))
        return Counter(state for country, state in self.states if country in shown)


class CountryFilter(FacetedFilter):
    """By group and by the referencing of the framework."""

    group = GroupFacet(label=gettext_lazy("Member of"))
    state = ReferencingFacet(label=gettext_lazy("Referencing to the AQRF"))


class CountryListView(OpenListView):
    """All countries: the members of ASEAN, then their partners."""

    template_name = "home/countries.html"
    table = COUNTRIES
    filterset_class = CountryFilter
    paginate_by = 300  # there are not more
    section = "countries"
    title = gettext_lazy("Countries")
    lede = gettext_lazy(
        "The members of ASEAN and the countries they work with: how many public records each takes part in, itself or "
        "through an organisation of its own."
    )

    @cached_property
    def sorts(self):
        members_first = [F("is_member").desc(), "name"]
        return {"members": (_("members of ASEAN first"), members_first), "title": (_("name"), ["name"])}

    def get_records(self):
        is_member = Exists(memberships().filter(group__key=ASEAN, country=OuterRef("pk")))
        return Country.objects.annotate(is_member=is_member)

    def counted(self, number):
        return ngettext("%(number)d country", "%(number)d countries", number) % {"number": number}

    def rows_of_page(self, countries):
        """The countries with their groups, their framework, and how many records they take part in."""
        countries, standings = list(countries), self.filter.facets["state"].standings
        numbers, groups = numbers_of_records(), defaultdict(list)
        for row in public_memberships().select_related("group").order_by("group__name"):
            groups[row.country_id].append(row.group)
        for country in countries:
            country.numbers = {record_type: numbers[country.pk, record_type] for record_type in COUNTED}
            country.groups = groups[country.pk]
            standing = standings.of(country)
            country.framework, country.referencing = standing.framework, standing.referencing
            country.framework_cell = framework_cell(standing)
        return countries

    rows_of_file = rows_of_page

    def item(self, country):
        agreements, programmes, events = country.numbers.values()
        return {
            "title": country.name,
            "url": country.get_absolute_url(),
            "is_member": country.is_member,
            "badge": aqrf_badge(country.referencing.state) if country.referencing else None,
            "meta": filled(
                agreements and ngettext("%(n)d agreement", "%(n)d agreements", agreements) % {"n": agreements},
                programmes and ngettext("%(n)d programme", "%(n)d programmes", programmes) % {"n": programmes},
                events and ngettext("%(n)d meeting", "%(n)d meetings", events) % {"n": events},
            )
            or [_("no public record yet")],
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"groups": [group for group in self.groups(context["items"]) if group["items"]]}

    def groups(self, items):
        """The lines of the list: as one where they stand by name, else the members of ASEAN, then the others."""
        if self.sort == "title":
            return [{"items": items}]
        members = [item for item in items if item["is_member"]]
        others = [item for item in items if not item["is_member"]]
        return [
            {"id": "members", "heading": _("Members of ASEAN"), "items": members},
            {"id": "partners", "heading": _("Partners and other countries"), "items": others},
        ]


def numbers_of_records():
    """(country id, record type) -> number of public records it takes part in."""
    rows = Participation.objects.filter(of_public_records(), record__record_type__in=COUNTED)
    rows = rows.order_by().annotate(place=Coalesce("country", "organisation__country"))
    rows = rows.values_list("place", "record__record_type").annotate(Count("record", distinct=True))
    return Counter({(place, record_type): number for place, record_type, number in rows})


def framework_cell(standing):
    """The framework of a country as a cell of components/table.html."""
    framework = standing.framework
    if framework is None:
        return {"text": _("no framework recorded"), "soft": True}
    words = f"{framework.acronym or framework.title}: {str(standing.state.label).lower()}"
    return {"text": words, "url": framework.get_absolute_url()}
