"""Withholding the name of a person on request: every page, file and search then says so."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tvet_portal import audit
from tvet_portal.directory import followers, limits
from tvet_portal.directory.admin.bodies import PersonAdmin
from tvet_portal.directory.models import Person
from tvet_portal.values.revisions import lock


@admin.action(description=_("Withhold the name: it is shown nowhere any more"), permissions=["publish"])
def withhold(page, request, queryset):
    change(page, request, queryset.filter(withheld_at__isnull=True), timezone.now())


@admin.action(description=_("Show the name again"), permissions=["publish"])
def show_again(page, request, queryset):
    change(page, request, queryset.filter(withheld_at__isnull=False), None)


@transaction.atomic
def change(page, request, queryset, withheld_at):
    own = limits.belonging(queryset, request.user).values("pk")
    ids = list(Person.objects.filter(Q(pk__in=own) | Q(merged_into__in=own)).values_list("pk", flat=True))
    lock(Person, ids)
    Person.objects.filter(pk__in=ids).update(withheld_at=withheld_at, revision=F("revision") + 1)
    followers.tell([(person.path, {}) for person in Person.objects.filter(pk__in=ids)])
    audit.note("withhold names" if withheld_at else "show names again", request.user, people=ids)
    page.message_user(request, _("Done for %(count)s people.") % {"count": len(ids)}, messages.SUCCESS)


PersonAdmin.actions = [*PersonAdmin.actions, withhold, show_again]
PersonAdmin.list_display = (*PersonAdmin.list_display, "withheld_at")
