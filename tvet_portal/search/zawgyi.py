"""Burmese typed in Zawgyi, an older way to encode it that many phones still send, as Unicode."""

import re
import warnings
from functools import cache

from myanmar.converter import convert
from myanmartools import ZawgyiDetector

BURMESE = re.compile("[\u1000-\u109f]")
SURE = 0.95  # below it the words could be either, and stay as they were typed


@cache
def detector():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # how it opens its own file
        return ZawgyiDetector()


def as_unicode(text):
    """The text in Unicode: another one only if it was surely typed in Zawgyi."""
    if BURMESE.search(text) and detector().get_zawgyi_probability(text) > SURE:
        return convert(text, "zawgyi", "unicode")
    return text
