"""Who has an answer already is not sent it again; who may keep it is told; nobody keeps a draft."""

import pytest

from tests.factories.agreements import AgreementFactory
from tests.factories.records import staff
from tvet_portal.records import workflow
from tvet_portal.records.models import RecordVersion

pytestmark = pytest.mark.django_db
FORMS = ("/agreements/mou/", "/agreements/mou.json", "/agreements/mou/summary.pdf", "/agreements/", "/sitemap.xml")


@pytest.fixture
def agreement(db):
    return AgreementFactory(slug="mou", published=True)


@pytest.mark.parametrize("address", FORMS)
def test_unchanged_answer_is_not_sent_again(client, agreement, address):
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize("address", FORMS[:3])
def test_new_version_is_sent(client, agreement, address):
    first = client.get(address)
    agreement.title = "Another title"
    agreement.save()
    workflow.publish(agreement, by=staff("publisher"), reason="The title was wrong.")

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


def test_data_say_which_version_they_are_and_since_when(client, agreement):
    version = RecordVersion.objects.get(record=agreement)

    response = client.get("/agreements/mou.json")
    since = client.get("/agreements/mou.json", headers={"if-modified-since": response["Last-Modified"]})

    assert response["ETag"] == f'"{version.sha256}"'
    assert response["Last-Modified"] == version.approved_at.strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert response["Cache-Control"] == "public, no-cache"
    assert since.status_code == 304


def test_compressed_answer_is_known_again(client, agreement):
    compressed = {"accept-encoding": "gzip"}
    first = client.get("/agreements/mou/", headers=compressed)

    again = client.get("/agreements/mou/", headers=compressed | {"if-none-match": first["ETag"]})

    assert (first["Content-Encoding"], first["Vary"], again.status_code) == ("gzip", "Accept-Encoding", 304)


def test_page_does_not_depend_on_who_asks(client, agreement):
    public = client.get("/agreements/mou/")
    client.force_login(staff("publisher"))

    assert client.get("/agreements/mou/").content == public.content


def test_nobody_keeps_a_draft(client):
    AgreementFactory(slug="draft")
    client.force_login(staff("publisher"))

    response = client.get("/agreements/draft/")

    assert ("no-store" in response["Cache-Control"], "Cookie" in response["Vary"], "ETag" in response) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("address", "language"),
    [("/agreements/mou/", "en-gb"), ("/nothing/", "en-gb"), ("/agreements/mou.json", None)],
)
def test_pages_say_in_which_language_they_speak(client, agreement, address, language):
    assert client.get(address).get("Content-Language") == language
