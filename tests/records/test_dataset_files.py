"""Files travel with a dataset, and a load that is refused or only tried leaves none behind."""

import hashlib
import shutil

import pytest
import yaml
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction

from tests.factories.agreements import AgreementFactory
from tests.factories.records import DocumentFactory, PhotoFactory, staff
from tests.pictures import pdf, picture, taken_at_a_place
from tests.records.test_loading import DIRECTORY, RECORD, write
from tvet_portal.directory.files.storing import discard, store
from tvet_portal.directory.models import Upload
from tvet_portal.records import workflow
from tvet_portal.records.dataset.dumping import dump
from tvet_portal.records.dataset.loading import DatasetError, load
from tvet_portal.records.models import Document, Record

pytestmark = pytest.mark.django_db
PDF, PICTURE = pdf(2), picture(size=(400, 300))


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def dataset(folder, *, name="MoU.pdf", data=PDF, key=None, part="documents"):
    """A dataset with one record that names a file, which stands in its folder unless there are no bytes."""
    key = key or sha256(data)
    rows = {
        "documents": [{"key": "d", "kind": "report", "title": "x", "availability": "held", "upload": key}],
        "photos": [{"key": "p", "caption": "x", "upload": key}],
    }
    write(folder / "directory.yaml", DIRECTORY)
    write(folder / "pact.yaml", RECORD | {part: rows[part]})
    if data:
        (folder / "files" / key).mkdir(parents=True)
        (folder / "files" / key / name).write_bytes(data)
    return folder


def refusal(folder):
    with pytest.raises(DatasetError) as refused:
        load(folder)
    return "\n".join(refused.value.lines)


def nothing_was_stored():
    names = default_storage.listdir("") if default_storage.exists("") else ([], [])
    kept = [name for folder in names[0] for name in default_storage.listdir(folder)[1]]
    return not kept and not Upload.objects.exists() and not Record.objects.exists()


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_file_is_stored_with_the_record_that_names_it(client, tmp_path):
    load(dataset(tmp_path))

    upload = Document.objects.get().upload
    assert (upload.name, upload.media_type, upload.pages, upload.uploaded_by) == ("MoU.pdf", "application/pdf", 2, None)
    assert b"".join(client.get(f"/files/{upload.sha256}").streaming_content) == PDF


def test_second_load_changes_nothing(tmp_path):
    load(dataset(tmp_path))

    report = load(tmp_path)

    assert (report.created, report.changed, Upload.objects.count()) == ([], [], 1)


def test_file_that_is_held_need_not_travel(tmp_path):
    store("MoU.pdf", PDF)

    load(dataset(tmp_path, data=b"", key=sha256(PDF)))

    assert Document.objects.get().upload.name == "MoU.pdf"


def test_load_of_a_dump_is_the_same_to_the_byte(tmp_path, settings):
    with transaction.atomic():
        agreement = AgreementFactory()
        DocumentFactory(record=agreement, availability="held", upload=store("Biên bản “1”.pdf", PDF))
        DocumentFactory(record=agreement, availability="held", upload=store("secret.pdf", pdf(3)), is_public=False)
        PhotoFactory(record=agreement, upload=store("a.jpg", picture(exif=taken_at_a_place(6))))
        workflow.publish(agreement, by=staff("publisher"))
        dump(tmp_path / "one")
        transaction.set_rollback(True)
    shutil.rmtree(settings.MEDIA_ROOT)

    load(tmp_path / "one")
    dump(tmp_path / "two")

    first = tree(tmp_path / "one")
    assert tree(tmp_path / "two") == first
    assert sorted(name.split("/")[-1] for name in first if name.startswith("files/")) == ["Biên bản “1”.pdf", "a.jpg"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"data": b"", "key": "0" * 64}, f"no upload has the key '{'0' * 64}'"),
        ({"data": b"", "key": "../../../etc/passwd"}, "no upload has the key"),
        ({"key": "0" * 64}, "the file has another SHA-256"),
        ({"name": "a.svg", "data": b"<svg/>"}, "Files of this kind are not taken"),
        ({"name": "a.png"}, "is not what its name says"),
        ({"name": "a.jpg", "data": picture(exif=taken_at_a_place()), "part": "photos"}, "without that its SHA-256 is"),
        ({"name": "a.jpg", "data": PICTURE[:300], "part": "photos"}, "This picture cannot be opened"),
        ({"part": "photos"}, "this file is not a picture"),
        ({"data": bytes(21 * 2**20)}, "The file is too large"),
    ],
)
def test_file_that_is_not_taken_stops_the_load_with_its_place(tmp_path, given, said):
    lines = refusal(dataset(tmp_path, **given))

    assert f"{tmp_path / 'pact.yaml'}:" in lines
    assert said in lines
    assert nothing_was_stored()


def test_refused_picture_leaves_the_one_without_its_metadata_alone(tmp_path):
    upload = store("a.jpg", picture())

    refusal(dataset(tmp_path, name="a.jpg", data=picture(exif=taken_at_a_place()), part="photos"))

    assert upload.file.size == upload.size


def test_folder_with_two_files_is_refused(tmp_path):
    dataset(tmp_path)
    (tmp_path / "files" / sha256(PDF) / "other.pdf").write_bytes(PDF)

    assert "exactly one file was expected in this folder" in refusal(tmp_path)


def test_load_that_is_refused_for_another_reason_stores_nothing(tmp_path):
    dataset(tmp_path)
    record = yaml.safe_load((tmp_path / "pact.yaml").read_text())
    write(tmp_path / "pact.yaml", record | {"kind": "nothing"})

    assert "nothing" in refusal(tmp_path)
    assert nothing_was_stored()


def test_dry_run_stores_nothing(tmp_path):
    load(dataset(tmp_path), dry_run=True)

    assert nothing_was_stored()


def test_dump_says_which_file_the_store_has_lost(tmp_path):
    load(dataset(tmp_path / "one"))
    discard(Upload.objects.get())

    with pytest.raises(CommandError, match=sha256(PDF)):
        call_command("dump_dataset", tmp_path / "two")
