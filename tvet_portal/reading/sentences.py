"""The sentences of a text, and the few words of one that a citation quotes."""

import re
from bisect import bisect_right

MOST_WORDS = 25  # of a quote
END = re.compile(r"\n+|(?<=[^A-Z.\s]{3}[.!?])\s+(?=[^\W\d_a-z])")  # not "Dr. Ai", "Sept. 2024"
WORD = re.compile(r"\S+")
NEAR = 600
REACH = 2_000  # letters in which the sentence of a place is looked for
AS_IT_IS = 60  # letters of a place that says enough without its sentence


class Sentences:
    def __init__(self, text):
        self.text = text
        self.starts = [0, *(found.end() for found in END.finditer(text))]

    def around(self, place):
        """Start and end of the sentence in which a place is."""
        number = bisect_right(self.starts, place)
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.starts[number - 1], end

    def words_around(self, place):
        """The words of the sentence, as far as they may say what stands at the place."""
        start, end = self.around(place)
        return self.text[max(start, place - NEAR) : min(end, place + NEAR)]


def quote(text, start, end):
    """The words of a place with those around them in its sentence, not too many; of a long place its first words."""
    near = max(0, start - REACH)
    first, last = (near + place for place in Sentences(text[near : start + REACH]).around(start - near))
    words = [found.span() for found in WORD.finditer(text, first, max(last, end))]
    own = [number for number, (begins, ends) in enumerate(words) if begins < end and ends > start]
    if len(own) >= MOST_WORDS or end - start > AS_IT_IS:
        return text[start : min(words[own[:MOST_WORDS][-1]][1], end)]
    low, high = own[0], own[-1]
    while high - low + 1 < MOST_WORDS and high - low + 1 < len(words):
        if high + 1 < len(words):
            high += 1
        else:
            low -= 1
    return text[words[low][0] : words[high][1]]
