"""The list of organisations."""

from django.db.models import Prefetch, Q
from django.forms import CharField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_filters import Filter

from tvet_portal.directory.models import Organisation, OrganisationName
from tvet_portal.home.datasets import ORGANISATIONS, own_name
from tvet_portal.opendata.lists import OpenListView
from tvet_portal.records.facets import ChoiceFacet, CountryFacet
from tvet_portal.records.filters import FacetedFilter
from tvet_portal.records.lists import filled
from tvet_portal.values.partial_dates import describe

LONGEST_NAME = 100


class NameFilter(Filter):
    """Any of the names of an organisation: today's, former ones, acronyms, typos of sources."""

    field_class = CharField

    def filter(self, organisations, text):
        today = Q(name__icontains=text) | Q(acronym__icontains=text)
        other = OrganisationName.objects.filter(text__icontains=text)
        return organisations.filter(today | Q(pk__in=other.values("organisation"))) if text else organisations


class OwnCountryFacet(CountryFacet):
    """The country an organisation belongs to."""

    def narrow(self, organisations, values):
        return organisations.filter(country__iso2__in=[value.upper() for value in values])

    def count(self, organisations):
        return {code.lower(): number for code, number in self.counted(organisations, "country__iso2") if code}


class OrganisationFilter(FacetedFilter):
    """By name, kind and country."""

    q = NameFilter(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    kind = ChoiceFacet("kind", Organisation.Kind.choices, label=gettext_lazy("Kind"))
    country = OwnCountryFacet(label=gettext_lazy("Country"))


class OrganisationListView(OpenListView):
    """Approved organisations by name."""

    template_name = "home/organisations.html"
    table = ORGANISATIONS
    filterset_class = OrganisationFilter
    name_field = "name"
    title = gettext_lazy("Organisations")
    lede = gettext_lazy(
        "Ministries, agencies, institutions and regional bodies, with all their names, former ones too."
    )

    def get_records(self):
        own = (
            OrganisationName.objects.filter(kind="official", is_verified=True)
            .exclude(language__in=("", "en"))
            .order_by("key")
        )
        return Organisation.objects.public().prefetch_related(Prefetch("names", own))

    def rows_of_page(self, organisations):
        return list(organisations.for_list())

    def counted(self, number):
        return ngettext("%(number)d organisation", "%(number)d organisations", number) % {"number": number}

    def nothing(self):
        if self.filter.values:
            return _("No organisation fits all this. Take something of it away:")
        return _("No organisation has been entered yet.")

    def item(self, organisation):
        original = own_name(organisation)
        ended = _("until %(date)s") % {"date": describe(organisation.ended_on)} if organisation.ended_on else ""
        return {
            "icon": "i-people",
            "kind": organisation.get_kind_display(),
            "title": organisation.name,
            "url": organisation.get_absolute_url(),
            "original": original.text if original else "",
            "original_lang": original.language if original else "",
            "meta": filled(organisation.acronym, organisation.country, ended),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        kept = [pair for pair in context["kept_by_sort"] if pair[0] != "q"]
        return context | {"words": self.filter.values.get("q", ""), "kept_by_search": kept}
