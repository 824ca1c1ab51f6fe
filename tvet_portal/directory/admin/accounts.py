"""Accounts of staff, with their roles and the countries their work is limited to."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import CountryLimit


class LimitInline(admin.StackedInline):
    model = CountryLimit
    autocomplete_fields = ("countries",)
    extra = 0


class StaffAdmin(UserAdmin):
    """Who may change accounts gives roles, and no more than that: only a superuser makes or changes superusers."""

    class Media:
        js = (forms.Script("js/admin.js", defer=True),)

    list_display = ("username", "first_name", "last_name", "roles", "countries", "is_active", "last_login")
    list_filter = ("groups", "is_active", "country_limit__countries")
    inlines = [LimitInline]
    filter_horizontal = ()
    add_fieldsets = (*UserAdmin.add_fieldsets, (_("Rights"), {"fields": ("is_staff", "groups")}))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "country_limit__countries")

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return super().get_fieldsets(request, obj)
        given = ("is_active", "is_staff", "groups")
        given += ("is_superuser", "user_permissions") if request.user.is_superuser else ()
        return [
            (None, {"fields": ("username", "password")}),
            (_("Who it is"), {"fields": ("first_name", "last_name", "email")}),
            (_("Rights"), {"fields": given}),
            (_("Dates"), {"fields": ("last_login", "date_joined")}),
        ]

    def get_changeform_initial_data(self, request):
        return super().get_changeform_initial_data(request) | {"is_staff": True}  # accounts are for staff

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), "last_login", "date_joined")

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def has_change_permission(self, request, obj=None):
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above

    @admin.display(description=_("roles"))
    def roles(self, user):
        return ", ".join(group.name for group in user.groups.all()) or (_("superuser") if user.is_superuser else "–")

    @admin.display(description=_("limited to"))
    def countries(self, user):
        limit = getattr(user, "country_limit", None)
        return ", ".join(country.name for country in limit.countries.all()) if limit else "–"


admin.site.unregister(User)
admin.site.register(User, StaffAdmin)
