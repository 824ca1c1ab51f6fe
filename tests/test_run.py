"""The runner of `make test`: a part that could not be run is named, and in CI it is a failure."""

import pytest

from tests import postgres, run

RESULTS = [("ruff", "passed", 1.0), ("browser", "NOT RUN", 0)]


@pytest.mark.parametrize(("ci", "status", "last"), [("", 0, "1 passed, 0 failed"), ("true", 1, "1 passed, 1 failed")])
def test_what_was_not_run_is_named(ci, status, last, monkeypatch, capsys):
    monkeypatch.setenv("CI", ci)

    assert run.summary(RESULTS) == status
    said = capsys.readouterr().out
    assert "NOT RUN: browser. This machine lacks Chromium" in said
    assert said.splitlines()[-1] == f"steps: {last}"


def test_failed_step_fails_the_run(capsys):
    assert run.summary([("ruff", "failed", 1.0)]) == 1


def test_unknown_step_is_refused():
    with pytest.raises(SystemExit, match="There is no step lint"):
        run.main(["lint"])


@pytest.mark.parametrize("step", run.NEEDED)
def test_missing_part_is_noticed(step, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/gone/chromium")
    monkeypatch.setattr(postgres, "OLDEST", 999)

    assert run.is_missing(step)


def test_steps_see_nothing_of_the_callers_portal(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://precious")

    assert "DATABASE_URL" not in run.environment("sqlite", None)
