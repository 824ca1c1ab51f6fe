"""What staff note about a public record for themselves: saved at once, for it is nothing that anybody approves."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tvet_portal.records.admin.steps import SEEN_OTHERWISE
from tvet_portal.records.models import Record


class InternalForm(forms.ModelForm):
    class Meta:
        model = Record
        fields = Record.internal_fields
        widgets = {
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "internal_remarks": forms.Textarea(attrs={"rows": 3}),
        }


class InternalMixin:
    """The address that takes what is not proposed with the rest, because the public never reads it."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.internal_view))
        name = f"{self.opts.app_label}_{self.opts.model_name}_internal"
        return [path("<int:object_id>/internal/", view, name=name), *super().get_urls()]

    def internal_view(self, request, object_id):
        with transaction.atomic():
            record = self.get_object(request, str(object_id))
            if record is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
            if not self.has_change_permission(request, record):
                raise PermissionDenied
            self.keep_internal(request, record)
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[object_id]))

    def keep_internal(self, request, record):
        form = InternalForm(request.POST, instance=Record.objects.get(pk=record.pk))
        if request.POST.get("seen") != str(record.revision):
            self.tell_what_was_typed(request)
            self.message_user(request, SEEN_OTHERWISE, messages.ERROR)
        elif not form.is_valid():
            self.tell_what_was_typed(request)
            for errors in form.errors.values():
                self.message_user(request, " ".join(errors), messages.ERROR)
        else:
            Record.objects.filter(pk=record.pk).update(**form.cleaned_data)
            record.count_edit()
            self.message_user(request, _("Your notes are saved. The public does not see them."), messages.SUCCESS)

    def tell_what_was_typed(self, request):
        """It is not saved, and must not be lost."""
        typed = [request.POST.get(name, "").strip() for name in InternalForm.base_fields]
        said = _("You typed: %(typed)s") % {"typed": "; ".join(filter(None, typed))}
        self.message_user(request, said, messages.WARNING)
