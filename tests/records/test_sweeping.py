"""Files that nothing uses are swept after 30 days; what any version of a record ever showed stays."""

import os
from datetime import timedelta
from time import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import SourceFactory
from tests.factories.records import DocumentFactory, PhotoFactory, staff
from tests.pictures import pdf, picture
from tvet_portal.directory.files.storing import store
from tvet_portal.directory.models import Upload
from tvet_portal.records import workflow

pytestmark = pytest.mark.django_db


def stored(data=None, *, days=31, name="a.png"):
    """A file somebody uploaded so many days ago."""
    upload = store(name, data or picture("PNG"))
    Upload.objects.filter(pk=upload.pk).update(uploaded_at=timezone.now() - timedelta(days=days))
    return upload


def sweep(**options):
    """What is left after a sweep: rows, and files."""
    call_command("sweep_uploads", **options)
    folders = default_storage.listdir("")[0]
    return Upload.objects.count(), sum(len(default_storage.listdir(folder)[1]) for folder in folders)


def test_file_that_nothing_uses_is_removed_with_its_sizes():
    stored()

    assert sweep() == (0, 0)


def test_dry_run_removes_nothing(capsys):
    upload = stored()

    assert sweep(dry_run=True) == (1, 2)
    assert capsys.readouterr().out == f"{upload.sha256} a.png\nWould remove 1 unused and 0 lost files.\n"


def test_file_is_kept_for_thirty_days():
    stored(days=29)

    assert sweep() == (1, 2)
    assert sweep(days=28) == (0, 0)


def test_days_begin_anew_when_somebody_uploads_it_again():
    stored()
    store("a.png", picture("PNG"))

    assert sweep() == (1, 2)


@pytest.mark.parametrize(
    "use",
    [
        lambda upload: DocumentFactory(record=AgreementFactory(), upload=upload),
        lambda upload: DocumentFactory(record=AgreementFactory(), upload=upload, is_public=False),
        lambda upload: PhotoFactory(record=AgreementFactory(), upload=upload),
        lambda upload: SourceFactory(archived_copy=upload),
    ],
    ids=["document", "document that is not public", "photo", "archived copy"],
)
def test_file_that_is_used_stays(use):
    use(stored())

    assert sweep() == (1, 2)


def test_file_that_an_earlier_version_showed_stays():
    agreement, upload = AgreementFactory(), stored(pdf(), name="a.pdf")
    document = DocumentFactory(record=agreement, upload=upload, availability="held")
    workflow.publish(agreement, by=staff("publisher"))
    document.delete()

    assert sweep() == (1, 1)


def test_file_without_a_row_is_removed_once_it_is_old():
    for name, days in (("old", 31), ("new", 1)):
        path = default_storage.path(default_storage.save(f"ab/{name}", ContentFile(b"x")))
        os.utime(path, (time() - days * 86_400,) * 2)

    assert sweep() == (0, 1)


def test_empty_store_is_swept():
    call_command("sweep_uploads")
