"""Rows of the directory that public pages name again and again: in memory for as long as nothing public changes."""

import time

from tvet_portal.directory.models import PublicChanges

MOST = 10_000  # rows that a process keeps, a few kilobytes each
SECONDS = 600  # for what was changed behind the portal's back


class KeptRows:
    """Model -> key -> row. Whoever asks gets the rows of the count of changes that he sees, and may add to them.

    The count is read before the rows are: what is read later is never older. Whoever still adds to the rows of an
    earlier count adds to what nobody else gets any more.
    """

    def __init__(self):
        self.clear()

    def clear(self):
        self.held = (None, {})  # for which count, and the rows: always set and read together, as threads share them

    def now(self):
        present = (PublicChanges.now(), time.monotonic() // SECONDS)
        held_for, rows = self.held
        if held_for != present or sum(map(len, rows.values())) > MOST:
            rows = {}
            self.held = (present, rows)
        return rows


kept_rows = KeptRows()
