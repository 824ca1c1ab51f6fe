"""A text of a megabyte, made to keep the rules busy, is read in seconds: none of them takes a square of it."""

import time

from tests.reading.giving import address, give
from tvet_portal.reading import admin
from tvet_portal.reading.lines import MOST
from tvet_portal.reading.models import Reading

READ = 40_000  # letters: a fifth of what is read, so that the test is quick; a square would show here, too
SECONDS = 10  # it takes one of them alone on a machine
WORDS = [
    "2019 ",
    "1 to 2 to ",
    "(1) x ",
    "- a\n",
    "Dr. Ai Bo, head of Beta Centre ",
    "ก",
    "1.\n",
    "in Aa ",
    "a > ",
    "Jan ",
    "A.b.",
]


def test_megabyte_made_to_keep_the_rules_busy_is_read_in_seconds(writer, monkeypatch):
    monkeypatch.setattr(admin, "MOST_READ", READ)
    begun = time.process_time()
    share = READ // len(WORDS)
    give(writer, "".join((words * share)[:share] for words in WORDS) + "a" * 900_000)

    page = writer.get(address(Reading.objects.get()))

    assert time.process_time() - begun < SECONDS
    assert len(page.context["form"].lines) == MOST
    assert page.context["unread"]
