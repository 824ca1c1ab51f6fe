"""Makes the search entries and this node's index anew, or says what is wrong with them."""

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from tvet_portal.search import index
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.rebuilding import drift, public_keys, rebuild


class Command(BaseCommand):
    help = "Make the search entries anew from what is public, then this node's index. Needed after restoring a backup."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what differs; an error if anything does")

    def handle(self, *, check, **options):
        keys = public_keys()
        with tqdm(total=len(keys), unit="entries", disable=None) as bar:  # no bar unless on a terminal
            found = (drift if check else rebuild)(keys, bar.update)
        if check:
            self.report(found)
        else:
            self.stdout.write(f"{len(keys)} entries, {index.ask(lambda searcher: searcher.num_docs)} in the index.")

    def report(self, found):
        public, indexed = (
            SearchEntry.objects.filter(is_public=True).count(),
            index.ask(lambda searcher: searcher.num_docs),
        )
        wrong = [f"{number} {what}" for what, number in found.items()]
        if public != indexed:
            wrong.append(f"{indexed} in the index instead of {public}")
        if wrong:
            raise CommandError(f"Search differs from what is public: {', '.join(wrong)}. Run manage.py reindex.")
        self.stdout.write(f"{public} entries, all as they should be.")
