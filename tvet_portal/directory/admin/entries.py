"""What the pages of all directory entries share. An approved entry is public: only a publisher may change it."""

from itertools import chain

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import Choosing
from tvet_portal.directory.admin.forms import EntryForm, PageForm

PUBLISH = "records.publish_record"

# What this package cannot do, for it cannot read contents. Records adds functions, called inside the transaction:
on_save = []  # with an entry just saved with its parts; an Undone undoes the save
on_public_change = []  # with the entries whose public content may have changed


class Undone(Exception):
    """A save that must not stand; `reasons` say why, in sentences for the person who typed."""

    def __init__(self, reasons):
        super().__init__(" ".join(map(str, reasons)))
        self.reasons = list(reasons)


class PageAdmin(Choosing, admin.ModelAdmin):
    """A page that undoes a refused save as a whole, says why, and keeps what was typed."""

    class Media:
        js = (forms.Script("js/admin.js", defer=True),)

    form = PageForm
    view_on_site = False
    refusals = (Undone,)  # exceptions with `reasons`
    list_per_page = 50
    actions_on_top = True
    row_related = ()  # what the text of a row names

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.row_related)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.request = request
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as refusal:
            request.refusals = refusal.reasons
        except IntegrityError as error:
            request.refusals = [twin_of(error)]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # one by one: what may be deleted depends on the row
        return actions


def twin_of(error):
    """What to say about a violation that no form foresaw: most often somebody else was quicker."""
    constraints = chain.from_iterable(model._meta.constraints for model in apps.get_models())
    found = next((constraint for constraint in constraints if constraint.name in str(error)), None)
    if found:
        return found.get_violation_error_message()
    return _(
        "Somebody else has just saved something with the same address, key or number. Look at it, then save again."
    )


def tell(entries):
    for function in on_public_change:
        function(entries)


class EntryAdmin(PageAdmin):
    """A directory entry with its key, and its addresses where it has one."""

    form = EntryForm
    list_filter = ("approved_at",)

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return (*readonly, "key", "approved_at") if obj else readonly

    def get_fieldsets(self, request, obj=None):
        internal = ["key", *(["slug"] if self.has_slug() else []), *(["approved_at"] if obj else [])]
        shown = (_("Key and address"), {"fields": internal, "classes": ["collapse"], "description": FOUND})
        return [*super().get_fieldsets(request, obj), shown]

    def has_slug(self):
        return any(field.name == "slug" for field in self.model._meta.fields)

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (not is_public(obj) or request.user.has_perm(PUBLISH))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_public(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        entry = form.instance
        if self.has_slug():
            entry.slugs.get_or_create(slug=entry.slug)
        for function in on_save:
            function(entry)
        if is_public(entry):
            tell([entry])

    @admin.action(description=_("Approve: show them to the public"), permissions=["publish"])
    def approve(self, request, queryset):
        with transaction.atomic():
            waiting = list(queryset.filter(approved_at__isnull=True))
            queryset.filter(pk__in=[entry.pk for entry in waiting]).update(approved_at=timezone.now())
            tell(waiting)
        self.message_user(request, _("Approved: %(count)s.") % {"count": len(waiting)}, messages.SUCCESS)

    def has_publish_permission(self, request):
        return request.user.has_perm(PUBLISH)

    actions = ["approve"]

    @admin.display(description=_("public"), boolean=True, ordering="approved_at")
    def is_approved(self, entry):
        return is_public(entry)


FOUND = _("Left empty: found from the name. The key never changes; an old address leads to the new one for ever.")


def is_public(entry):
    return entry is not None and getattr(entry, "approved_at", True) is not None
