"""Files are checked by their content, stored once under their hash, and kept when the form is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.admin.pages import change_address, complaints, held, save, undrawn
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import SourceFactory
from tests.factories.records import DocumentFactory, PhotoFactory, staff
from tests.pictures import pdf, picture
from tvet_portal.directory.admin.forms import STALE
from tvet_portal.directory.files import kinds
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import Source, Upload
from tvet_portal.records import proposals
from tvet_portal.records.content import read
from tvet_portal.records.models import Proposal

pytestmark = pytest.mark.django_db
PDF = pdf(pages=3)


def test_document_is_stored_under_its_hash_and_is_held(writer):
    document = DocumentFactory(record=AgreementFactory())
    file = SimpleUploadedFile("MoU.pdf", PDF)

    answer = save(writer, change_address(document.record.agreement), {"documents-0-upload": file})

    document.refresh_from_db()
    assert answer.status_code == 302, complaints(answer)
    assert (document.availability, document.upload.name, document.upload.size) == ("held", "MoU.pdf", len(PDF))
    assert document.pages == 3
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
    photo = PhotoFactory(record=agreement, upload=store("a.png", picture("PNG")))

    save(writer, change_address(agreement), {"photos-0-upload-clear": "on"})

    photo.refresh_from_db()
    assert photo.upload is None


def test_other_file_is_refused_with_a_reason(writer):
    document = DocumentFactory(record=AgreementFactory())
    typed = {"documents-0-upload": SimpleUploadedFile("a.pdf", picture("PNG"))}

    answer = save(writer, change_address(document.record.agreement), typed)

    assert "is not what its name says" in complaints(answer)[0]
    assert Upload.objects.count() == 0


def test_very_large_file_is_refused_before_it_is_read(writer, monkeypatch):
    monkeypatch.setattr(kinds, "LARGEST", 10)
    document = DocumentFactory(record=AgreementFactory())
    typed = {"documents-0-upload": SimpleUploadedFile("a.pdf", PDF)}

    answer = save(writer, change_address(document.record.agreement), typed)

    assert complaints(answer) == ["The file is too large: 20 MB at most."]


def test_empty_file_is_refused(writer):
    document = DocumentFactory(record=AgreementFactory())

    answer = save(
        writer, change_address(document.record.agreement), {"documents-0-upload": SimpleUploadedFile("a.pdf", b"")}
    )

    assert answer.status_code == 200
    assert Upload.objects.count() == 0


def test_pages_that_were_typed_stay(writer):
    document = DocumentFactory(record=AgreementFactory())
    typed = {"documents-0-upload": SimpleUploadedFile("MoU.pdf", PDF), "documents-0-pages": "2"}

    save(writer, change_address(document.record.agreement), typed)

    document.refresh_from_db()
    assert document.pages == 2


def test_photo_that_is_no_picture_is_refused(writer):
    photo = PhotoFactory(record=AgreementFactory())

    answer = save(writer, change_address(photo.record.agreement), {"photos-0-upload": SimpleUploadedFile("a.pdf", PDF)})

    assert complaints(answer) == ["This file is not a picture. Add it as a document, or choose a PNG or JPEG."]


def test_form_shows_the_picture_it_holds(writer):
    photo = PhotoFactory(record=AgreementFactory(), upload=store("a.png", picture("PNG", size=(400, 300))))

    page = writer.get(change_address(photo.record.agreement)).content.decode()

    assert f'<img src="/files/{photo.upload.sha256}/320.webp" alt="" width="400" height="300" loading="lazy">' in page
    assert b"".join(writer.get(f"/files/{photo.upload.sha256}/320.webp").streaming_content)[:4] == b"RIFF"


def test_form_of_a_proposal_brings_no_older_archived_copy_back(writer):
    older, newer = (store(f"{name}.txt", name.encode()) for name in ("older", "newer"))
    source = SourceFactory(title="Old title", approved=True, archived_copy=older)
    proposals.propose(source, read(source) | {"title": "New title"}, staff("writer"), "So")
    typed = held(undrawn(writer.get, change_address(source)))
    Source.objects.update(archived_copy=newer)
    file = SimpleUploadedFile("text.txt", b"On 5 May 2025 they met in Hanoi.")

    answers = [
        undrawn(writer.post, change_address(source), typed | more)
        for more in ({"archived_copy": file}, {"title": "Newer title"})
    ]

    assert (complaints(answers[0]), answers[1].status_code) == ([STALE], 302)
    assert (Source.objects.get().archived_copy, Proposal.objects.get().revision) == (newer, 2)
