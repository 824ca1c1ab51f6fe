"""`make run`: it says what is in the way, and does again only what changed."""

import socket

import pytest
from django.core.management import CommandError, call_command

from tvet_portal.home.management.commands import serve


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


def test_port_that_does_not_exist_is_refused():
    with pytest.raises(CommandError, match="Port 99999 cannot be used"):
        call_command("serve", "--port", "99999")


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
