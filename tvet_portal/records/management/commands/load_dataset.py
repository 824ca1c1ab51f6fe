"""Load a dataset: a folder of YAML files with records and directory entries."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tvet_portal.records.dataset.loading import DatasetError, load
from tvet_portal.records.dataset.progress import progress_bars
from tvet_portal.records.models import Record


class Command(BaseCommand):
    help = "Checks a dataset and loads all of it or nothing. What people edited since the last load is left alone."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=settings.DATASET_DIR)
        parser.add_argument("--dry-run", action="store_true", help="check and count, change nothing")
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there are records already")
        parser.add_argument(
            "--replace", action="append", default=[], metavar="KEY", help="overwrite it although people edited it"
        )

    def handle(self, *args, folder, dry_run, if_empty, replace, **options):
        if if_empty and Record.objects.exists():
            self.stdout.write("The database already has records: the dataset was not loaded.")
            return
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        with progress_bars(unit=" rows") as tick:
            try:
                report = load(folder, replace=set(replace), dry_run=dry_run, tick=tick)
            except DatasetError as error:
                lines = "\n".join(error.lines)
                raise CommandError(f"Nothing was loaded.\n{lines}") from error
        self.stdout.write(
            f"{'Would create' if dry_run else 'Created'} {len(report.created)}, changed {len(report.changed)}, "
            f"left {len(report.unchanged)} as they are."
        )
        for line in report.remarks:
            self.stderr.write(f"Look at again: {line}", self.style.WARNING)
        for key in report.conflicts:
            self.stdout.write(
                f"Edited by people since the last load, left alone: {key} (--replace {key} overwrites it)"
            )
