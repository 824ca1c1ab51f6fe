"""What became of a body, in one form: how and when it ended, and who took over which of its functions."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.admin.choices import OneAutocomplete
from tvet_portal.directory.models import OrganisationSuccession

SUCCESSORS = 4


def chooser(name, request):
    """A search box for what a succession names, with the plus that enters it anew."""
    field = OrganisationSuccession._meta.get_field(name)
    may_add = admin.site.get_model_admin(field.related_model).has_add_permission(request)
    widget = OneAutocomplete(field, admin.site)
    return RelatedFieldWidgetWrapper(widget, field.remote_field, admin.site, can_add_related=may_add)


class EndForm(forms.ModelForm):
    """What all successors share."""

    ends = forms.BooleanField(
        label=_("It ended on that day"), required=False, initial=True, help_text=_("Not where only a function moved.")
    )

    class Meta:
        model = OrganisationSuccession
        fields = ("kind", "happened_on", "source")

    class Media:
        js = (forms.Script("js/admin.js", defer=True),)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = admin.site.get_model_admin(self.fields["source"].queryset.model).get_queryset(
            request
        )
        self.fields["source"].widget = chooser("source", request)
        self.fields["source"].widget.choices = self.fields["source"].choices


class SuccessorForm(forms.Form):
    """One body that took over, and what of."""

    successor = forms.ModelChoiceField(None, label=_("Successor"), required=False)
    function = forms.CharField(
        label=_("Function in words"),
        required=False,
        max_length=OrganisationSuccession._meta.get_field("function").max_length,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        successor = self.fields["successor"]
        model = OrganisationSuccession._meta.get_field("successor").related_model
        successor.queryset = model.objects.filter(merged_into=None)
        successor.widget = chooser("successor", request)
        successor.widget.choices = successor.choices

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("function") and not cleaned.get("successor"):
            self.add_error("successor", _("Say who took it over."))
        return cleaned


SuccessorFormSet = forms.formset_factory(SuccessorForm, extra=SUCCESSORS, max_num=SUCCESSORS, validate_max=True)


class SuccessionMixin:
    """The page on which a body is succeeded."""

    change_form_template = "admin/organisation_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.succession_view)
        return [
            path("<int:object_id>/succession/", view, name="directory_organisation_succession"),
            *super().get_urls(),
        ]

    def succession_view(self, request, object_id):
        with transaction.atomic():
            body = self.get_object(request, str(object_id))
            if body is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
            if not self.has_change_permission(request, body):
                raise PermissionDenied
            form = EndForm(request.POST or None, request=request)
            rows = SuccessorFormSet(request.POST or None, prefix="successors", form_kwargs={"request": request})
            if (
                request.method == "POST"
                and form.is_valid() & rows.is_valid()
                and self.succeed(request, body, form, rows)
            ):
                return self.response_succession(request, body)
        context = {"title": _("What became of %(body)s") % {"body": body}, "body": body, "form": form, "rows": rows}
        own = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "media": self.media + form.media + rows.media,
        }
        return TemplateResponse(request, "admin/succession.html", own | context)

    def response_succession(self, request, body):
        self.message_user(request, _("The succession is written down."), messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:directory_organisation_change", args=[body.pk]))

    def succeed(self, request, body, form, rows):
        """Write it down, or say in the form what stands against it."""
        found = [row.cleaned_data for row in rows if row.cleaned_data.get("successor")]
        shared = {name: form.cleaned_data[name] for name in form.Meta.fields}
        try:
            if not found:
                raise ValidationError(_("Name at least one successor."))
            with transaction.atomic():
                for row in found:
                    succession = OrganisationSuccession(predecessor=body, **shared, **row)
                    succession.validate_constraints()
                    succession.save()
                if form.cleaned_data["ends"] and shared["happened_on"] and not body.ended_on:
                    body.ended_on = shared["happened_on"]
                    body.validate_constraints()
                    body.save()
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        self.after_change(request, body)
        self.log_change(request, body, [{"added": {"name": str(_("succession")), "object": str(body)}}])
        return True
