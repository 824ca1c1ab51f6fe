"""Write the published records and approved directory entries as a dataset."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tvet_portal.records.dataset.dumping import dump
from tvet_portal.records.dataset.progress import progress_bars


class Command(BaseCommand):
    help = "Writes a dataset, with its files, into an empty folder: the same rows always give the same bytes."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty. Choose a new folder.")
        with progress_bars(unit=" files") as tick:
            try:
                dump(folder, tick=tick)
            except FileNotFoundError as error:
                raise CommandError(f"A file that a record shows is missing in the store: {error.filename}") from error
        self.stdout.write(f"Written to {folder}.")
