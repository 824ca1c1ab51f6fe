"""Files leave the portal only through the gate."""

import hashlib

import pytest
from django.core.files.base import ContentFile

from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal.directory.models import Upload
from tvet_portal.records import workflow
from tvet_portal.records.models import Document, Photo

pytestmark = pytest.mark.django_db


def upload(text=b"%PDF-1.7 signed", name="signed.pdf", media_type="application/pdf"):
    sha256 = hashlib.sha256(text).hexdigest()
    row = Upload(sha256=sha256, name=name, media_type=media_type, size=len(text))
    row.file.save(name, ContentFile(text))
    return row


def with_document(is_public=True):
    agreement, file = AgreementFactory(), upload()
    Document.objects.create(
        record=agreement, kind="signed_text", title="The text", availability="held", upload=file, is_public=is_public
    )
    return agreement, file


def test_file_of_a_draft_is_not_found(client):
    _agreement, file = with_document()

    assert client.get(f"/files/{file.sha256}").status_code == 404


def test_file_of_a_public_record_is_an_attachment_that_can_run_nothing(client):
    agreement, file = with_document()
    workflow.publish(agreement, by=staff("publisher"))

    response = client.get(f"/files/{file.sha256}")

    assert b"".join(response.streaming_content) == b"%PDF-1.7 signed"
    assert response["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_page_links_to_the_file_it_holds(client):
    agreement, file = with_document()
    workflow.publish(agreement, by=staff("publisher"))

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert f'href="/files/{file.sha256}"' in page


def test_document_that_is_not_public_stays_hidden_with_its_file(client):
    agreement, file = with_document(is_public=False)
    workflow.publish(agreement, by=staff("publisher"))

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert client.get(f"/files/{file.sha256}").status_code == 404
    assert "The text" not in page


def test_file_of_a_withdrawn_record_is_not_found(client):
    agreement, file = with_document()
    workflow.publish(agreement, by=staff("publisher"))
    workflow.withdraw(agreement, by=staff("publisher"), reason="Entered twice.")

    assert client.get(f"/files/{file.sha256}").status_code == 404


def test_photo_is_shown_in_the_page(client):
    agreement = AgreementFactory()
    file = upload(b"\x89PNG picture", "signing.png", "image/png")
    Photo.objects.create(record=agreement, caption="The signing", upload=file, alt_text="Two", alt_text_by="person")
    workflow.publish(agreement, by=staff("publisher"))

    page = client.get(agreement.get_absolute_url()).content.decode()
    picture = client.get(f"/files/{file.sha256}")

    assert f'<img src="/files/{file.sha256}"' in page
    assert b"".join(picture.streaming_content) == b"\x89PNG picture"
    assert picture["Content-Disposition"] == 'inline; filename="signing.png"'


@pytest.mark.parametrize("sha256", ["0" * 64, "..", "%00", "x" * 3000])
def test_unknown_file_is_not_found(client, sha256):
    assert client.get(f"/files/{sha256}").status_code == 404
