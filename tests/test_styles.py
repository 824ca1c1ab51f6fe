"""The style sheets of every page come as one file, made of the readable ones."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tvet_portal.styles import BUNDLE, SHEETS, without_comments


@pytest.fixture
def sheets(settings, tmp_path):
    """A folder with one short sheet for each name."""
    settings.BASE_DIR = settings.STATE_DIR = tmp_path
    folder = tmp_path / "static/css"
    folder.mkdir(parents=True)
    for name in SHEETS:
        (folder / f"{name}.css").write_text(f"/* about {name} */\n.{name} {{\n  color: red;\n}}\n")
    finders.get_finder.cache_clear()
    yield folder
    finders.get_finder.cache_clear()


def test_sheets_are_joined_in_their_order(sheets):
    made = Path(finders.find(BUNDLE))

    assert made.read_text() == "".join(f".{name}{{color: red;}}" for name in SHEETS)


def test_changed_sheet_changes_the_file(sheets):
    finders.find(BUNDLE)

    (sheets / "site.css").write_text(".new {}")

    assert ".new{}" in Path(finders.find(BUNDLE)).read_text()


def test_unchanged_file_keeps_its_time(sheets):
    finder = finders.get_finder("tvet_portal.styles.StyleFinder")
    [(path, storage)] = finder.list([])
    first = storage.get_modified_time(path)

    list(finder.list([]))

    assert storage.get_modified_time(path) == first


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("a :hover { color : red }", "a :hover{color : red}"),
        (".a + .b > .c{ margin: -1px calc(1px + 2px) }", ".a + .b > .c{margin: -1px calc(1px + 2px)}"),
        (
            "@media (min-width: 40rem) and (max-width: 50rem) { p {} }",
            "@media (min-width: 40rem) and (max-width: 50rem){p{}}",
        ),
    ],
)
def test_only_what_means_nothing_is_left_out(sheet, kept):
    assert without_comments(sheet) == kept


def test_nothing_else_is_found(sheets):
    assert finders.find("css/nothing.css") is None
