"""Many records at once: nothing is lost between the pieces, and a person at a terminal sees how far it is."""

import io
import os
import pty
import re
import termios
import threading
from contextlib import contextmanager, redirect_stderr
from types import SimpleNamespace

import pytest
import yaml
from django.core.management import call_command

from tests.benchmarks.many_records import write_dataset
from tvet_portal.records import content as contents
from tvet_portal.records.content import reading
from tvet_portal.records.dataset.dumping import dump
from tvet_portal.records.dataset.files import Loader
from tvet_portal.records.dataset.loading import load
from tvet_portal.records.models import RecordVersion
from tvet_portal.search.models import SearchEntry

pytestmark = pytest.mark.django_db
RECORDS = 12


@pytest.fixture
def made(tmp_path):
    """A dataset of made-up records."""
    folder = tmp_path / "made"
    write_dataset(folder, RECORDS)
    return folder


def test_made_up_records_are_dumped_as_they_were_written(made, tmp_path):
    load(made)
    dump(tmp_path / "dumped")

    assert contents_in(tmp_path / "dumped") == contents_in(made)


def contents_in(folder):
    found = {}
    for file in folder.glob("[ae]*/*.yaml"):
        found[file.name] = yaml.load(file.read_text(encoding="utf-8"), Loader=Loader)
        found[file.name].pop("reference", None)  # minted by the load
    return found


def test_every_record_has_a_version_and_a_search_entry(made):
    report = load(made)

    records = {key for key in report.created if key.startswith(("agreement/", "event/"))}
    assert len(records) == RECORDS
    assert set(RecordVersion.objects.values_list("record__key", flat=True)) == records
    found = SearchEntry.objects.filter(type__in=["agreement", "event"], is_public=True)
    assert set(found.values_list("key", flat=True)) == records


def test_contents_read_in_pieces_are_the_same(made, monkeypatch):
    load(made)
    model = contents.record_models()["agreement"]
    ids = list(model.objects.order_by("-pk").values_list("pk", flat=True))
    at_once = contents.read_many(model, ids)

    monkeypatch.setattr(reading, "MOST_VALUES", 2)

    assert contents.read_many(model, ids) == at_once


def test_terminal_shows_every_phase_to_its_end(made):
    with terminal() as screen:
        call_command("load_dataset", made, stdout=io.StringIO())

    assert phases_ended(screen.text) == ["reading", "checking", "saving", "publishing"]


def test_terminal_shows_the_writing_of_a_dataset(made, tmp_path):
    load(made)

    with terminal() as screen:
        call_command("dump_dataset", tmp_path / "dumped", stdout=io.StringIO())

    assert phases_ended(screen.text) == ["writing"]


def phases_ended(text):
    return list(dict.fromkeys(re.findall(r"(\w+): 100%", text)))  # a full bar may be drawn twice


def test_bar_is_not_drawn_into_a_file(made, tmp_path):
    with (tmp_path / "log").open("w+") as log, redirect_stderr(log):
        call_command("load_dataset", made, stdout=io.StringIO())

    assert (tmp_path / "log").read_text() == ""


@contextmanager
def terminal():
    """A terminal in place of standard error; its `text` is what it has shown, once the block is left."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    screen, shown = SimpleNamespace(), []
    reader = threading.Thread(target=lambda: shown.extend(iter(lambda: read(ours), b"")))
    reader.start()
    with os.fdopen(theirs, "w") as output, redirect_stderr(output):
        yield screen
    reader.join()
    os.close(ours)
    screen.text = b"".join(shown).decode()


def read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""
