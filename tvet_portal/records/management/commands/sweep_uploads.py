"""Remove stored files that nothing uses any more."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.db.models import ProtectedError
from django.utils import timezone

from tvet_portal.directory.files.storing import discard
from tvet_portal.records.sweeping import lost_names, unused_uploads


class Command(BaseCommand):
    help = "Removes files that nothing uses and nobody has uploaded for 30 days. Those of earlier versions stay."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=30, help="how long an unused file is kept (30)")
        parser.add_argument("--dry-run", action="store_true", help="list them, change nothing")

    def handle(self, *args, days, dry_run, **options):
        before = timezone.now() - timedelta(days=days)
        uploads, names = unused_uploads(before), list(lost_names(before))
        for upload in uploads:
            self.stdout.write(f"{upload.sha256} {upload.name}")
            if not dry_run:
                self.remove(upload)
        for name in names:
            self.stdout.write(f"{name} (belongs to nothing)")
            if not dry_run:
                default_storage.delete(name)
        self.stdout.write(
            f"{'Would remove' if dry_run else 'Removed'} {len(uploads)} unused and {len(names)} lost files."
        )

    def remove(self, upload):
        try:
            upload.delete()
        except ProtectedError:  # somebody has just begun to use it
            return
        discard(upload)
