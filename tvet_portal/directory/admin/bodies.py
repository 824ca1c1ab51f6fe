"""Organisations and people. Both are created in place, from a record's form: so few fields stand first."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.entries import EntryAdmin
from tvet_portal.directory.admin.inlines import StackedParts, TabularParts
from tvet_portal.directory.admin.successions import SuccessionMixin
from tvet_portal.directory.models import (
    Organisation,
    OrganisationName,
    OrganisationSuccession,
    OrganisationTie,
    Person,
    PersonName,
)


class NameInline(TabularParts):
    model = OrganisationName


class TieInline(TabularParts):
    model = OrganisationTie
    related = ("organisation",)


class SuccessionInline(StackedParts):
    model = OrganisationSuccession
    related = ("predecessor",)


@admin.register(Organisation)
class OrganisationAdmin(SuccessionMixin, EntryAdmin):
    list_display = ("name", "acronym", "kind", "country", "is_approved")
    list_filter = ("kind", "country", *EntryAdmin.list_filter)
    search_fields = ("name", "acronym", "key", "names__text")
    row_related = ("country",)
    facts = (
        "acronym", "country", "seat_city", "seat_country", "website", "postal_address", "telephone", "fax", "email",
        "founded_on", "ended_on",
    )  # fmt: skip
    fieldsets = [
        (None, {"fields": ["name", "acronym", "kind", "country"]}),
        (
            _("Seat, contact, dates"),
            {
                "fields": [
                    ("subdivision", "seat_city", "seat_country"), "description", "website", "postal_address",
                    ("telephone", "fax", "email"), ("founded_on", "ended_on"),
                ],
                "classes": ["collapse"],
            },
        ),
    ]  # fmt: skip
    inlines = [NameInline, TieInline, SuccessionInline]


class PersonNameInline(TabularParts):
    model = PersonName


@admin.register(Person)
class PersonAdmin(EntryAdmin):
    is_waiting_seen = False
    list_display = ("printed_name", "honorific", "is_approved")
    search_fields = ("printed_name", "key", "names__text")
    fieldsets = [(None, {"fields": ["printed_name", "honorific"]})]
    inlines = [PersonNameInline]
