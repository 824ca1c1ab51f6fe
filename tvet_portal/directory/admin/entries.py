"""What the pages of all directory entries share. An approved entry is public: only a publisher may change it."""

from itertools import chain

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal import audit
from tvet_portal.directory import approval, likeness, limits
from tvet_portal.directory.admin.choices import Choosing, root_of
from tvet_portal.directory.admin.forms import EntryForm, PageForm
from tvet_portal.directory.admin.hidden import HidingAdmin
from tvet_portal.directory.approval import PUBLISH
from tvet_portal.values.revisions import is_deadlock, lock

# What this package cannot do, for it cannot read contents. Records adds functions, called inside the transaction:
on_save = []  # with an entry just saved, its form and the formsets of its parts; an Undone undoes the save
on_public_change = []  # with the entries whose public content may have changed
more_addresses = []  # with a page, when the addresses are made: gives patterns
more_links = []  # with a page and a request, above a list: gives pairs of an address and what it is called


class Undone(Exception):
    """A save that must not stand; `reasons` say why, in sentences for the person who typed."""

    def __init__(self, reasons):
        super().__init__(" ".join(map(str, reasons)))
        self.reasons = list(reasons)


class PageAdmin(Choosing, HidingAdmin):
    """A page whose savers come one after the other. A refused save is undone as a whole; what was typed stays."""

    class Media:
        js = (forms.Script("js/admin.js", defer=True),)

    form = PageForm
    change_form_template = "admin/page_form.html"
    change_list_template = "admin/page_list.html"
    view_on_site = False
    refusals = (Undone,)  # exceptions with `reasons`
    list_per_page = 50
    actions_on_top = True
    row_related = ()  # what the text of a row names
    facts = None  # fields that a source can leave out, where they are not all that may be empty

    def get_urls(self):
        return [*chain.from_iterable(function(self) for function in more_addresses), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        links = list(chain.from_iterable(function(self, request) for function in more_links))
        return super().changelist_view(request, {"more_links": links, **(extra_context or {})})

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.row_related)

    def get_object(self, request, object_id, from_field=None):
        try:
            found = super().get_object(request, object_id, from_field)
        except OverflowError:  # SQLite knows no number as large
            return None
        if found and request.method == "POST" and connection.in_atomic_block:
            root = root_of(found)
            lock(type(root), [root.pk])
            found = super().get_object(request, object_id, from_field)
        return found

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.request, form.facts = request, self.facts
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as refusal:
            request.refusals = refusal.reasons
        except IntegrityError as error:
            request.refusals = [twin_of(error)]
        except OperationalError as error:
            if not is_deadlock(error):
                raise
            request.refusals = [CROSSED]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_model(self, request, obj):
        """Who wrote in it is forgotten with it: its key may be given again, to what somebody else has written."""
        path = getattr(obj, "path", "")
        super().delete_model(request, obj)
        approval.forget_writers([path])

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # one by one: what may be deleted depends on the row
        return actions


CROSSED = _("Somebody else was saving what belongs to this in the same moment. Nothing was changed: try again.")


def twin_of(error):
    """What to say about a violation that no form foresaw: most often somebody else was quicker."""
    constraints = chain.from_iterable(model._meta.constraints for model in apps.get_models())
    found = next((constraint for constraint in constraints if constraint.name in str(error)), None)
    if found:
        return found.get_violation_error_message()
    return _(
        "Somebody else has just saved something with the same address, key or number. Look at it, then save again."
    )


def has_changed(form, formsets):
    """Whether a save says anything new of the row or its parts."""
    return bool(set(form.changed_data) - set(form.about_the_save)) or any(each.has_changed() for each in formsets)


def tell(entries, by, what):
    """What is public of these entries is another: it is written down, and told to who follows."""
    if entries:
        audit.note(what, by, entries=[entry.path for entry in entries])
    for function in on_public_change if entries else ():
        function(entries)


class EntryAdmin(PageAdmin):
    """A directory entry with its key, and its addresses where it has one."""

    form = EntryForm
    change_form_template = "admin/gated_form.html"
    list_filter = ("approved_at",)
    facts = ()
    is_waiting_seen = True  # whether all staff see what waits: who does not see it enters it again

    def get_queryset(self, request):
        entries = super().get_queryset(request)
        return entries if self.is_waiting_seen else limits.visible(entries, request.user)

    def get_search_results(self, request, queryset, search_term):
        """Also finds who types the letters of a name without its marks."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if search_term and self.model in likeness.NAMES:
            found = queryset.filter(Q(pk__in=found.values("pk")) | Q(pk__in=likeness.holding(queryset, search_term)))
        return found, may_repeat

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
        may = super().has_change_permission(request, obj) and is_own(obj, request.user)
        is_merged = getattr(obj, "merged_into_id", None) is not None  # undone, it would be public as it is saved here
        return may and not is_merged and (not is_public(obj) or self.may_change_public(request))

    def may_change_public(self, request):
        return request.user.has_perm(PUBLISH)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_public(obj) and is_own(obj, request.user)

    def get_deleted_objects(self, objs, request):
        """What names an entry can be a draft of other countries: those who do not see it learn only that it is."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        if protected and limits.countries_of(request.user) is not None:
            protected = [_("Records that name it.")]
        return deleted, counts, needed, protected

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        entry = form.instance
        if self.has_slug():
            entry.slugs.get_or_create(slug=entry.slug)
        for function in on_save:
            function(entry, form, formsets)
        if not has_changed(form, formsets):
            return
        if change and not is_own(entry, request.user):
            raise Undone([NOT_OWN])
        self.after_change(request, entry)

    def after_change(self, request, entry):
        """Count the edit, and tell of it where it is public; where it is not, who wrote it does not approve it."""
        entry.count_edit()
        if is_public(entry):
            tell([entry], request.user, "change what is public")
        else:
            approval.note_writer(entry.path, request.user)

    @admin.action(description=_("Approve: show them to the public"), permissions=["publish"])
    def approve(self, request, queryset):
        with transaction.atomic():
            lock(self.model, queryset.values_list("pk", flat=True))
            waiting = list(limits.belonging(queryset, request.user).filter(approved_at__isnull=True))
            wrote = approval.paths_written_by(request.user, [entry.path for entry in waiting])
            left = [entry for entry in waiting if approval.needs_two_people() and entry.path in wrote]
            approved = [entry for entry in waiting if entry not in left]
            self.model.objects.filter(pk__in=[entry.pk for entry in approved]).approve()
            approval.forget_writers([entry.path for entry in approved])
            tell([entry for entry in approved if entry.path not in wrote], request.user, "approve")
            tell([entry for entry in approved if entry.path in wrote], request.user, "approve what one wrote oneself")
        self.message_user(request, _("Approved: %(count)s.") % {"count": len(approved)}, messages.SUCCESS)
        if left:
            names = ", ".join(str(entry) for entry in left)
            self.message_user(request, f"{names}: {approval.who_else({request.user.pk})}", messages.WARNING)

    def has_publish_permission(self, request):
        return request.user.has_perm(PUBLISH)

    actions = ["approve"]

    @admin.display(description=_("public"), boolean=True, ordering="approved_at")
    def is_approved(self, entry):
        return is_public(entry)


NOT_OWN = _("It would no longer belong to the countries you work on.")
FOUND = _("Left empty: found from the name. The key never changes; an old address leads to the new one for ever.")


def is_public(entry):
    return entry is not None and approval.is_public(entry)


def is_own(entry, user):
    return entry is None or limits.may_work_on(entry, user)
