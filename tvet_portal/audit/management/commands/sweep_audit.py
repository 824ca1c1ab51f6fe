"""Deletes lines of the audit that are old, and says so in the audit."""

from datetime import timedelta

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone

from tvet_portal import audit
from tvet_portal.audit.models import AuditLine
from tvet_portal.audit.triggers import KEPT_DAYS

THREE_YEARS = 3 * 365


class Command(BaseCommand):
    help = "Delete lines of the audit that are older than a number of days."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=THREE_YEARS)

    def handle(self, *, days, **options):
        if days < KEPT_DAYS:
            raise CommandError(f"Lines are kept for {KEPT_DAYS} days at least: say --days={KEPT_DAYS} or more.")
        before = timezone.now() - timedelta(days=days)
        deleted, _by_model = AuditLine.objects.filter(at__lt=before).delete()
        audit.note("sweep the audit", None, lines=deleted, before=f"{before:%Y-%m-%d}")
        self.stdout.write(f"{deleted} lines from before {before:%Y-%m-%d} deleted.")
