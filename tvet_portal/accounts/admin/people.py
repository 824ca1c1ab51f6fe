"""Accounts of staff: their second factors and sessions; what administrators change is told to the audit."""

from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tvet_portal import audit
from tvet_portal.accounts import second_factor
from tvet_portal.directory.admin.accounts import StaffAdmin
from tvet_portal.directory.models import CountryLimit


class AccountAdmin(StaffAdmin):
    """An account, with what its person signs in with."""

    actions = ["reset_second_factor", "end_sessions"]

    def get_fieldsets(self, request, obj=None):
        own = [(_("Signing in"), {"fields": ["second_factors"]})] if obj else []
        return [*super().get_fieldsets(request, obj), *own]

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), "second_factors")

    @admin.display(description=_("second factor"))
    def second_factors(self, user):
        return second_factor.described(user)

    @admin.action(description=_("Take the second factor away: the phone is lost"), permissions=["change"])
    def reset_second_factor(self, request, queryset):
        self.do(request, queryset, lambda user: second_factor.reset(user, request.user))

    @admin.action(description=_("End all sessions"), permissions=["change"])
    def end_sessions(self, request, queryset):
        self.do(request, queryset, lambda user: end_sessions(user, request.user))

    def do(self, request, queryset, act):
        """Act on those of the chosen accounts that one may change."""
        chosen = [user for user in queryset if self.has_change_permission(request, user)]
        with transaction.atomic():
            for user in chosen:
                act(user)
        self.message_user(request, _("Done for %(count)s accounts.") % {"count": len(chosen)}, messages.SUCCESS)

    def log_addition(self, request, obj, message):
        audit.note("make an account", request.user, account=obj.get_username())
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        roles = sorted(obj.groups.values_list("name", flat=True))
        limits = sorted(CountryLimit.objects.filter(user=obj).values_list("countries__iso2", flat=True))
        rights = {"active": obj.is_active, "superuser": obj.is_superuser, "roles": roles, "countries": limits}
        audit.note("change an account", request.user, account=obj.get_username(), changed=fields_of(message), **rights)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for user in queryset:
            audit.note("delete an account", request.user, account=user.get_username())
        return super().log_deletions(request, queryset)


def fields_of(message):
    """The names of the fields that Django’s message of a change speaks of; or the message, where it is a sentence."""
    if isinstance(message, str):
        return message
    return [name for part in message for each in part.values() for name in each.get("fields", [])]


def end_sessions(user, by):
    for session in UserSession.objects.filter(user=user):
        session.end()
    audit.note("end the sessions", by, account=user.get_username())


admin.site.unregister(User)
admin.site.register(User, AccountAdmin)
