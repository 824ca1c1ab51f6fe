"""Writing the database as a dataset: the same rows always give the same bytes."""

from functools import partial

from tvet_portal.directory.models import Upload
from tvet_portal.records import content as contents
from tvet_portal.records.content import ENTRY_MODELS, record_models
from tvet_portal.records.content.batches import batches
from tvet_portal.records.content.walking import named_keys
from tvet_portal.records.dataset.files import RECORD_FOLDERS, write_file
from tvet_portal.records.dataset.uploads import write_files
from tvet_portal.records.models import Record, RecordSlug
from tvet_portal.records.models.records import Status


def dump(folder, *, tick=lambda phase, count, total: None):
    """Write all approved entries and published records into a folder of YAML files, with the files they show."""
    files = set()
    wrote = partial(tick, "writing", total=Record.objects.published().count() + len(ENTRY_MODELS))
    for kind, model in ENTRY_MODELS.items():
        rows = model.objects.approved() if hasattr(model.objects, "approved") else model.objects.all()
        keys = sorted(rows.values_list(model.content_key, "pk"))
        if keys:
            written = contents.read_many(model, [pk for _key, pk in keys])
            write_file(folder / "directory" / f"{kind}.yaml", {kind: written})
        wrote(1)
    for record_type, model in record_models().items():
        ids = list(model.objects.filter(status=Status.PUBLISHED).order_by("pk").values_list("pk", flat=True))
        for batch in batches(ids):
            former = former_slugs(batch)
            internal = dict(zip(batch, internal_blocks(model, batch), strict=True))
            for pk, content in zip(batch, contents.read_many(model, batch), strict=True):
                files |= named_keys(model, content).get(Upload, set())
                if former.get(pk):
                    content["former_slugs"] = former[pk]
                if internal[pk]:
                    content["internal"] = internal[pk]
                write_file(folder / RECORD_FOLDERS[record_type] / f"{content['slug']}.yaml", content)
                wrote(1)
    write_files(folder, files)


def former_slugs(ids):
    """Record id -> addresses it had before today's."""
    former = {}
    rows = RecordSlug.objects.filter(record__in=ids).select_related("record").order_by("slug")
    for row in rows:
        if row.slug != row.record.slug:
            former.setdefault(row.record_id, []).append(row.slug)
    return former


def internal_blocks(model, ids):
    """What a dataset may carry beside the content: review date and internal remarks."""
    rows = model.objects.in_bulk(ids)
    for pk in ids:
        review_on, remarks = rows[pk].review_on, rows[pk].internal_remarks
        values = {"review_on": review_on.isoformat() if review_on else "", "internal_remarks": remarks}
        yield {name: value for name, value in values.items() if value}
