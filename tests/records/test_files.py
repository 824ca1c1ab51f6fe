"""Files leave the portal only through the gate."""

import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.records import DocumentFactory, PhotoFactory, staff
from tests.pictures import pdf, picture
from tvet_portal.directory.files.storing import discard, store
from tvet_portal.records import workflow

pytestmark = pytest.mark.django_db
PDF = pdf()
KEPT = "public, max-age=31536000, s-maxage=600, immutable"


def with_document(**given):
    """A draft with a document, and the address of its file."""
    agreement, upload = AgreementFactory(), store("signed.pdf", PDF)
    DocumentFactory(record=agreement, title="The text", availability="held", upload=upload, **given)
    return agreement, f"/files/{upload.sha256}"


def with_photo():
    """A draft with a photo, and the address of its file."""
    agreement, upload = AgreementFactory(), store("signing.jpg", picture(size=(800, 600)))
    PhotoFactory(record=agreement, upload=upload)
    return agreement, f"/files/{upload.sha256}"


def publish(record):
    workflow.publish(record, by=staff("publisher"))


def withdraw(record):
    publish(record)
    workflow.withdraw(record, by=staff("publisher"), reason="Entered twice.")


def content(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("make", [with_document, with_photo])
@pytest.mark.parametrize("step", [lambda record: None, withdraw], ids=["draft", "withdrawn"])
def test_file_of_a_record_that_is_not_public_is_not_found(client, make, step):
    record, address = make()
    step(record)

    answers = [client.get(f"{address}{ending}") for ending in ("", "/320.webp")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert [answer for answer in answers if "immutable" in answer.get("Cache-Control", "")] == []


def test_file_of_a_public_record_is_an_attachment_that_can_run_nothing(client):
    agreement, address = with_document()
    publish(agreement)

    response = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert content(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == 'attachment; filename="signed.pdf"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == KEPT


def test_file_is_saved_under_its_name_in_any_script(client):
    agreement, upload = AgreementFactory(), store("ບົດບັນທຶກ “1”.pdf", PDF)
    DocumentFactory(record=agreement, availability="held", upload=upload)
    publish(agreement)

    response = client.get(f"/files/{upload.sha256}")

    assert content(response) == PDF
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E0%BA%9A%E0%BA%BB%E0%BA%94%E0%BA%9A%E0%BA%B1%E0%BA%99%E0%BA%97%E0%BA%B6"
        "%E0%BA%81%20%E2%80%9C1%E2%80%9D.pdf"
    )


def test_photo_of_a_public_record_is_shown_in_its_sizes(client):
    agreement, address = with_photo()
    publish(agreement)

    response = client.get(f"{address}/720.webp")

    assert content(response)[:4] == b"RIFF"
    assert response["Content-Type"] == "image/webp"
    assert response["Content-Disposition"] == 'inline; filename="signing-720.webp"'
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == KEPT


def test_photo_has_no_other_sizes(client):
    agreement, address = with_photo()
    publish(agreement)
    others = ("319.webp", "1280.webp", "0.webp", "-1.webp", "320.png", "99999999999.webp")

    assert [ending for ending in others if client.get(f"{address}/{ending}").status_code != 404] == []


def test_document_has_no_sizes(client):
    agreement, address = with_document()
    publish(agreement)

    assert client.get(f"{address}/320.webp").status_code == 404


@pytest.mark.parametrize("ending", ["", "/320.webp"])
def test_reader_who_has_a_file_is_not_sent_it_again(client, ending):
    agreement, address = with_photo()
    publish(agreement)
    first = client.get(f"{address}{ending}")
    content(first)

    again = client.get(f"{address}{ending}", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", KEPT)


def test_head_says_what_would_come(client):
    agreement, address = with_document()
    publish(agreement)

    response = client.head(address)

    assert (response.status_code, response["Content-Length"], content(response)) == (200, str(len(PDF)), b"")


def test_file_is_only_read(client):
    agreement, address = with_document()
    publish(agreement)

    assert client.post(address).status_code == 405


def test_document_that_is_not_public_stays_hidden_with_its_file(client):
    agreement, address = with_document(is_public=False)
    publish(agreement)

    page = client.get(agreement.get_absolute_url()).content.decode()

    assert client.get(address).status_code == 404
    assert "The text" not in page


def test_file_that_two_records_show_is_public_while_one_of_them_is(client):
    _draft, address = with_document()
    public, _same = with_document()
    publish(public)

    assert content(client.get(address)) == PDF

    workflow.withdraw(public, by=staff("publisher"), reason="Entered twice.")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("ending", ["", "/320.webp"])
def test_staff_see_the_file_of_a_draft_and_it_is_never_cached(client, ending):
    _draft, address = with_photo()
    client.force_login(staff("writer"))

    response = client.get(f"{address}{ending}")

    assert len(content(response)) > 0
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_member_of_staff_without_the_right_does_not_see_the_file_of_a_draft(client):
    _draft, address = with_document()
    nobody = staff("writer")
    nobody.groups.clear()
    client.force_login(nobody)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("ending", ["", "/320.webp"])
def test_file_that_the_store_has_lost_is_not_found(client, ending):
    agreement, address = with_photo()
    publish(agreement)
    discard(agreement.photos.get().upload)

    assert client.get(f"{address}{ending}").status_code == 404


@pytest.mark.parametrize("sha256", ["0" * 64, "..", "%00", "x" * 3000, "%FF"])
def test_unknown_file_is_not_found(client, sha256):
    assert client.get(f"/files/{sha256}").status_code == 404


@pytest.mark.parametrize(("make", "ending"), [(with_document, ""), (with_photo, "/320.webp")])
def test_file_is_found_in_one_query(client, django_assert_num_queries, make, ending):
    record, address = make()
    publish(record)

    with django_assert_num_queries(1):
        response = client.get(f"{address}{ending}")

    assert len(content(response)) > 0
