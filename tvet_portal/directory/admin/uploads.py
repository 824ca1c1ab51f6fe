"""Files that staff upload: checked, stored privately under their SHA-256, and kept when a form is refused."""

import hashlib
from io import BytesIO
from pathlib import PurePath

import filetype
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from PIL import Image

from tvet_portal.directory.models import Upload

LARGEST = 50 * 2**20
TOO_LARGE = _("The file is too large: 50 MB at most.")
MOST_PIXELS = 50_000_000
OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
ZIPPED = {"docx", "xlsx", "pptx", "odt"}
IMAGES = {"png", "jpg", "jpeg", "webp"}


def check(name, data):
    """The media type of a file, or a ValidationError that says what to do."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension not in MEDIA_TYPES:
        allowed = ", ".join(MEDIA_TYPES)
        raise ValidationError(_("Files of this kind are not taken. Taken are: %(kinds)s.") % {"kinds": allowed})
    if not _is_what_it_says(extension, data):
        raise ValidationError(_("The content of this file is not what its name says. Save it again, or as a PDF."))
    if extension in IMAGES:
        _check_image(data)
    return MEDIA_TYPES[extension]


def _is_what_it_says(extension, data):
    found = filetype.guess_extension(data[:8192])
    if extension == "txt":
        return found is None and _is_text(data)
    if extension in ZIPPED:
        return found in (extension, "zip")
    return found == {"jpeg": "jpg"}.get(extension, extension)


def _is_text(data):
    try:
        return "\0" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def _check_image(data):
    """An image of few bytes can have very many pixels: look at its size before opening it."""
    try:
        with Image.open(BytesIO(data)) as image:
            pixels = image.width * image.height
            image.verify()
    except Exception as error:  # Pillow raises what its codecs raise
        raise ValidationError(_("This picture cannot be opened. Save it again as a PNG or JPEG.")) from error
    if pixels > MOST_PIXELS:
        raise ValidationError(_("The picture is too large: 50 megapixels at most."))


def store(name, data, *, by):
    """The Upload of a file. The same file is stored once."""
    media_type = check(name, data)
    digest = hashlib.sha256(data).hexdigest()
    known = Upload.objects.filter(sha256=digest).first()
    if known:
        return known
    upload = Upload(sha256=digest, name=name[-200:], media_type=media_type, size=len(data), uploaded_by=by)
    upload.file.save(digest, ContentFile(data), save=False)
    upload.save()
    return upload


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
        return {**context, "stored": self.find(value)}

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

    def clean(self, value):
        file, kept = value
        if file:
            if file.size > LARGEST:  # before it is read into memory
                raise ValidationError(TOO_LARGE)
            file.seek(0)
            self.stored = store(file.name, file.read(), by=self.user)
        elif kept:
            self.stored = self.widget.find(kept)
        return self.stored

    def bound_data(self, data, initial):
        _file, kept = data
        return self.stored.pk if self.stored else kept

    def has_changed(self, initial, data):
        file, kept = data
        return bool(file) or str(initial or "") != kept
