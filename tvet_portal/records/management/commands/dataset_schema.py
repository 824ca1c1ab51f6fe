"""Write the JSON Schema of datasets."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from tvet_portal.records.content.schema import dataset_schema

PUBLISHED = Path("docs/dataset.schema.json")


class Command(BaseCommand):
    help = f"Writes the JSON Schema of datasets to {PUBLISHED}."

    def handle(self, *args, **options):
        text = json.dumps(dataset_schema(), ensure_ascii=False, indent=1) + "\n"
        (settings.BASE_DIR / PUBLISHED).write_text(text, encoding="utf-8")
        self.stdout.write(f"Written to {PUBLISHED}.")
