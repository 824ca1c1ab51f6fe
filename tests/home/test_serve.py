"""`make run`: it says what is in the way, and does again only what changed."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
from django.core.management import CommandError, call_command

from tvet_portal.home.management.commands import serve

pytestmark = pytest.mark.once


@pytest.fixture
def collected(monkeypatch, settings, tmp_path):
    """A list of the commands that were called; the static files are one file of our own."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("p {}")
    settings.STATICFILES_DIRS, settings.STATE_DIR, settings.STATIC_ROOT = [source], tmp_path, tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT.mkdir()
    called = []
    monkeypatch.setattr(serve, "call_command", lambda name, **options: called.append(name))
    return called


def test_taken_port_is_refused_with_a_free_one():
    with socket.socket() as taken:
        taken.bind((serve.HOST, 0))
        taken.listen()

        with pytest.raises(CommandError, match=r"already in use.\nTake another: make run PORT=8\d\d\d"):
            call_command("serve", "--port", str(taken.getsockname()[1]))


@pytest.mark.parametrize("port", ["abc", "80000", "0", "-1", ""])
def test_word_that_is_no_port_is_refused(port):
    with pytest.raises(CommandError, match=f"^PORT={port} is no port. Take a number .*: make run PORT=8001$"):
        call_command("serve", f"--port={port}")


def test_static_files_are_collected_once(collected):
    serve.collect_static_files()
    serve.collect_static_files()

    assert collected == ["collectstatic"]


def test_static_files_are_collected_again_when_one_changed(collected, tmp_path):
    serve.collect_static_files()
    (tmp_path / "source/site.css").write_text("p { color: red }")
    serve.collect_static_files()

    assert collected == ["collectstatic", "collectstatic"]


def test_failed_step_says_what_failed_and_what_to_do():
    message = r"Loading failed: \[Errno 28\] No space left\n.*say the same again"

    with pytest.raises(CommandError, match=message), serve.Command().step("Loading"):
        raise OSError(28, "No space left")


def test_state_folder_that_is_a_file_is_refused(settings, tmp_path):
    settings.STATE_DIR = tmp_path / "file" / "state"
    (tmp_path / "file").touch()

    with pytest.raises(
        CommandError, match=r"Opening the folder .* failed.*\n.*/file is no folder. Name one in STATE_DIR"
    ):
        serve.Command().prepare()


def test_second_start_waits_for_the_first(tmp_path, capsys):
    first, second = (os.open(tmp_path, os.O_RDONLY) for _start in range(2))
    fcntl.flock(first, fcntl.LOCK_EX)
    waiting = threading.Thread(target=serve.Command().wait_for_turn, args=[second])

    waiting.start()
    waiting.join(0.5)
    waited = waiting.is_alive()
    os.close(first)
    waiting.join(5)

    assert (waited, waiting.is_alive()) == (True, False)
    assert capsys.readouterr().out == "Another start is preparing it: waiting until it is done...\n"
    os.close(second)


def test_stopped_server_does_not_wait_for_an_open_connection():
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port = probe.getsockname()[1]
    start = f"import django; django.setup(); from {serve.__name__} import Server; Server({port}).run()"
    server = subprocess.Popen([sys.executable, "-c", start], start_new_session=True)

    with connected(port) as browser:
        browser.sendall(b"GET / HTTP/1.1\r\n")  # and no more
        time.sleep(0.5)
        os.killpg(server.pid, signal.SIGINT)  # as a terminal does

        assert server.wait(timeout=10) == 0


def connected(port):
    for _tenth in range(300):
        try:
            return socket.create_connection((serve.HOST, port))
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")
