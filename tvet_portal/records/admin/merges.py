"""Merging two entries of the directory: asked for, looked at beforehand, done, and undone."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.admin.choices import OneAutocomplete
from tvet_portal.directory.admin.read_only import ReadOnlyAdmin
from tvet_portal.directory.models import Organisation
from tvet_portal.records import merges, rights, workflow
from tvet_portal.records.admin import refusals
from tvet_portal.records.admin.parts import address_of
from tvet_portal.records.admin.suspected import Suspecting
from tvet_portal.records.admin.tasks import WaitingFilter
from tvet_portal.records.merge_sides import doubts, sides
from tvet_portal.records.models import Merge, Record

SHOWN = 50


class AskForm(forms.Form):
    """Which entry is another one, and why."""

    class Media:
        js = (forms.Script("js/admin.js", defer=True),)

    reason = forms.CharField(
        label=_("Why"),
        max_length=Merge._meta.get_field("reason").max_length,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("Public: it is the reason of the new version of each public record that names the entry."),
    )

    def __init__(self, *args, model, user, **kwargs):
        super().__init__(*args, **kwargs)
        rows = limits.workable(model.objects.filter(merged_into=None), user)
        choose = OneAutocomplete(model._meta.get_field("merged_into"), admin.site)
        labels = {"gone": _("This entry"), "kept": _("is this one, which stays")}
        chosen = {name: forms.ModelChoiceField(rows, label=label, widget=choose) for name, label in labels.items()}
        self.fields = {**chosen, **self.fields}


@admin.register(Merge)
class MergeAdmin(Suspecting, ReadOnlyAdmin):
    """Entries that turned out to be another one."""

    list_display = ("__str__", "entry_type", "asked_by", "asked_at", "done_at", "undone_at")
    list_filter = (WaitingFilter, "entry_type", ("done_at", admin.EmptyFieldListFilter))
    list_select_related = ("asked_by",)
    search_fields = ("gone", "kept", "reason")

    def get_queryset(self, request):
        return merges.workable(super().get_queryset(request), request.user)

    def has_add_permission(self, request):
        return any(may_merge(request.user, model) for model in merges.MODELS.values())

    def add_view(self, request, form_url="", extra_context=None):
        model = merges.MODELS.get(request.GET.get("of"), Organisation)
        if not may_merge(request.user, model):
            raise PermissionDenied
        form = AskForm(request.POST or None, initial=request.GET.dict(), model=model, user=request.user)
        if form.is_valid():
            try:
                merge = merges.ask(**form.cleaned_data, by=request.user)
            except workflow.NotAllowed as refused:
                form.add_error(None, refused.reasons)
            else:
                return HttpResponseRedirect(address(merge))
        others = [(name, each._meta.verbose_name_plural) for name, each in merges.MODELS.items() if each is not model]
        context = {
            "title": _("Merge two entries"),
            "form": form,
            "of": model._meta.verbose_name_plural,
            "others": others,
        }
        return self.answer(request, "admin/merge_entries_ask.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        merge = self.get_object(request, unquote(object_id))
        if merge is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, merge):
            raise PermissionDenied
        if None in merges.both(merge):
            self.message_user(request, _("One of the two is no longer there."), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:records_merge_changelist"))
        if request.method == "POST":
            self.act(request, merge)
            kept = Merge.objects.filter(pk=merge.pk).exists()
            return HttpResponseRedirect(address(merge) if kept else reverse("admin:records_merge_changelist"))
        return self.answer(request, "admin/merge_entries.html", self.preview(request, merge))

    def act(self, request, merge):
        acts = {
            "do": (merges.do, _("They are one now.")),
            "undo": (merges.undo, _("They are two again.")),
            "close": (merges.close, _("They stay two. Nobody is asked to merge them any longer.")),
        }
        function, done = acts.get(request.POST.get("act"), (None, ""))
        asker = function is merges.close and merge.asked_by_id == request.user.pk
        if function is None or not (asker or workflow.may_publish(request.user)):
            raise PermissionDenied
        try:
            function(merge, request.user)
        except workflow.NotAllowed as refused:
            refusals.tell(self, request, refused)
        else:
            self.message_user(request, done, messages.SUCCESS)

    def preview(self, request, merge):
        """What would be changed, or was, and who may do it."""
        gone, kept = merges.both(merge)
        ids = sorted(merge.moves["records"] if merge.done_at else merges.records_naming(gone))
        seen = rights.visible(Record.objects.filter(pk__in=ids), request.user)
        rows = list(seen.order_by("title")[:SHOWN])
        waits, publishes = not merge.done_at, workflow.may_publish(request.user)
        found = list(merges.obstacles(gone, kept, request.user)) if waits else []
        bar = merges.why_not_alone(merge, request.user) if waits and publishes else ""
        return {
            "title": f"{gone} → {kept}",
            "merge": merge,
            "gone": gone,
            "kept": kept,
            "addresses": [address_of(gone), address_of(kept)],
            "doubts": list(doubts(gone, kept)) if waits else [],
            "sides": list(sides(gone, kept)) if waits else [],
            "count": len(ids),
            "records": [(address_of(row), row.title, row.get_status_display()) for row in rows],
            "more": len(ids) - len(rows),
            "obstacles": found,
            "bar": bar,
            "may_do": waits and publishes and not found and not bar,
            "may_close": waits and (publishes or merge.asked_by_id == request.user.pk),
            "may_undo": merge.done_at and not merge.undone_at and publishes,
        }

    def answer(self, request, template, context):
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )


def may_merge(user, model):
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def address(merge):
    return reverse("admin:records_merge_change", args=[merge.pk])
