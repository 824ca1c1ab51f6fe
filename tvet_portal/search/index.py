"""The index of this node: a folder fed from the rows of SearchEntry, made anew when it is lost, damaged or outdated.

The folder holds `state.json` (which index, which epoch, which count it has reached), a lock file, and one folder with
the index itself. One process at a time feeds it; the others read what is there and reload. A search must not run in a
transaction that writes entries and may be undone: the index would keep what was never saved.
"""

import fcntl
import json
import logging
import os
import shutil
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import tantivy
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from tvet_portal.search.documents import NOT_INDEXED, SCHEMA, VERSION, document, with_tokenizers
from tvet_portal.search.models import SearchCounter, SearchEntry

logger = logging.getLogger(__name__)

CHUNK = 2_000
MEMORY_FOR_ALL, MEMORY_FOR_A_FEW = 120_000_000, 20_000_000
YOUNGEST_TO_REPLACE = 60  # seconds; an index that fails so soon after it was made would only fail again


class IndexDamagedError(Exception):
    """The index on disk cannot be read."""


@contextmanager
def watched():
    """What tantivy raises over a damaged index, as IndexDamagedError."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexDamagedError(error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # tantivy gave up; the class cannot be imported
            raise IndexDamagedError(error) from error
        raise


@dataclass(frozen=True)
class State:
    """Which index stands in the folder, how far it has come, and of which day its states are."""

    version: int
    folder: str
    epoch: str
    reached: int
    day: str

    def is_of(self, counter):
        return self.version == VERSION and self.epoch == str(counter.epoch) and self.reached <= counter.value


@dataclass(frozen=True)
class Opened:
    """An index as it was when this process last looked."""

    state: State
    index: tantivy.Index

    def has_reached(self, counter):
        is_of_today = self.state.day == timezone.localdate().isoformat()
        return is_of_today and self.state.is_of(counter) and self.state.reached == counter.value


def ask(question):
    """What `question(searcher)` answers, of an index that holds what was saved before. A damaged one is replaced."""
    own = node(Path(settings.SEARCH_INDEX_DIR))
    try:
        with watched():
            return question(own.searcher())
    except IndexDamagedError as error:
        if not own.throw_away():
            raise
        logger.warning("The search index failed and is made anew: %s", error)
        return question(own.searcher())


@cache
def node(path):
    return Node(path)


class Node:
    """The index in one folder, as this process sees it."""

    def __init__(self, path):
        self.path = path
        self.state_file = path / "state.json"
        self.feeding = threading.Lock()
        self.opened = None

    def searcher(self):
        counter = SearchCounter.now()
        opened = self.opened
        if not (opened and opened.has_reached(counter)):
            opened = self.opened = self.catch_up(counter)
        return opened.index.searcher()

    def catch_up(self, counter):
        """What another process has fed, or feed it here. With an index at hand nobody waits for another's feeding."""
        opened = self.read(counter)
        if opened and opened.has_reached(counter):
            return opened
        with self.locked(must_wait=opened is None) as is_mine:
            if not is_mine:
                return opened
            opened = self.read(counter)
            if opened and opened.has_reached(counter):
                return opened
            return self.feed(opened, counter) if opened else self.make(counter)

    def read(self, counter):
        """The index on disk as it is now, if it is one of this version and epoch that can be read."""
        state = self.read_state()
        if state is None or not state.is_of(counter):
            return None
        before = self.opened
        try:
            with watched():
                if before and before.state.folder == state.folder:
                    before.index.reload()
                    return Opened(state, before.index)
                return Opened(state, open_index(self.path / state.folder))
        except IndexDamagedError as error:
            logger.warning("The search index cannot be read and is made anew: %s", error)
            return None

    def feed(self, opened, counter):
        """Add the rows newer than the index, and those whose state has changed since its day."""
        today = timezone.localdate()
        is_due = Q(changes_from__lte=today, changes_until__gt=opened.state.day)
        rows = SearchEntry.objects.filter(Q(stamp__gt=opened.state.reached) | is_due)
        try:
            with watched():
                write_rows(opened.index, rows, today, is_new=False)
        except IndexDamagedError as error:
            logger.warning("The search index cannot be written and is made anew: %s", error)
            return self.make(counter)
        return Opened(self.write_state(opened.state.folder, counter, today), opened.index)

    def make(self, counter):
        """An index of all public rows, in a folder of its own."""
        folder = f"{VERSION}-{uuid.uuid4().hex[:12]}"
        (self.path / folder).mkdir(parents=True)
        index = with_tokenizers(tantivy.Index(SCHEMA, path=str(self.path / folder)))
        today = timezone.localdate()
        write_rows(index, SearchEntry.objects.filter(is_public=True), today, is_new=True)
        state = self.write_state(folder, counter, today)
        for place in self.path.iterdir():  # a process that still reads an older one keeps the files it has open
            if place.is_dir() and place.name != folder:
                shutil.rmtree(place, ignore_errors=True)
        return Opened(state, index)

    def throw_away(self):
        """Forget an index that failed, unless it was only just made. Gives whether it was."""
        with self.locked(must_wait=True):
            state = self.read_state()
            place = self.path / state.folder if state else None
            if place and place.exists() and time.time() - place.stat().st_ctime < YOUNGEST_TO_REPLACE:
                return False
            self.state_file.unlink(missing_ok=True)
            self.opened = None
            return True

    def read_state(self):
        try:
            return State(**json.loads(self.state_file.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def write_state(self, folder, counter, day):
        state = State(VERSION, folder, str(counter.epoch), counter.value, day.isoformat())
        draft = self.state_file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(state)))
        os.replace(draft, self.state_file)
        return state

    @contextmanager
    def locked(self, must_wait):
        """The right to change the folder, among threads and among processes. Gives whether it was had."""
        self.path.mkdir(parents=True, exist_ok=True)
        if not self.feeding.acquire(blocking=must_wait):
            yield False
            return
        try:
            with (self.path / "lock").open("w") as lock:  # closing it gives the lock back
                is_mine = False
                with suppress(BlockingIOError):
                    fcntl.flock(lock, fcntl.LOCK_EX if must_wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
                    is_mine = True
                yield is_mine
        finally:
            self.feeding.release()


def open_index(place):
    if not tantivy.Index.exists(str(place)):
        raise ValueError(f"no index in {place.name}")
    return with_tokenizers(tantivy.Index(SCHEMA, path=str(place)))


def write_rows(index, rows, day, *, is_new):
    """Bring rows into the index in one commit. One thread writes, so that equal rows give equal indexes."""
    writer = index.writer(MEMORY_FOR_ALL if is_new else MEMORY_FOR_A_FEW, 1)
    try:
        for entry in rows.defer(*NOT_INDEXED).order_by("stamp", "pk").iterator(CHUNK):
            if not is_new:
                writer.delete_documents_by_query(tantivy.Query.term_query(SCHEMA, "row", entry.pk))
            if entry.is_public:
                writer.add_document(document(entry, day))
        writer.commit()
    finally:
        writer.wait_merging_threads()
    index.reload()
