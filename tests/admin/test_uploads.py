"""Files are checked by their content, stored once under their hash, and kept when the form is refused."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.admin.pages import change_address, complaints, held, save
from tests.factories.agreements import AgreementFactory
from tests.factories.records import DocumentFactory, PhotoFactory
from tvet_portal.directory.admin import uploads
from tvet_portal.directory.models import Upload

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


def picture(kind="PNG", size=(2, 2)):
    stream = BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(stream, kind)
    return stream.getvalue()


def office():
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    return stream.getvalue()


def test_document_is_stored_under_its_hash_and_is_held(writer):
    document = DocumentFactory(record=AgreementFactory())
    file = SimpleUploadedFile("MoU.pdf", PDF)

    answer = save(writer, change_address(document.record.agreement), {"documents-0-upload": file})

    document.refresh_from_db()
    assert answer.status_code == 302, complaints(answer)
    assert (document.availability, document.upload.name, document.upload.size) == ("held", "MoU.pdf", len(PDF))
    assert document.upload.file.name.endswith(document.upload.sha256)
    with document.upload.file as stored:
        assert stored.read() == PDF
    assert document.upload.uploaded_by.username == "writer"


def test_same_file_is_stored_once(writer):
    agreement = AgreementFactory()
    DocumentFactory.create_batch(2, record=agreement)
    typed = {f"documents-{number}-upload": SimpleUploadedFile(f"{number}.pdf", PDF) for number in (0, 1)}

    save(writer, change_address(agreement), typed)

    assert Upload.objects.count() == 1
    assert agreement.documents.filter(upload__isnull=False).count() == 2


def test_file_is_kept_when_the_form_is_refused_for_another_reason(writer):
    document = DocumentFactory(record=AgreementFactory())
    typed = {"documents-0-upload": SimpleUploadedFile("MoU.pdf", PDF), "title": ""}

    refused = save(writer, change_address(document.record.agreement), typed)
    writer.post(change_address(document.record.agreement), {**held(refused), "title": "Better"})

    document.refresh_from_db()
    assert document.upload.name == "MoU.pdf"


def test_file_can_be_taken_away(writer):
    agreement = AgreementFactory()
    photo = PhotoFactory(record=agreement, upload=uploads.store("a.png", picture(), by=None))

    save(writer, change_address(agreement), {"photos-0-upload-clear": "on"})

    photo.refresh_from_db()
    assert photo.upload is None


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PNG", picture(), "image/png"),
        ("a.jpeg", picture("JPEG"), "image/jpeg"),
        ("a.webp", picture("WEBP"), "image/webp"),
        ("a.docx", office(), uploads.MEDIA_TYPES["docx"]),
        ("a.txt", "ບັນທຶກ".encode(), "text/plain"),
    ],
)
def test_file_that_is_what_it_says_is_taken(name, data, media_type):
    assert uploads.check(name, data) == media_type


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.svg", b"<svg/>", "Files of this kind are not taken"),
        ("a.html", b"<p>", "Files of this kind are not taken"),
        ("a", PDF, "Files of this kind are not taken"),
        ("a.pdf", picture(), "is not what its name says"),
        ("a.png", PDF, "is not what its name says"),
        ("a.docx", PDF, "is not what its name says"),
        ("a.txt", b"\xff\xfe\x00", "is not what its name says"),
        ("a.txt", b"a\0b", "is not what its name says"),
        ("a.png", picture()[:40], "cannot be opened"),
        ("a.png", picture(size=(10_000, 5_001)), "too large"),
    ],
)
def test_other_file_is_refused_with_a_reason(writer, name, data, said):
    document = DocumentFactory(record=AgreementFactory())
    typed = {"documents-0-upload": SimpleUploadedFile(name, data)}

    answer = save(writer, change_address(document.record.agreement), typed)

    assert said in complaints(answer)[0]
    assert Upload.objects.count() == 0


def test_very_large_file_is_refused_before_it_is_read(writer, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 10)
    document = DocumentFactory(record=AgreementFactory())
    typed = {"documents-0-upload": SimpleUploadedFile("a.pdf", PDF)}

    answer = save(writer, change_address(document.record.agreement), typed)

    assert complaints(answer) == ["The file is too large: 50 MB at most."]


def test_empty_file_is_refused(writer):
    document = DocumentFactory(record=AgreementFactory())

    answer = save(
        writer, change_address(document.record.agreement), {"documents-0-upload": SimpleUploadedFile("a.pdf", b"")}
    )

    assert answer.status_code == 200
    assert Upload.objects.count() == 0
