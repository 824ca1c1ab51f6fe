"""The source texts themselves. They lie beside the checkout, not in it: without them a test says "not run"."""

import re

import pytest
from django.conf import settings

from tvet_portal.records import content as contents

FOLDER = settings.BASE_DIR.parent / "shared" / "seeds"
PRINTED = ("quote", "locator", "as_printed", "title", "address", "key")
RUN = 8  # words in a row that only a copied sentence shares


def original(number):
    """The text of a source with single spaces, such as `original("002")`."""
    return " ".join(original_as_kept(number).split())


def original_as_kept(number):
    """The text of a source as its file has it."""
    found = sorted(FOLDER.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip(f"not run: source text {number} is not beside the checkout")
    return found[0].read_text(encoding="utf-8")


def content_of(record):
    return contents.read(record)


def texts(content, step=""):
    """(name of the field, text) of every text in a content."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from texts(value, name)
    elif isinstance(content, list):
        for value in content:
            yield from texts(value, step)
    elif isinstance(content, str):
        yield step, content


def quotes(records):
    return [text for record in records for step, text in texts(content_of(record)) if step == "quote"]


def copied(records, text):
    """Runs of words in our own texts that the source has too."""
    runs = set(_runs(text))
    found = []
    for record in records:
        content = content_of(record)
        content.pop("alternative_titles", None)
        for step, own in texts(content):
            if not step.endswith(PRINTED):
                found += [" ".join(run) for run in _runs(own) if run in runs]
    return found


def _runs(text):
    words = re.findall(r"[\w’'-]+", text.lower())
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
