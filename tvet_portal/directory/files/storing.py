"""Storing files: privately, under their SHA-256, once. Pictures are stored with the sizes in which pages show them."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tvet_portal.directory.files import kinds, pictures
from tvet_portal.directory.models import Upload


def as_kept(name, data):
    """Media type, Picture if it is one, and the bytes of a file as they are kept; or why it is not taken."""
    media_type = kinds.check(name, data)
    picture = pictures.clean(data) if media_type in kinds.PICTURES else None
    return media_type, picture, picture.data if picture else data


def store(name, data, *, by=None):
    """The Upload of a file, or a ValidationError that says why it is not taken. The same file is stored once."""
    media_type, picture, data = as_kept(name, data)
    upload = Upload(sha256=hashlib.sha256(data).hexdigest())
    upload.file.name = Upload.file.field.generate_filename(upload, name)
    known = Upload.objects.filter(sha256=upload.sha256).first()
    if known and default_storage.exists(upload.file.name):
        Upload.objects.filter(pk=known.pk).update(uploaded_at=timezone.now())  # the sweep waits for it anew
        return known
    if picture:
        upload.width, upload.height = picture.width, picture.height
        for width, rendition in pictures.render(picture).items():
            _keep(rendition_name(upload, width), rendition)
    _keep(upload.file.name, data)
    upload, _is_new = Upload.objects.get_or_create(
        sha256=upload.sha256,
        defaults={
            "file": upload.file.name,
            "name": kinds.tidy_name(name),
            "media_type": media_type,
            "size": len(data),
            "width": upload.width,
            "height": upload.height,
            "pages": kinds.count_pages(media_type, data),
            "uploaded_by": by,
        },
    )
    return upload


def rendition_name(upload, width):
    return f"{upload.file.name}-{width}.webp"


def open_rendition(upload, width):
    """A picture in one of its widths, made now if the store has lost it."""
    name = rendition_name(upload, width)
    if not default_storage.exists(name):
        with upload.file.open("rb") as file:
            picture = pictures.Picture(file.read(), upload.width, upload.height)
        for made, rendition in pictures.render(picture).items():
            _keep(rendition_name(upload, made), rendition)
    return default_storage.open(name, "rb")


def discard(upload):
    """Take a file out of the store, with its renditions."""
    widths = pictures.widths_of(upload.width) if upload.width else []
    for name in (*(rendition_name(upload, width) for width in widths), upload.file.name):
        default_storage.delete(name)


def _keep(name, data):
    """Names are made of hashes: what lies there already is the same, unless writing it once failed half-way."""
    if not default_storage.exists(name) or default_storage.size(name) != len(data):
        default_storage.save(name, ContentFile(data))
