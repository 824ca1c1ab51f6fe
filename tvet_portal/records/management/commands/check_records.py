"""Check that every published record keeps the rules, and that its tables equal its last version."""

from django.core.management.base import BaseCommand, CommandError

from tvet_portal.records import content as contents
from tvet_portal.records import workflow
from tvet_portal.records.content import canonical, record_models, sha256
from tvet_portal.records.content.batches import batches
from tvet_portal.records.models import RecordVersion
from tvet_portal.records.remarks import find_remarks, find_twins

BATCH = 200


class Command(BaseCommand):
    help = (
        "Checks completeness, versions and hashes of every published record, and says what to look at again; "
        "changes nothing."
    )

    def handle(self, *args, **options):
        wrong, remarks, checked = [], [], 0
        for model in record_models().values():
            keys = dict(model.objects.published().order_by("pk").values_list("pk", "key"))
            for batch in batches(keys, BATCH):
                records = model.objects.in_bulk(batch)
                versions = {row.record_id: row for row in latest_versions(batch)}
                for pk, content in zip(batch, contents.read_many(model, batch), strict=True):
                    wrong += [f"{keys[pk]}: {line}" for line in problems(records[pk], content, versions.get(pk))]
                    remarks += [f"{keys[pk]}: {line}" for _target, line in find_remarks(content)]
            remarks += [f"{keys[pk]}: {line}" for pk, line, _other in find_twins(model, keys)]
            checked += len(keys)
        for line in remarks:
            self.stderr.write(f"Look at again: {line}", self.style.WARNING)
        for line in wrong:
            self.stderr.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} problems in {checked} published records.")
        self.stdout.write(f"{checked} published records keep the rules.")


def latest_versions(ids):
    """The newest version of each record: on ties the last row read wins, and numbers go up."""
    return RecordVersion.objects.filter(record__in=ids).order_by("record", "number")


def problems(record, content, version):
    """What is wrong with one published record, in sentences."""
    if version is None:
        return ["it has no version"]
    found = workflow.find_reasons(record, content)
    if sha256(version.content) != version.sha256:
        found.append("the stored bytes of its last version do not have the stored hash")
    if canonical(content) != version.content:
        found.append("its tables differ from its last version")
    return found
