"""Files that travel with a dataset, each beside the YAML that names it: `files/<SHA-256>/<name>`."""

import hashlib
import re

from django.core.exceptions import ValidationError

from tvet_portal.directory.files import kinds
from tvet_portal.directory.files.storing import as_kept, discard, store
from tvet_portal.directory.models import Upload
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.building import Problem
from tvet_portal.records.models import Photo

FOLDER = "files"
SHA256 = re.compile("[0-9a-f]{64}")


class BroughtFiles:
    """Stores the files a dataset brings, and takes them back unless the load is kept."""

    def __init__(self, folder):
        self.folder, self.stored = folder / FOLDER, []

    def bring(self, built):
        """Store what the contents name and the portal does not hold yet. Gives what is wrong with it."""
        references = [one for one in built.references if one.field.related_model is Upload]
        held = {}
        for some in batches({one.key for one in references}):
            held |= Upload.objects.filter(sha256__in=some).in_bulk(field_name="sha256")
        for reference in references:
            try:
                upload = held.get(reference.key) or self._store(reference.key)
                if upload is None:
                    continue  # as for any key, who looks for missing ones says so
                held[reference.key] = upload
                if isinstance(reference.owner, Photo) and not upload.width:
                    raise ValidationError("this file is not a picture")
            except ValidationError as error:
                yield Problem(reference.root, reference.steps, f"{reference.key}: {' '.join(error.messages)}")

    def _store(self, sha256):
        folder = self.folder / sha256
        if not SHA256.fullmatch(sha256) or not folder.is_dir():
            return None
        paths = list(folder.iterdir())
        if len(paths) != 1 or not paths[0].is_file():
            raise ValidationError("exactly one file was expected in this folder")
        if paths[0].stat().st_size > kinds.LARGEST:  # before it is read into memory
            raise ValidationError(kinds.TOO_LARGE)
        data = paths[0].read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ValidationError("the file has another SHA-256")
        _media_type, _picture, kept = as_kept(paths[0].name, data)
        if kept != data:
            clean = hashlib.sha256(kept).hexdigest()
            raise ValidationError(f"this picture holds what a camera wrote; without that its SHA-256 is {clean}")
        self.stored.append(store(paths[0].name, data))
        return self.stored[-1]

    def take_back(self):
        for upload in self.stored:
            discard(upload)


def write_files(folder, keys):
    """Write stored files into the folder of a dataset."""
    for some in batches(sorted(keys)):
        for upload in Upload.objects.filter(sha256__in=some):
            path = folder / FOLDER / upload.sha256 / upload.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with upload.file.open("rb") as file:
                path.write_bytes(file.read())
