"""Files are what their name says, and are stored once, under their hash, with what pages need to show them."""

import hashlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.pictures import SECRET, pdf, picture, taken_at_a_place
from tvet_portal.directory.files import kinds
from tvet_portal.directory.files.kinds import MEDIA_TYPES, check, count_pages, tidy_name
from tvet_portal.directory.files.storing import discard, open_rendition, store
from tvet_portal.directory.models import Upload

PDF = pdf()


def office(content="<Types/>", packed=ZIP_DEFLATED):
    stream = BytesIO()
    with ZipFile(stream, "w", packed) as file:
        file.writestr("[Content_Types].xml", content)
    return stream.getvalue()


def forged():
    """An office file of ten letters that says it has one."""
    data = bytearray(office("a" * 10))
    for place in (data.index(b"PK\3\4") + 22, data.index(b"PK\1\2") + 24):  # the sizes unpacked
        data[place : place + 4] = (1).to_bytes(4, "little")
    return bytes(data)


def stored():
    """The names of everything in the store."""
    folders, _files = default_storage.listdir("") if default_storage.exists("") else ([], [])
    return sorted(f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1])


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PNG", picture("PNG"), "image/png"),
        ("a.jpeg", picture("JPEG"), "image/jpeg"),
        ("a.webp", picture("WEBP"), "image/webp"),
        ("a.docx", office(), MEDIA_TYPES["docx"]),
        ("a.txt", "ບັນທຶກ".encode(), "text/plain"),
        ("a.txt", b"BMZ and others met.", "text/plain"),
    ],
)
def test_file_that_is_what_it_says_is_taken(name, data, media_type):
    assert check(name, data) == media_type


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.svg", b"<svg/>", "Files of this kind are not taken"),
        ("a.html", b"<p>", "Files of this kind are not taken"),
        ("a.pdf.exe", PDF, "Files of this kind are not taken"),
        ("a", PDF, "Files of this kind are not taken"),
        ("", PDF, "Files of this kind are not taken"),
        ("a.pdf", picture("PNG"), "is not what its name says"),
        ("a.pdf", b"<html>%PDF-1.7", "is not what its name says"),
        ("a.png", PDF, "is not what its name says"),
        ("a.png", picture("JPEG"), "is not what its name says"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is not what its name says"),
        ("a.docx", PDF, "is not what its name says"),
        ("a.docx", office()[:-5], "is not what its name says"),
        ("a.docx", office(packed=ZIP_LZMA), "is not what its name says"),
        ("a.txt", "a".encode("utf-16"), "no plain text in UTF-8"),
        ("a.txt", b"a\0b", "no plain text in UTF-8"),
        ("a.txt", bytes(kinds.LARGEST + 1), "too large: 20 MB"),
    ],
)
def test_other_file_is_refused_with_a_reason(name, data, said):
    with pytest.raises(ValidationError) as refused:
        check(name, data)

    assert said in refused.value.messages[0]


@pytest.mark.parametrize(
    ("limit", "most", "data"),
    [("LARGEST_UNPACKED", 7, office()), ("LARGEST_UNPACKED", 7, forged()), ("MOST_MEMBERS", 0, office())],
)
def test_office_file_that_unpacks_to_too_much_is_refused(monkeypatch, limit, most, data):
    monkeypatch.setattr(kinds, limit, most)

    with pytest.raises(ValidationError, match="unpacks to too much"):
        check("a.docx", data)


@pytest.mark.parametrize(
    ("media_type", "data", "pages"),
    [
        ("application/pdf", pdf(12), 12),
        ("application/pdf", b"%PDF-1.7 and nothing", None),
        ("application/pdf", pdf(3)[:-400], None),
        ("text/plain", b"text", None),
    ],
)
def test_pages_are_counted_where_they_can_be(media_type, data, pages):
    assert count_pages(media_type, data) == pages


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Biên bản.pdf", "Biên bản.pdf"),
        ("a\r\nSet-Cookie: b\0.pdf", "aSet-Cookie: b.pdf"),
        (f"{'ก' * 100}.pdf", f"{'ก' * 65}.pdf"),
        ("\ud800.pdf", ".pdf"),
    ],
)
def test_name_is_kept_as_far_as_file_systems_and_headers_take_it(name, kept):
    assert tidy_name(name) == kept


@pytest.mark.django_db
def test_document_is_stored_as_it_came():
    upload = store("MoU.pdf", PDF)

    with upload.file.open() as file:
        assert file.read() == PDF
    assert (upload.sha256, upload.size, upload.pages) == (hashlib.sha256(PDF).hexdigest(), len(PDF), 1)
    assert stored() == [f"{upload.sha256[:2]}/{upload.sha256}"]


@pytest.mark.django_db
def test_photo_is_stored_clean_with_its_sizes():
    upload = store("a.jpg", picture(size=(400, 300), exif=taken_at_a_place(6)))

    with upload.file.open() as file:
        data = file.read()
    assert SECRET.encode() not in data
    assert (upload.sha256, upload.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (upload.width, upload.height) == (300, 400)
    assert stored() == [upload.file.name, f"{upload.file.name}-300.webp"]


@pytest.mark.django_db
def test_same_photo_is_stored_once_whatever_a_camera_wrote_into_it():
    first = store("a.jpg", picture(exif=taken_at_a_place()))

    again = store("b.jpg", picture())

    assert (again, again.name, Upload.objects.count()) == (first, "a.jpg", 1)


@pytest.mark.django_db
def test_file_that_the_store_has_lost_is_stored_again():
    upload = store("a.png", picture("PNG"))
    discard(upload)

    store("a.png", picture("PNG"))

    assert stored() == [upload.file.name, f"{upload.file.name}-40.webp"]


@pytest.mark.django_db
def test_file_that_was_written_half_is_written_anew():
    digest = hashlib.sha256(PDF).hexdigest()
    default_storage.save(f"{digest[:2]}/{digest}", ContentFile(PDF[:10]))

    upload = store("a.pdf", PDF)

    assert upload.file.size == len(PDF)


@pytest.mark.django_db
def test_size_that_the_store_has_lost_is_made_again():
    upload = store("a.png", picture("PNG"))
    default_storage.delete(f"{upload.file.name}-40.webp")

    with open_rendition(upload, 40) as file:
        assert file.read(4) == b"RIFF"
    assert stored() == [upload.file.name, f"{upload.file.name}-40.webp"]


@pytest.mark.django_db
def test_discarded_file_leaves_nothing():
    discard(store("a.png", picture("PNG", size=(800, 600))))

    assert stored() == []
