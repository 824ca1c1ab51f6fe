"""Countries and groups of countries."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.admin.entries import EntryAdmin
from tvet_portal.directory.admin.inlines import TabularParts
from tvet_portal.directory.country_names import countries_called
from tvet_portal.directory.models import Country, CountryAlias, CountryGroup, GroupMembership


class AliasInline(TabularParts):
    model = CountryAlias


class MembershipInline(TabularParts):
    model = GroupMembership
    related = ("group",)


@admin.register(Country)
class CountryAdmin(EntryAdmin):
    """A country has no approval: it is public from the start, and never deleted. So only administrators add one."""

    list_display = ("name", "iso2", "iso3")
    list_filter = ()
    search_fields = ("name", "iso2", "iso3", "aliases__text")
    inlines = [AliasInline]
    actions = []

    def get_search_results(self, request, queryset, search_term):
        """Also finds who types what a country is called in a language of the region."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        called = countries_called(search_term)
        return (queryset.filter(Q(pk__in=found.values("pk")) | Q(iso2__in=called)) if called else found), may_repeat

    def get_readonly_fields(self, request, obj=None):
        return ("iso2", "iso3") if obj else ()

    def get_fieldsets(self, request, obj=None):
        return [(None, {"fields": ["name", "iso2", "iso3"]})]

    def has_add_permission(self, request):
        """A new one is of no country yet that somebody's work could be limited to."""
        return super().has_add_permission(request) and limits.countries_of(request.user) is None

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(CountryGroup)
class CountryGroupAdmin(EntryAdmin):
    list_display = ("name", "kind", "organisation", "is_approved")
    list_filter = ("kind", *EntryAdmin.list_filter)
    search_fields = ("name", "key", "organisation__acronym", "organisation__name")
    row_related = ("organisation",)
    fieldsets = [(None, {"fields": ["name", "kind", "organisation"], "description": _("Members follow below.")})]
    inlines = [MembershipInline]
