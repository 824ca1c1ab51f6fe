"""Which files are taken: a short list of kinds, and the content must be what the name says."""

import zlib
from io import BytesIO
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LARGEST = 20 * 2**20
TOO_LARGE = _("The file is too large: 20 MB at most.")
LARGEST_UNPACKED = 200 * 2**20  # of an office file: whoever opens it has to hold it
UNPACKED_AT_ONCE = 2**20
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


def extension_of(name, taken=tuple(MEDIA_TYPES)):
    """The end of a file's name without its dot, or a ValidationError if it is none of those that are taken."""
    extension = PurePath(name).suffix.lower().removeprefix(".")
    if extension not in taken:
        allowed = ", ".join(taken)
        raise ValidationError(_("Files of this kind are not taken. Taken are: %(kinds)s.") % {"kinds": allowed})
    return extension


def check(name, data):
    """The media type of a file, or a ValidationError that says what to do."""
    extension = extension_of(name)
    if len(data) > LARGEST:
        raise ValidationError(TOO_LARGE)
    size = unpacked(data) if extension in ZIPPED else 0
    if extension == "txt" and not _is_text(data):
        raise ValidationError(_("This is no plain text in UTF-8. Save it again in the encoding UTF-8, or as a PDF."))
    if size is None or not _is_what_it_says(extension, data):
        raise ValidationError(_("The content of this file is not what its name says. Save it again, or as a PDF."))
    if size > LARGEST_UNPACKED:
        raise ValidationError(_("This file unpacks to too much. Save it again without large pictures, or as a PDF."))
    return MEDIA_TYPES[extension]


def _is_what_it_says(extension, data):
    found = filetype.guess_extension(data[:8192])
    if extension == "txt":
        return found is None or found in BEGIN_LIKE_WORDS
    if extension in ZIPPED:
        return found in (extension, "zip")
    return found == {"jpeg": "jpg"}.get(extension, extension)


def unpacked(data):
    """The bytes an office file unpacks to, counted until they are too many; None if it is damaged."""
    if data.count(b"PK\1\2") > MOST_MEMBERS:
        return LARGEST_UNPACKED + 1
    total = 0
    try:
        with ZipFile(BytesIO(data)) as file:
            for member in file.infolist():
                if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # none that office programs write
                    return None
                member.file_size = 2**40  # what comes out is counted, whatever the file says of it
                with file.open(member) as content:
                    while total <= LARGEST_UNPACKED and (some := content.read(UNPACKED_AT_ONCE)):
                        total += len(some)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return None
    return total


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
