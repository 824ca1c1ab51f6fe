"""The form field of a file: checked, stored privately under its SHA-256, and kept when a form is refused."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory import limits
from tvet_portal.directory.files import kinds
from tvet_portal.directory.files.pictures import widths_of
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import Upload


class UploadInput(forms.ClearableFileInput):
    """A file chosen now, or the Upload stored before."""

    template_name = "admin/widgets/upload.html"
    chosen = None  # the uploads of all rows of a formset, read once

    def value_from_datadict(self, data, files, name):
        is_cleared = f"{name}-clear" in data
        return files.get(name), "" if is_cleared else data.get(f"{name}-kept", "")

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}-kept" not in data

    def get_context(self, name, value, attrs):
        context = super(forms.FileInput, self).get_context(name, None, attrs)
        stored = self.find(value)
        smallest = widths_of(stored.width)[0] if stored and stored.width else None
        return {**context, "stored": stored, "smallest": smallest}

    def _render(self, template_name, context, renderer=None):
        return render_to_string(template_name, context)  # forms look for templates in apps only, ours is in templates/

    def find(self, value):
        if not value:
            return None
        if self.chosen is not None and str(value) in self.chosen.rows:
            return self.chosen.rows[str(value)]
        return Upload.objects.filter(pk=value).first() if str(value).isdecimal() else None


class UploadField(forms.Field):
    """Gives the Upload of a chosen file. What was stored once is kept when the form is refused for another reason."""

    widget = UploadInput
    user = chosen = stored = None
    taken = tuple(kinds.MEDIA_TYPES)

    def clean(self, value):
        file, kept = value
        if file:
            if file.size > kinds.LARGEST:  # before it is read into memory
                raise ValidationError(kinds.TOO_LARGE)
            kinds.extension_of(file.name, self.taken)
            file.seek(0)
            self.stored = store(file.name, file.read(), by=self.user)
        elif kept:
            self.stored = self.widget.find(kept)
            if self.stored and not limits.visible(Upload.objects, self.user).filter(pk=self.stored.pk).exists():
                raise ValidationError(_("This file belongs to a record of other countries."))
        return self.stored

    def bound_data(self, data, initial):
        _file, kept = data
        return self.stored.pk if self.stored else kept

    def has_changed(self, initial, data):
        file, kept = data
        return bool(file) or str(initial or "") != kept
