"""Makes the search entries and this node's index anew, or says what is wrong with them."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from tvet_portal.search import index
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.rebuilding import all_keys, drift, drift_of_index, public_keys, rebuild


class Command(BaseCommand):
    help = (
        "Make the search entries anew from what is public, then this node's index. Search goes on meanwhile. "
        "Needed after restoring a backup; other nodes follow by themselves."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="only say what differs; an error if anything does")
        what.add_argument("--index", action="store_true", help="leave the entries as they are; only this node's index")

    def handle(self, *, check, **options):
        if check:
            self.check_all()
            return
        if not options["index"]:
            with bar("entries", len(all_keys())) as entries:
                rebuild(entries.update)
        with bar("index", SearchEntry.objects.count()) as entries:
            try:
                index.node(Path(settings.SEARCH_INDEX_DIR)).renew(entries.update)
            except index.IndexDamagedError as error:
                raise CommandError(f"The index cannot be written: {error}") from error
        entries = SearchEntry.objects.filter(is_public=True).count()
        self.stdout.write(f"{entries} entries, {index.ask(lambda searcher: searcher.num_docs)} in the index.")

    def check_all(self):
        keys = public_keys()
        with bar("entries", len(keys)) as entries:
            found = drift(keys, entries.update)
        found |= index.ask(drift_of_index)
        if found:
            wrong = ", ".join(f"{number} {what}" for what, number in found.items())
            raise CommandError(f"Search differs from what is public: {wrong}. Run manage.py reindex.")
        self.stdout.write(f"{len(keys)} entries, all as they should be.")


def bar(what, total):
    return tqdm(total=total, desc=what, unit="entries", disable=None)  # no bar unless on a terminal
