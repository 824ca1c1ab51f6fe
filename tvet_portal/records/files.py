"""Files of public records, served through the gate and never from a public folder."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from tvet_portal import audit
from tvet_portal.directory import limits
from tvet_portal.directory.files.pictures import widths_of
from tvet_portal.directory.files.storing import open_rendition
from tvet_portal.directory.models import Upload
from tvet_portal.records import rights
from tvet_portal.records.models import Document, Photo, Proposal, Record

# An address is a hash: what it answers never changes, so a browser need not ask again. What stands between must, for
# the file of a record that is withdrawn has to be gone.
KEPT = {"public": True, "max_age": 365 * 24 * 60 * 60, "s_maxage": 10 * 60, "immutable": True}


def address_of(sha256):
    """The public address of a file, or nothing where a row has none."""
    return reverse("file", args=[sha256]) if sha256 else ""


def rendition_address(sha256, width):
    """The public address of a picture in one of its widths."""
    return reverse("rendition", args=[sha256, width])


@require_safe
def public_file(request, sha256):
    """A file that a public record shows: a public document or a photo, to be saved, not opened here."""
    upload = _find(request, sha256)
    if not upload.is_public:
        audit.note("take a draft’s file", request.user, file=sha256, name=upload.name)
    as_what = {"as_attachment": True, "filename": upload.name, "content_type": upload.media_type}
    return _answer(request, upload, f'"{sha256}"', lambda: upload.file.open("rb"), as_what)


@require_safe
def rendition(request, sha256, width):
    """A picture of a public record in one of its widths, as WebP."""
    upload = _find(request, sha256)
    if not upload.width or width not in widths_of(upload.width):
        raise Http404
    as_what = {"filename": f"{PurePath(upload.name).stem}-{width}.webp", "content_type": "image/webp"}
    return _answer(request, upload, f'"{sha256}-{width}"', lambda: open_rendition(upload, width), as_what)


def _find(request, sha256):
    """The upload, and whether everybody may have it. Staff find the files of drafts too."""
    public = Record.objects.published()
    documents = Document.objects.filter(upload=OuterRef("pk"), is_public=True, record__in=public)
    photos = Photo.objects.filter(upload=OuterRef("pk"), record__in=public)
    upload = Upload.objects.annotate(is_public=Exists(documents) | Exists(photos)).filter(sha256=sha256).first()
    if upload is None or not (upload.is_public or _may_see(upload, request.user)):
        raise Http404
    return upload


def _may_see(upload, user):
    """Staff see the files of the records they work on, and those of proposals that wait for them."""
    if not (user.is_staff and user.has_perm("directory.view_upload")):
        return False
    if limits.visible(Upload.objects, user).filter(pk=upload.pk).exists():
        return True
    proposals = rights.proposals_of(Proposal.objects.open(), user)
    return proposals.filter(content__contains=upload.sha256).exists()


def _answer(request, upload, etag, read, as_what):
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(read(), **as_what)
        except (FileNotFoundError, ValidationError) as error:  # the store has lost it, or it is damaged there
            raise Http404 from error
        response["ETag"] = etag
        response["Content-Encoding"] = "identity"  # pictures and PDFs are packed already: GZipMiddleware leaves it
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if upload.is_public:
        patch_cache_control(response, **KEPT)
    else:
        add_never_cache_headers(response)
    return response
