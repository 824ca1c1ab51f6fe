"""The index of this node: a folder fed from the rows of SearchEntry, made anew when it is lost, damaged or outdated.

The folder holds `state.json` (which index, which epoch, which count it has reached), lock files, and one folder with
the index itself. One process at a time feeds it; the others wait a moment for it and read what is there. Where the
folder is of no use (a full disk, no right to write), search goes on from what can be read, or from memory.

A search must not run in a transaction that writes entries and may be undone: the index would keep what was never saved.
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
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings

from tvet_portal.search import documents
from tvet_portal.search.feeding import IndexDamagedError, Opened, State, new_index, open_index, watched
from tvet_portal.search.models import SearchCounter

logger = logging.getLogger(__name__)

AT_ONCE = 10_000  # rows that one page feeds; what is more is left to the next
PATIENCE, PAUSE = 3, 0.005  # seconds that a page waits while another feeds, and between two looks
REST = 10  # seconds before a folder that failed is tried again
MOST_IN_MEMORY = 100_000  # entries
YOUNGEST_TO_REPLACE = 60  # seconds; an index that fails so soon after it was made would only fail again


@dataclass(frozen=True)
class Answer:
    """What an index answers, and whether it lacks something that was saved before."""

    value: Any
    may_lack: bool


def ask(question):
    """What `question(searcher)` answers, of an index that holds all that was saved before, however long that takes."""
    return answer(question, most=None, patience=None).value


def answer(question, *, most=AT_ONCE, patience=PATIENCE):
    """The Answer to `question(searcher)` without much delay. An index that turns out to be damaged is replaced."""
    return answer_with_memory(lambda searcher, _memory: question(searcher), most=most, patience=patience)


def answer_with_memory(question, *, most=AT_ONCE, patience=PATIENCE):
    """The same for `question(searcher, memory)`: a dict that lasts for as long as the index stays as it is."""
    own = node(Path(settings.SEARCH_INDEX_DIR))
    opened, counter = own.now(most, patience)
    try:
        with watched():
            value = question(opened.index.searcher(), opened.memory)
    except IndexDamagedError as error:
        logger.warning("The search index failed: %s", error)
        opened, counter = own.now(most, patience) if own.throw_away() else own.from_memory(most)
        with watched():
            value = question(opened.index.searcher(), opened.memory)
    return Answer(value, may_lack=not opened.state.has_reached(counter))


@cache
def node(path):
    return Node(path)


class Node:
    """The index in one folder, as this process sees it."""

    def __init__(self, path):
        self.path = path
        self.state_file = path / "state.json"
        self.opened = self.in_memory = None
        self.filling = threading.Lock()
        self.rests_until = 0

    def searcher(self):
        return self.now()[0].index.searcher()

    def now(self, most=None, patience=None):
        """The index, and the count it should have reached."""
        counter = SearchCounter.now()
        if not (self.opened and self.opened.state.has_reached(counter)) and time.monotonic() >= self.rests_until:
            try:
                with watched():
                    self.catch_up(counter, most, patience)
            except IndexDamagedError as error:
                logger.error("The search index cannot be written: %s", error)
                self.rests_until = time.monotonic() + REST
        opened = self.opened
        return (opened, counter) if opened and opened.state.is_of(counter) else self.from_memory(most)

    def catch_up(self, counter, most, patience):
        """Take what another process has fed, or feed it here."""
        self.opened = self.read(counter)
        if self.opened and self.opened.state.has_reached(counter):
            return
        with self.locked(patience) as lock:
            self.opened = opened = self.read(counter)
            if lock and not (opened and opened.state.has_reached(counter)):
                self.opened = (opened and self.fed(opened, counter, most, lock)) or self.made(counter, most)
                self.in_memory = None

    def read(self, counter):
        """The index on disk as it is now, if it is one of this version and epoch that can be read."""
        state, before = self.read_state(), self.opened
        if state is None or not state.is_of(counter):
            return None
        try:
            with watched():
                if before and before.state.folder == state.folder:
                    before.index.reload()
                    return Opened(state, before.index)
                return Opened(state, open_index(self.path / state.folder))
        except IndexDamagedError as error:
            logger.warning("The search index cannot be read and is made anew: %s", error)
            return None

    def fed(self, opened, counter, most, lock):
        """The index with the rows it lacked; nothing if it does not take them."""
        try:
            with watched():
                return self.kept(opened.fed(counter, most, merge=partial(merge_later, lock)))
        except IndexDamagedError as error:
            logger.warning("The search index does not take new rows and is made anew: %s", error)
            return None

    def made(self, counter, most):
        """An index made anew, in a folder of its own."""
        with self.new_folder() as folder:
            opened = self.kept(Opened(State.at_first(folder.name, counter), new_index(folder)).fed(counter, most))
        with self.locked(0, "renewing") as nobody_renews:
            if nobody_renews:
                self.clear()
        return opened

    def renew(self, tick=lambda number: None):
        """Make the index anew beside the one in use, which goes on answering until the new one is whole."""
        with self.locked(name="renewing"), self.new_folder() as folder, watched():
            counter = SearchCounter.now()
            opened = Opened(State.at_first(folder.name, counter), new_index(folder)).fed(counter, tick=tick)
            with self.locked():
                self.opened = self.kept(opened.fed(SearchCounter.now()))
                self.clear()

    @contextmanager
    def new_folder(self):
        """A name for a folder, which is gone again if something goes wrong."""
        folder = self.path / f"{documents.VERSION}-{uuid.uuid4().hex[:12]}"
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def clear(self):
        """Remove all indexes but the newest. A process that still reads an older one keeps the files it has open."""
        newest = self.read_state()
        for place in self.path.iterdir():
            if place.is_dir() and newest and place.name != newest.folder:
                shutil.rmtree(place, ignore_errors=True)

    def from_memory(self, most=None):
        """An index in memory, for as long as the folder is of no use, and the count it should have reached."""
        with self.filling:
            counter = SearchCounter.now()
            opened = self.in_memory
            if not (opened and opened.state.is_of(counter)):
                opened = Opened(State.at_first("", counter), new_index())
            if not opened.state.has_reached(counter) and opened.index.searcher().num_docs < MOST_IN_MEMORY:
                opened = opened.fed(counter, most)
            self.in_memory = opened
            return opened, counter

    def throw_away(self):
        """Forget an index that failed, unless it was only just made. Gives whether it was."""
        try:
            with self.locked():
                state = self.read_state()
                place = self.path / state.folder if state else None
                if place and place.exists() and time.time() - place.stat().st_ctime < YOUNGEST_TO_REPLACE:
                    return False
                self.state_file.unlink(missing_ok=True)
                self.opened = None
                return True
        except OSError:
            return False

    def read_state(self):
        try:
            return State(**json.loads(self.state_file.read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def kept(self, opened):
        """Tell the other processes how far an index has come."""
        draft = self.state_file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(opened.state)))
        os.replace(draft, self.state_file)
        return opened

    @contextmanager
    def locked(self, patience=None, name="lock"):
        """The right to change the folder, among threads and among processes; nothing if it was not had in time."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / name).open("w") as lock:  # closing it gives the lock back
            yield lock if is_taken(lock, patience) else None


def merge_later(lock, writer):
    """Let an index merge its parts while readers go on with those it has. Who feeds it next waits for the end."""
    held = os.dup(lock.fileno())  # the lock is given back when both are closed
    threading.Thread(target=merge, args=[writer, held], name="merging").start()


def merge(writer, held):
    try:
        with watched():
            writer.wait_merging_threads()
    except IndexDamagedError as error:
        logger.warning("The search index could not be merged: %s", error)
    finally:
        os.close(held)


def is_taken(lock, patience):
    """Whether the lock was had within so many seconds; without a number there is all the time."""
    end = time.monotonic() + (patience or 0)
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX if patience is None else fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(PAUSE)
