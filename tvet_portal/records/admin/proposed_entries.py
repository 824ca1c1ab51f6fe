"""Pages of the directory on which a change of a public entry is a proposal, as that of a public record is."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.admin.entries import NOT_OWN, EntryAdmin, Undone, is_own
from tvet_portal.directory.admin.forms import STALE, EntryForm
from tvet_portal.directory.models import Source
from tvet_portal.records import subjects, workflow
from tvet_portal.records.admin.merging import MergingAdmin
from tvet_portal.records.admin.proposing import ProposingForm, attempt_of
from tvet_portal.records.admin.why_empty import FactsForm
from tvet_portal.records.models import Merge, Proposal

SENT_BACK = _("Your proposal was sent back: answer the remark on the page of the entry first.")
ASIDE = {Source: ("archived_copy",)}  # what the public never reads is no part of a content: it is saved at once


class ProposingEntryForm(FactsForm, ProposingForm, EntryForm):
    """The form of an entry, which asks why where its save is a proposal."""

    reason = forms.CharField(
        label=_("Why it should change"),
        max_length=400,
        help_text=_("For the one who reviews it."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    about_the_save = (*ProposingForm.about_the_save, *EntryForm.about_the_save)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.aside:
            self.fields[name].show_hidden_initial = True  # a proposal keeps its number while somebody else saves it

    def asks_why(self):
        attempt = attempt_of(self.request)
        return attempt is not None and not attempt.is_trial

    @property
    def aside(self):
        """Fields that are saved at once while the rest is proposed."""
        return [name for name in ASIDE.get(self._meta.model, ()) if name in self.fields and self.asks_why()]

    def clean(self):
        cleaned = super().clean()
        for name in {*self.aside} & {*self.changed_data}:
            if self.data.get(self.add_initial_prefix(name), "") != str(self.initial.get(name) or ""):
                self.add_error(None, STALE)
        return cleaned


class ProposingEntryAdmin(MergingAdmin):
    """What is added to the page of each kind of entry."""

    form = ProposingEntryForm
    refusals = (Undone, workflow.NotAllowed)

    def may_change_public(self, request):
        return True  # whoever may not do it alone proposes it

    def may_work_on(self, root, user):
        return limits.may_work_on(root, user)

    @property
    def has_to_be_added_again(self):
        return _("An archived copy has to be added again.") if self.model in ASIDE else ""

    def may_merge(self, entry, user):
        return not (subjects.of(entry).is_public and workflow.proposes(user))

    def keep_merged(self, request, entry, content):
        subjects.of(entry).write(content)
        if not is_own(entry, request.user):
            raise Undone([NOT_OWN])
        self.after_change(request, entry)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_save"] = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if became := getattr(obj, "merged_into", None):
            done = Merge.objects.filter(entry_type=obj.entry_type, gone=obj.key, done_at__isnull=False, undone_at=None)
            context |= {"became": became, "merge": done.first()}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(self, request, form, formsets, change):
        attempt = attempt_of(request)
        if attempt and not attempt.is_trial:
            attempt.reason = form.cleaned_data["reason"]
            attempt.aside = {name: form.cleaned_data[name] for name in form.aside if name in form.changed_data}
        super().save_related(request, form, formsets, change)
        if attempt and attempt.content is None:
            attempt.take_down(form.instance)

    def after_change(self, request, entry):
        """Nothing is told of what is only proposed."""
        if attempt := attempt_of(request):
            attempt.take_down(entry)
        elif subjects.of(entry).is_public and workflow.proposes(request.user):  # somebody has just approved it
            raise Undone([STALE])
        else:
            super().after_change(request, entry)

    def keep(self, request, attempt):
        if attempt.aside:
            type(attempt.row).objects.filter(pk=attempt.row.pk).update(**attempt.aside)
            attempt.row.count_edit()
            self.log_change(request, attempt.row, [{"changed": {"fields": list(attempt.aside)}}])
            self.message_user(request, _("The archived copy is kept: the public does not see it."), messages.SUCCESS)
        return super().keep(request, attempt)

    def succession_view(self, request, object_id):
        draw = partial(self.draw_succession, request, object_id)
        return self.draw_or_propose(request, str(object_id), draw)

    def draw_succession(self, request, object_id):
        """Its page shows no remark, so it does not hand in again what was sent back."""
        proposal = attempt_of(request) and attempt_of(request).proposal
        if proposal and proposal.state == Proposal.State.SENT_BACK:
            raise workflow.NotAllowed([SENT_BACK])
        return super().succession_view(request, object_id)

    def response_succession(self, request, body):
        attempt = attempt_of(request)
        if attempt is None:
            return super().response_succession(request, body)
        attempt.reason = attempt.proposal.reason if attempt.proposal else str(_("What became of it"))
        return HttpResponse()


for model, page in list(admin.site._registry.items()):
    if isinstance(page, EntryAdmin):
        own = type(page)
        admin.site.unregister(model)
        admin.site.register(model, type(own.__name__, (ProposingEntryAdmin, own), {}))
