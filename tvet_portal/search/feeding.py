"""One index and how far it has come: made empty, opened from a folder, fed from the rows of SearchEntry in steps."""

import json
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

import tantivy
from django.db.models import Q
from django.utils import timezone
from tantivy import FieldType, Query

from tvet_portal.search import documents
from tvet_portal.search.documents import NOT_INDEXED, SCHEMA, document, with_tokenizers
from tvet_portal.search.entries import batches
from tvet_portal.search.models import SearchCounter, SearchEntry

MEMORY_FOR_ALL, MEMORY_FOR_A_STEP = 120_000_000, 20_000_000
CHECKED_AT_ONCE = 1 << 20
END_OF_FILE = 1337  # what tantivy writes last


class IndexDamagedError(Exception):
    """The index cannot be read or written."""


@contextmanager
def watched():
    """What tantivy and the disk raise over an index, as IndexDamagedError."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise IndexDamagedError(error) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # tantivy gave up; the class cannot be imported
            raise IndexDamagedError(error) from error
        raise


def wait_for_merging(writer):
    writer.wait_merging_threads()


@dataclass(frozen=True)
class State:
    """Where an index stands, which count it has reached, of which day its states are, and what may still be in it."""

    version: int
    folder: str
    epoch: str
    reached: int
    day: str
    oldest: int  # nothing in it was written before this count

    @classmethod
    def at_first(cls, folder, counter):
        return cls(
            documents.VERSION, folder, str(counter.epoch), reached=0, day=timezone.localdate().isoformat(), oldest=0
        )

    def is_of(self, counter):
        """Whether it belongs to this database. It may have come further than a request knew when it began."""
        is_later = self.reached > counter.value and self.reached > SearchCounter.now().value
        return self.version == documents.VERSION and self.epoch == str(counter.epoch) and not is_later

    def has_reached(self, counter):
        return self.reached >= counter.value and self.day == timezone.localdate().isoformat() and self.is_of(counter)


@dataclass(frozen=True)
class Opened:
    """An index as it was when this process last looked or fed it."""

    state: State
    index: tantivy.Index
    memory: dict = field(init=False, default_factory=dict, compare=False)  # what was asked of it and may be asked again

    def fed(self, counter, most=None, tick=lambda number: None, merge=wait_for_merging):
        """The same with the rows it lacks: all of them, or about so many, and then it has come less far.

        Of many small parts of an index tantivy makes a large one, which can take seconds: `merge(writer)` sees to it.
        """
        today = timezone.localdate()
        lacking = Q(stamp__gt=self.state.reached)
        last = last_of_step(SearchEntry.objects.filter(lacking), most)
        if last is not None:
            write_rows(self.index, SearchEntry.objects.filter(lacking, stamp__lte=last), today, most, tick, merge)
            return replace(self, state=replace(self.state, reached=last))
        if self.state.day != today.isoformat():
            lacking |= Q(changes_from__lte=today, changes_until__gt=self.state.day)
        write_rows(self.index, SearchEntry.objects.filter(lacking), today, most, tick, merge, sweep=self.swept())
        state = replace(self.state, reached=counter.value, day=today.isoformat(), oldest=oldest_stamp())
        return replace(self, state=state)

    def swept(self):
        """The count before which nothing public was written, if that has moved: entries were made anew."""
        oldest = oldest_stamp()
        return oldest if oldest > self.state.oldest else None


def oldest_stamp():
    public = SearchEntry.objects.filter(is_public=True).order_by("stamp")
    return public.values_list("stamp", flat=True).first() or 0


def steps(rows, most=10_000):
    """The rows in pieces by their stamps: a database that is asked for all of them would put them aside first."""
    while last := last_of_step(rows, most):
        yield rows.filter(stamp__lte=last)
        rows = rows.filter(stamp__gt=last)
    yield rows


INDEXED = ("pk", *(field.name for field in SearchEntry._meta.fields if field.name not in ("id", *NOT_INDEXED)))


def in_batches(rows):
    """What the index holds of each row, without making a model instance of it."""
    for step in steps(rows):
        yield from batches(step.order_by("stamp", "pk").values_list(*INDEXED, named=True).iterator())


def last_of_step(rows, most):
    """The stamp that ends a step of about so many rows, or nothing if all can be had. No stamp is split."""
    if most is None:
        return None
    stamps = rows.order_by("stamp").values_list("stamp", flat=True)
    beyond = stamps[most : most + 1].first()
    return beyond and (stamps.filter(stamp__lt=beyond).last() or beyond)


def write_rows(index, rows, day, most, tick, merge, *, sweep=None):
    """Bring rows into the index in one commit. One thread writes, so that equal rows give equal indexes."""
    is_empty = not index.searcher().num_docs
    writer = index.writer(MEMORY_FOR_ALL if most is None and is_empty else MEMORY_FOR_A_STEP, 1)
    try:
        if sweep is not None:
            before = {"upper_bound": sweep, "include_upper": False}
            writer.delete_documents_by_query(Query.range_query(SCHEMA, "stamp", FieldType.Unsigned, **before))
        for some in in_batches(rows):
            if not is_empty:
                writer.delete_documents_by_query(Query.term_set_query(SCHEMA, "row", [entry.pk for entry in some]))
            for entry in some:
                if entry.is_public:
                    writer.add_document(document(entry, day))
            tick(len(some))
        writer.commit()
    except BaseException:
        wait_for_merging(writer)
        raise
    merge(writer)
    index.reload()


def new_index(place=None):
    """An empty index, in a folder of its own or in memory."""
    if place:
        place.mkdir(parents=True)
    return with_tokenizers(tantivy.Index(SCHEMA, path=place and str(place)))


def open_index(place):
    if not tantivy.Index.exists(str(place)):
        raise ValueError(f"no index in {place.name}")
    for file in place.glob("[!.]*.*"):
        with suppress(FileNotFoundError):  # merged with others meanwhile
            check(file)
    return with_tokenizers(tantivy.Index(SCHEMA, path=str(place)))


def check(file):
    """Refuse a file whose bytes are not those that were written; tantivy itself only looks at their sum when asked."""
    if file.suffix == ".json" or file.suffix == ".lock":
        return
    with file.open("rb") as content:
        length = content.seek(0, 2)
        content.seek(max(length - 8, 0))
        ending = content.read(8)
        size = int.from_bytes(ending[:4], "little")
        if int.from_bytes(ending[4:], "little") != END_OF_FILE or size + 8 > length:
            raise ValueError(f"{file.name} has no end")
        left = length - 8 - size
        content.seek(left)
        wanted = json.loads(content.read(size))["crc"]
        content.seek(0)
        found = 0
        while left > 0 and (some := content.read(min(left, CHECKED_AT_ONCE))):
            found = zlib.crc32(some, found)
            left -= len(some)
    if found != wanted:
        raise ValueError(f"{file.name} is not as it was written")
