"""Texts for files that are XML inside: feeds and spreadsheets."""

import re

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text):
    """A text without the characters that XML has no way to write."""
    return FORBIDDEN.sub("", str(text))
