"""The home page and the pages of the directory."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpResponsePermanentRedirect, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from tvet_portal.directory.area_tree import AreaTree
from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.home import linked_data
from tvet_portal.home.areas import AreaIndex, AreaPage
from tvet_portal.home.countries import CountryProfile, find_country
from tvet_portal.home.entry_data import entry_json
from tvet_portal.home.front import FrontPage
from tvet_portal.home.matrix import relation_path
from tvet_portal.home.network import Network
from tvet_portal.home.organisations import OrganisationPage, with_everything
from tvet_portal.home.relations import Relation
from tvet_portal.opendata.csv import table_response

RECORDS_A_PAGE = 20


class HomeView(TemplateView):
    """What is here, and who works with whom."""

    template_name = "home/home.html"

    def get_context_data(self, **kwargs):
        front = FrontPage(day=timezone.localdate())
        return super().get_context_data(front=front, linked_data=[linked_data.website()], **kwargs)


class NetworkView(TemplateView):
    """Who cooperates with whom on what."""

    template_name = "home/network.html"

    def get_context_data(self, **kwargs):
        network = Network(self.request.GET, day=timezone.localdate())
        crumbs = [{"label": _("Agreements"), "url": "/agreements/"}, {"label": _("Who works with whom")}]
        for_machines = {"query": network.query, "other_forms": network.downloads}
        return super().get_context_data(network=network, crumbs=crumbs, section="agreements", **for_machines, **kwargs)


@require_safe
def network_csv(request):
    network = Network(request.GET, day=timezone.localdate())
    return table_response("network", network.header, network.rows(settings.SITE_URL))


@require_safe
def network_json(request):
    return JsonResponse(Network(request.GET, day=timezone.localdate()).data(settings.SITE_URL))


class CountryView(TemplateView):
    """The profile of one country."""

    template_name = "home/country.html"

    def get(self, request, *args, code, **kwargs):
        country = find_country(code)
        if country is None:
            raise Http404
        if code != code.lower():
            return HttpResponsePermanentRedirect(country.get_absolute_url())
        profile = CountryProfile(country, day=timezone.localdate())
        crumbs = [{"label": _("Countries"), "url": "/countries/"}, {"label": country.name}]
        context = {"profile": profile, "crumbs": crumbs, "section": "countries"}
        forms = [json_form(profile.data_url, country.name)]
        return self.render_to_response(context | {"linked_data": [linked_data.profile(profile)], "other_forms": forms})


class RelationView(TemplateView):
    """What two countries share. One address, whoever is named first."""

    template_name = "home/relation.html"

    def get(self, request, *args, code, other, **kwargs):
        found = Country.objects.in_bulk([code.upper(), other.upper()], field_name="iso2")
        if len(found) != 2:
            raise Http404
        if request.path != relation_path(code, other):
            return HttpResponsePermanentRedirect(relation_path(code, other))
        relation = Relation(found[code.upper()], found[other.upper()], day=timezone.localdate())
        crumbs = [
            {"label": _("Countries"), "url": "/countries/"},
            {"label": relation.one.name, "url": relation.one.get_absolute_url()},
            {"label": relation.other.name},
        ]
        return self.render_to_response({"relation": relation, "crumbs": crumbs, "section": "countries"})


class EntryView(TemplateView):
    """The page of an approved entry with the records that belong to it, twenty a page."""

    def answer(self, page, **context):
        paginator = Paginator(page.records, RECORDS_A_PAGE)
        page_obj = paginator.get_page(self.request.GET.get("page"))
        context |= {
            "page": page,
            "items": page.lines(page_obj.object_list),
            "page_obj": page_obj,
            "page_numbers": list(paginator.get_elided_page_range(page_obj.number)),
            "query": QueryDict(),
            "other_forms": [json_form(page.data_url, page.head["title"])],
        }
        return self.render_to_response(context)


class OrganisationView(EntryView):
    """One organisation: its names, its place among others, and the records it takes part in."""

    template_name = "home/organisation.html"

    def get(self, request, *args, slug, **kwargs):
        organisation = with_everything(Organisation.objects.public()).filter(slug=slug).first()
        if organisation is None:
            return moved(Organisation, slug)
        crumbs = [{"label": _("Organisations"), "url": "/organisations/"}, {"label": organisation.name}]
        page = OrganisationPage(organisation, day=timezone.localdate())
        return self.answer(page, crumbs=crumbs, linked_data=[linked_data.body(page)])


class AreaListView(TemplateView):
    """The tree of cooperation areas."""

    template_name = "home/areas.html"

    def get_context_data(self, **kwargs):
        crumbs = [{"label": _("Areas of cooperation")}]
        index = AreaIndex()
        return super().get_context_data(index=index, crumbs=crumbs, linked_data=[linked_data.areas(index)], **kwargs)


class AreaView(EntryView):
    """One area: what it means, its words in all languages, and the records about it."""

    template_name = "home/area.html"

    def get(self, request, *args, slug, **kwargs):
        tree = AreaTree()
        area = next((area for area in tree.areas.values() if area.slug == slug), None)
        if area is None:
            return moved(CooperationArea, slug)
        prefetch_related_objects([area], "labels")  # the page shows them, and says them to machines
        page = AreaPage(area, tree, day=timezone.localdate())
        return self.answer(page, crumbs=page.crumbs, linked_data=[linked_data.area(page)])


def json_form(url, label):
    return {"type": "application/json", "url": url, "label": label}


def moved(model, slug, ending="/"):
    """The way to an entry whose address changed, or which was merged into another; 404 if there is none."""
    entry = model.objects.filter(Q(slugs__slug=slug) | Q(slug=slug)).select_related("merged_into").first()
    entry = entry and (entry.merged_into or entry)
    if entry is None or entry.approved_at is None or entry.slug == slug:
        raise Http404
    return HttpResponsePermanentRedirect(entry.get_absolute_url().removesuffix("/") + ending)


@require_safe
def organisation_json(request, slug):
    return entry_answer(Organisation, slug)


@require_safe
def area_json(request, slug):
    return entry_answer(CooperationArea, slug)


def entry_answer(model, slug):
    """An entry as data, at its address or by way of a former one."""
    entry = model.objects.public().filter(slug=slug).first()
    return entry_json(entry) if entry else moved(model, slug, ".json")


@require_safe
def country_json(request, code):
    country = get_object_or_404(Country, iso2=code.upper())
    if code != code.lower():
        return HttpResponsePermanentRedirect(f"/countries/{code.lower()}.json")
    return entry_json(country)
