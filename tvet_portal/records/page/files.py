"""Documents and photos of a record, as its page shows them."""

from urllib.parse import urlsplit

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tvet_portal.directory.files.kinds import FORMATS
from tvet_portal.directory.files.pictures import widths_of
from tvet_portal.records.files import address_of, rendition_address
from tvet_portal.records.models import Document, Photo
from tvet_portal.records.page import wording

FALLBACK_WIDTH = 720  # for browsers that do not choose for themselves


def documents(page):
    """Every document of a record: what it is, whether it is held, and where it can be read."""
    return [_document(page, row) for row in page.content.get("documents", [])]


def _document(page, row):
    path, upload = f"documents/{row['key']}", page.names.upload(row.get("upload"))
    address, language = row.get("address", ""), row.get("language", "")
    availability = row.get("availability", Document.Availability.NOT_HELD)
    return {
        **row,
        "url": address_of(row.get("upload")) or address,
        "kind_label": wording.choice(Document, "kind", row["kind"]),
        "availability_label": wording.choice(Document, "availability", availability),
        "host": urlsplit(address).hostname,
        "dated": wording.describe(row.get("dated_on", "")),
        "language_name": wording.language_name(language) if language else "",
        "language_own_name": wording.language_own_name(language) if language else "",
        "no_language": page.why_empty(f"{path}/language"),
        "file": _file(path, upload, row.get("pages")) if upload else None,
        "pages_label": _pages(row.get("pages")),
        "point": page.points.title(row["provision"]) if row.get("provision") else None,
        "is_unverified": page.evidence.is_unverified(path),
    }


def _file(path, upload, pages=None):
    """What is known of a stored file, in words."""
    extent = _sides(upload) or _pages(pages or upload.pages) or _("number of pages not known")
    facts = (FORMATS.get(upload.media_type, upload.media_type), extent, filesizeformat(upload.size))
    return {"facts": ", ".join(map(str, facts)), "sha256": upload.sha256, "id": f"{path.replace('/', '-')}-sha256"}


def _sides(upload):
    if not upload.width:
        return ""
    return _("%(width)s × %(height)s pixels") % {"width": upload.width, "height": upload.height}


def _pages(count):
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count} if count else ""


def photos(page):
    """Every photo of a record: the picture if it is held, and what is known of it."""
    return [_photo(page, row) for row in page.content.get("photos", [])]


def _photo(page, row):
    path, upload = f"photos/{row['key']}", page.names.upload(row.get("upload"))
    return {
        **row,
        **(_picture(path, upload) if upload and upload.width else {}),
        "no_caption": page.why_empty(f"{path}/caption"),
        "no_credit": page.why_empty(f"{path}/credit"),
        "shown": [page.names.printed_person({"person": key}) for key in row.get("people", [])],
        "alt": row.get("alt_text", ""),
        "is_alt_by_machine": row.get("alt_text_by") == Photo.Writer.MACHINE,
        "is_unverified": page.evidence.is_unverified(path),
    }


def _picture(path, upload):
    widths = widths_of(upload.width)
    addresses = {width: rendition_address(upload.sha256, width) for width in widths}
    return {
        "src": addresses[min(widths[-1], FALLBACK_WIDTH)],
        "srcset": ", ".join(f"{address} {width}w" for width, address in addresses.items()),
        "width": upload.width,
        "height": upload.height,
        "larger": addresses[widths[-1]],
        "original": address_of(upload.sha256),
        "file": _file(path, upload),
    }
