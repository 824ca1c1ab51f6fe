"""Which files are taken: a short list of kinds, and the content must be what the name says."""

from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 20 * 2**20
TOO_LARGE = _("The file is too large: 20 MB at most.")
LARGEST_UNPACKED = 200 * 2**20  # of an office file: whoever opens it has to hold it
MOST_MEMBERS = 10_000
LONGEST_NAME = 200  # bytes: file systems take 255
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
FORMATS = {
    "application/pdf": "PDF",
    MEDIA_TYPES["docx"]: _("Word document (DOCX)"),
    MEDIA_TYPES["xlsx"]: _("Excel workbook (XLSX)"),
    MEDIA_TYPES["pptx"]: _("PowerPoint presentation (PPTX)"),
    MEDIA_TYPES["odt"]: _("OpenDocument text (ODT)"),
    "text/plain": _("plain text"),
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WebP",
}
ZIPPED = {"docx", "xlsx", "pptx", "odt"}
BEGIN_LIKE_WORDS = {"bmp", "exe", "mp3", "swf", "bz2"}  # by two or three letters: "BMZ supports..." is no picture
PICTURES = {"image/png", "image/jpeg", "image/webp"}


def check(name, data):
    """The media type of a file, or a ValidationError that says what to do."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension not in MEDIA_TYPES:
        allowed = ", ".join(MEDIA_TYPES)
        raise ValidationError(_("Files of this kind are not taken. Taken are: %(kinds)s.") % {"kinds": allowed})
    if len(data) > LARGEST:
        raise ValidationError(TOO_LARGE)
    if not _is_what_it_says(extension, data):
        raise ValidationError(_("The content of this file is not what its name says. Save it again, or as a PDF."))
    if extension in ZIPPED and unpacked(data) > LARGEST_UNPACKED:
        raise ValidationError(_("This file unpacks to too much. Save it again without large pictures, or as a PDF."))
    return MEDIA_TYPES[extension]


def _is_what_it_says(extension, data):
    found = filetype.guess_extension(data[:8192])
    if extension == "txt":
        return (found is None or found in BEGIN_LIKE_WORDS) and _is_text(data)
    if extension in ZIPPED:
        return found in (extension, "zip") and unpacked(data) is not None
    return found == {"jpeg": "jpg"}.get(extension, extension)


def unpacked(data):
    """The bytes an office file says it unpacks to, or too many, if it has far too many members; None if damaged."""
    if data.count(b"PK\1\2") > MOST_MEMBERS:
        return LARGEST_UNPACKED + 1
    try:
        with ZipFile(BytesIO(data)) as file:
            return sum(member.file_size for member in file.infolist())
    except (BadZipFile, ValueError, NotImplementedError):
        return None


def _is_text(data):
    try:
        return "\0" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False


def tidy_name(name):
    """A file name as it is kept: what can be printed, and not too long; its end says the kind."""
    printable = "".join(letter for letter in name if letter.isprintable() and letter != "/")
    return printable.encode(errors="ignore")[-LONGEST_NAME:].decode(errors="ignore")


def count_pages(media_type, data):
    """The pages of a PDF; None where they cannot be counted."""
    if media_type != "application/pdf":
        return None
    from pypdf import PdfReader  # takes 8 MB of every worker, and only a worker that is sent a file needs it

    try:
        return len(PdfReader(BytesIO(data)).pages)
    except Exception:  # pypdf raises whatever a damaged file makes it stumble over
        return None
