"""Which stored files nothing uses any more."""

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef

from tvet_portal.directory.models import Upload
from tvet_portal.records.models import Proposal, RecordVersion


def unused_uploads(before):
    """Uploads older than an instant that no row names, no proposal, and no version of a record that was ever public."""
    uploads = Upload.objects.filter(uploaded_at__lt=before)
    for relation in Upload._meta.get_fields(include_hidden=True):
        if relation.one_to_many or relation.one_to_one:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            uploads = uploads.exclude(Exists(rows))
    return [upload for upload in uploads if not any(names(model, upload) for model in (RecordVersion, Proposal))]


def names(model, upload):
    """Whether a content that is kept as text names a file."""
    return model.objects.filter(content__contains=upload.sha256).exists()


def lost_names(before):
    """What lies in the store without an Upload: left over when something failed before its rows were kept."""
    known = set(Upload.objects.values_list("sha256", flat=True))
    try:
        folders, _files = default_storage.listdir("")
    except FileNotFoundError:  # nothing was ever stored
        return
    for folder in folders:
        for name in default_storage.listdir(folder)[1]:
            path = f"{folder}/{name}"
            if name[:64] not in known and default_storage.get_modified_time(path) < before:
                yield path
