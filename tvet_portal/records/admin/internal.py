"""What staff keep of a public record for themselves, notes and documents, saved at once: nobody has to approve it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tvet_portal.directory.admin.inlines import LAST_POSITION
from tvet_portal.directory.admin.uploads import UploadField
from tvet_portal.records.admin.inlines import DocumentForm
from tvet_portal.records.admin.steps import SEEN_OTHERWISE
from tvet_portal.records.files import address_of
from tvet_portal.records.models import Document, Record


class InternalForm(forms.ModelForm):
    class Meta:
        model = Record
        fields = Record.internal_fields
        widgets = {
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "internal_remarks": forms.Textarea(attrs={"rows": 3}),
        }


class InternalDocumentForm(DocumentForm):
    """A document of a public record that the public does not see, added without a proposal."""

    upload = UploadField(label=_("File"))

    class Meta:
        model = Document
        fields = ("kind", "title", "upload", "note")
        widgets = {name: forms.TextInput(attrs={"class": "vTextField"}) for name in ("title", "note")}

    def __init__(self, *args, record, request, **kwargs):
        self.request = request
        last = Document(record=record, is_public=False, position=LAST_POSITION)
        super().__init__(*args, instance=last, prefix="document", **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("upload") and "upload" not in self.errors:
            self.add_error("upload", _("Choose a file."))
        self.instance.availability, self.instance.pages = Document.Availability.HELD, cleaned.get("pages")
        return cleaned


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
            if "add" in request.POST:  # it overwrites nothing that somebody else has saved meanwhile
                self.add_document(request, record)
            elif request.POST.get("seen") != str(record.revision):
                self.tell_what_was_typed(request)
                self.message_user(request, SEEN_OTHERWISE, messages.ERROR)
            elif "remove" in request.POST:
                self.remove_document(request, record)
            else:
                self.keep_internal(request, record)
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return HttpResponseRedirect(reverse(page, args=[object_id]))

    def keep_internal(self, request, record):
        form = InternalForm(request.POST, instance=Record.objects.get(pk=record.pk))
        if not form.is_valid():
            self.tell_what_was_typed(request)
            self.tell_errors(request, form)
        else:
            Record.objects.filter(pk=record.pk).update(**form.cleaned_data)
            record.count_edit()
            self.message_user(request, _("Your notes are saved. The public does not see them."), messages.SUCCESS)

    def add_document(self, request, record):
        form = InternalDocumentForm(request.POST, request.FILES, record=record, request=request)
        if not form.is_valid():
            self.tell_errors(request, form)
            return
        form.save()
        self.log_document(request, record, _("Added, not public: %(title)s") % {"title": form.instance})
        self.message_user(request, _("The document is added. The public does not see it."), messages.SUCCESS)

    def remove_document(self, request, record):
        found = [each for each in record.documents.filter(is_public=False) if str(each.pk) == request.POST["remove"]]
        for document in found:
            document.delete()
            self.log_document(request, record, _("Taken away, not public: %(title)s") % {"title": document})
            self.message_user(request, _("The document is taken away."), messages.SUCCESS)

    def log_document(self, request, record, said):
        record.count_edit()
        self.log_change(request, record, said)

    def tell_errors(self, request, form):
        for name, errors in form.errors.items():
            label = f"{form.fields[name].label}: " if name in form.fields else ""
            self.message_user(request, label + " ".join(errors), messages.ERROR)

    def tell_what_was_typed(self, request):
        """It is not saved, and must not be lost."""
        typed = [request.POST.get(name, "").strip() for name in InternalForm.base_fields]
        said = _("You typed: %(typed)s") % {"typed": "; ".join(filter(None, typed))}
        if any(typed):
            self.message_user(request, said, messages.WARNING)


def internal_context(request, record):
    """What the form of a public record shows of it: the notes, the documents, a form for another one."""
    return {
        "internal": InternalForm(instance=record),
        "internal_documents": [
            (document, address_of(document.upload and document.upload.sha256))
            for document in record.documents.filter(is_public=False).select_related("upload")
        ],
        "new_document": InternalDocumentForm(record=record, request=request),
    }
