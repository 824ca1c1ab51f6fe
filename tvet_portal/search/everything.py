"""All results of a question, for files: what the search page shows on all its pages together."""

from tvet_portal.search import index, query
from tvet_portal.search.models import SearchEntry
from tvet_portal.search.results import NOT_SHOWN, public_rows

BATCH = 200


def batches(page):
    """Lists of (entry, the public record or directory entry behind it), in the order of a page."""
    most = query.LAST_PAGE * query.PAGE_SIZE
    rows = index.ask(lambda searcher: query.rows(searcher, page.question, sort=page.asked.sort, most=most))
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        known = {entry.pk: entry for entry in SearchEntry.objects.filter(pk__in=some).defer(*NOT_SHOWN)}
        entries = [known[row] for row in some if row in known]
        public = public_rows(entries, page.choices.directory)
        yield [(entry, public[entry.key]) for entry in entries if entry.key in public]
