"""What `make run` and `make test` tell a machine on which something is missing."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
SCRIPT = Path(__file__).resolve().parent.parent / ".ci/environment.py"


def checkout_in(folder):
    """A folder with the script and an empty lock file: nothing is downloaded."""
    (folder / ".ci").mkdir()
    (folder / ".ci/environment.py").write_text(SCRIPT.read_text())
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture
def checkout(tmp_path):
    return checkout_in(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A checkout whose half-built .venv was made again, and what was said."""
    checkout = checkout_in(tmp_path_factory.mktemp("checkout"))
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to("/gone/python3")
    return checkout, make_environment(checkout)


def make_environment(checkout, *python, **variables):
    command = [*(python or [sys.executable]), checkout / ".ci/environment.py", "empty.txt"]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)


def test_half_built_environment_is_made_again(made):
    _, answer = made

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith(".venv is not complete: making it again")


def test_nothing_is_done_twice(made):
    checkout, _ = made

    assert make_environment(checkout).stdout == ""


def test_changed_lock_is_installed(made):
    checkout, _ = made
    (checkout / "empty.txt").write_text("# changed")

    assert make_environment(checkout).stdout.startswith("Installing the packages of empty.txt")
    assert make_environment(checkout).stdout == ""


def test_second_installation_waits_for_the_first(made):
    checkout, _ = made
    first = os.open(checkout, os.O_RDONLY)
    fcntl.flock(first, fcntl.LOCK_EX)
    command = [sys.executable, checkout / ".ci/environment.py", "empty.txt"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as second:
        said = second.stdout.readline()
        os.close(first)

    assert said == "Another make is installing here: waiting until it is done...\n"
    assert second.returncode == 0


def test_python_without_ensurepip_is_told_what_to_install(checkout):
    (checkout / "lacking").mkdir()
    (checkout / "lacking/ensurepip.py").write_text("raise ImportError")

    answer = make_environment(checkout, PYTHONPATH=str(checkout / "lacking"))

    version = "{}.{}".format(*sys.version_info)
    assert answer.returncode == 1
    assert f"apt-get install python{version}-venv" in answer.stderr
    assert not (checkout / ".venv").exists()


def test_old_python_is_told(checkout):
    pretend = "import sys; sys.version_info = (3, 10); sys.argv = sys.argv[1:]; exec(open(sys.argv[0]).read())"
    pretend = f"__file__ = {str(checkout / '.ci/environment.py')!r}; {pretend}"

    answer = make_environment(checkout, sys.executable, "-c", pretend, PATH="/nowhere")

    assert answer.returncode == 1
    assert "This needs Python 3.11 or newer" in answer.stderr
