"""Files of public records, served through the gate and never from a public folder."""

from django.db.models import Q
from django.http import FileResponse, Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from tvet_portal.directory.models import Upload
from tvet_portal.records.models import Record

SHOWN_IN_PAGES = ("image/png", "image/jpeg", "image/webp")


def address_of(sha256):
    """The public address of a file, or nothing where a row has none."""
    return reverse("file", args=[sha256]) if sha256 else ""


@require_safe
def public_file(request, sha256):
    """A file that a public record shows: a public document or a photo. It can run nothing in a browser."""
    public = Record.objects.published()
    shown = Q(documents__record__in=public, documents__is_public=True) | Q(photos__record__in=public)
    upload = Upload.objects.filter(shown, sha256=sha256).distinct().first()
    if upload is None:
        raise Http404
    response = FileResponse(
        upload.file.open("rb"),
        as_attachment=upload.media_type not in SHOWN_IN_PAGES,
        filename=upload.name,
        content_type=upload.media_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
