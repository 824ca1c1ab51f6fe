"""A text of a megabyte, made to keep the rules busy, is read in seconds: none of them takes a square of it."""

import time

from tests.reading.giving import address, give
from tvet_portal.reading.lines import MOST
from tvet_portal.reading.models import Reading
from tvet_portal.reading.text import MOST_READ

SECONDS = 15  # it takes two or three of them alone on a machine
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
]


def test_megabyte_made_to_keep_the_rules_busy_is_read_in_seconds(writer):
    begun = time.process_time()
    share = MOST_READ // len(WORDS)
    give(writer, "".join((words * share)[:share] for words in WORDS) + "a" * 700_000)

    page = writer.get(address(Reading.objects.get()))

    assert time.process_time() - begun < SECONDS
    assert len(page.context["form"].lines) == MOST
    assert page.context["unread"]
