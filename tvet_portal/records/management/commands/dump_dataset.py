"""Write the published records and approved directory entries as a dataset."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from tvet_portal.records.dataset.dumping import dump


class Command(BaseCommand):
    help = "Writes a dataset into an empty folder: the same rows always give the same bytes."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty. Choose a new folder.")
        with tqdm(total=0, unit="record", disable=not sys.stderr.isatty()) as bar:

            def tick(done, total):
                bar.total = total
                bar.update(done - bar.n)

            dump(folder, tick=tick)
        self.stdout.write(f"Written to {folder}.")
