"""Where a quote stands in the text of its source: offsets are computed, never stored."""

import re


def find_spans(quote, text):
    """(start, end) of every place where the quote stands in the text, in characters. Runs of white space are equal."""
    words = [re.escape(word) for word in quote.split()]
    if not words:
        return []
    return [found.span() for found in re.finditer(r"\s+".join(words), text)]
