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
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tantivy
from django.conf import settings

from tvet_portal.search.documents import SCHEMA, VERSION, document, with_tokenizers
from tvet_portal.search.models import SearchCounter, SearchEntry

logger = logging.getLogger(__name__)

CHUNK = 2_000
MEMORY = {True: 120_000_000, False: 20_000_000}  # for a whole index, for a few changes


@dataclass(frozen=True)
class State:
    """Which index stands in the folder, and how far it has come."""

    version: int
    folder: str
    epoch: str
    reached: int

    def is_of(self, counter):
        return self.version == VERSION and self.epoch == str(counter.epoch) and self.reached <= counter.value

    def has_reached(self, counter):
        return self.is_of(counter) and self.reached == counter.value


def searcher():
    """A searcher of an index that holds what was saved before now."""
    return node(Path(settings.SEARCH_INDEX_DIR)).searcher()


def throw_away():
    """Forget the index of this node after it failed: the next search makes it anew."""
    node(Path(settings.SEARCH_INDEX_DIR)).throw_away()


@cache
def node(path):
    return Node(path)


class Node:
    """The index of one folder, as this process sees it."""

    def __init__(self, path):
        self.path = path
        self.state_file = path / "state.json"
        self.feeding = threading.Lock()
        self.open = None  # (state, tantivy.Index)

    def searcher(self):
        counter = SearchCounter.now()
        if not (self.open and self.open[0].has_reached(counter)):
            self.catch_up(counter)
        return self.open[1].searcher()

    def catch_up(self, counter):
        """Take over what another process has fed, or feed it. With an index at hand nobody waits for another."""
        if self.load(counter):
            return
        must_wait = self.open is None or not self.open[0].is_of(counter)
        with self.locked(must_wait) as is_mine:
            if is_mine and not self.load(counter):
                self.feed(counter)

    def load(self, counter):
        """Open or reload the index on disk. Whether it has reached the count."""
        state = self.read_state()
        if state is None or not state.is_of(counter):
            return False
        try:
            if self.open and self.open[0].folder == state.folder:
                index = self.open[1]
                index.reload()
            else:
                index = open_index(self.path / state.folder)
        except (OSError, ValueError) as error:
            logger.warning("The search index cannot be read and will be made anew: %s", error)
            self.state_file.unlink(missing_ok=True)
            self.open = None
            return False
        self.open = (state, index)
        return state.has_reached(counter)

    def feed(self, counter):
        """Add the rows newer than the index; without a usable index, make one from all rows."""
        state = self.read_state()
        if self.open and state and state == self.open[0]:
            try:
                write_rows(self.open[1], SearchEntry.objects.filter(stamp__gt=state.reached), is_new=False)
            except (OSError, ValueError) as error:
                logger.warning("The search index cannot be written and will be made anew: %s", error)
                self.make(counter)
                return
            self.write_state(State(VERSION, state.folder, state.epoch, counter.value))
            self.open[1].reload()
            self.open = (self.read_state(), self.open[1])
        else:
            self.make(counter)

    def make(self, counter):
        folder = f"v{VERSION}-{uuid.uuid4().hex[:12]}"
        place = self.path / folder
        place.mkdir(parents=True)
        index = with_tokenizers(tantivy.Index(SCHEMA, path=str(place)))
        write_rows(index, SearchEntry.objects.filter(is_public=True), is_new=True)
        self.write_state(State(VERSION, folder, str(counter.epoch), counter.value))
        self.open = (self.read_state(), index)
        self.sweep(folder)

    def sweep(self, kept):
        """Remove older indexes. A process that still reads one keeps its open files, then opens the new one."""
        for place in self.path.iterdir():
            if place.is_dir() and place.name != kept:
                shutil.rmtree(place, ignore_errors=True)

    def throw_away(self):
        with self.locked(must_wait=True):
            self.state_file.unlink(missing_ok=True)
            self.open = None

    def read_state(self):
        try:
            return State(**json.loads(self.state_file.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def write_state(self, state):
        draft = self.state_file.with_suffix(f".{uuid.uuid4().hex[:8]}")
        draft.write_text(json.dumps(state.__dict__))
        os.replace(draft, self.state_file)

    @contextmanager
    def locked(self, must_wait):
        """The right to change the folder, among threads and among processes. Gives whether it was had."""
        self.path.mkdir(parents=True, exist_ok=True)
        if not self.feeding.acquire(blocking=must_wait):
            yield False
            return
        try:
            with (self.path / "lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX if must_wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    yield False
                    return
                yield True  # closing the file gives the lock back
        finally:
            self.feeding.release()


def open_index(place):
    if not tantivy.Index.exists(str(place)):
        raise ValueError(f"no index in {place.name}")
    return with_tokenizers(tantivy.Index(SCHEMA, path=str(place)))


def write_rows(index, rows, *, is_new):
    """Bring rows into the index in one commit. One thread writes, so that equal rows give equal indexes."""
    writer = index.writer(MEMORY[is_new], 1)
    try:
        for entry in rows.order_by("stamp", "pk").iterator(CHUNK):
            if not is_new:
                writer.delete_documents_by_term("row", entry.pk)
            if entry.is_public:
                writer.add_document(document(entry))
        writer.commit()
    finally:
        writer.wait_merging_threads()
    index.reload()
