"""Which time it is: "the 6th Ministers Meeting", "First Annual Meeting", "50th anniversary", "lần thứ 3", "ครั้งที่ 3".

"First, ..." at the beginning of a sentence numbers a point and is no ordinal.
"""

import re

from tvet_portal.reading.finds import Find
from tvet_portal.reading.numbers import words_of

IN_WORDS = list(
    words_of(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
    )
)
HELD = r"(?i:meeting|session|round|conference|workshop|forum|summit|edition|anniversary|memorandum|agreement|mou|phase|\
dialogue|seminar|competition|congress|time|annual|biennial|joint)"
FIGURES = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3})(?:st|nd|rd|th)\b(?! (?i:floor|century|of|to|day))"
    rf"(?: (?:{HELD}\b|[A-Z][\w&-]*)){{0,5}}"
)
WORDS = re.compile(
    rf"\b(?P<word>(?i:{'|'.join(IN_WORDS)}))(?=(?: [A-Z][\w-]*){{0,4}} {HELD}\b)(?: (?:{HELD}\b|[A-Z][\w&-]*)){{1,5}}"
)
ELSEWHERE = re.compile(r"(?:lần thứ |ครั้งที่ ?|ຄັ້ງທີ ?|លើកទី ?|\bke-)(?P<number>\d{1,3})(?!\d)")


def find(text):
    for rule in (FIGURES, ELSEWHERE):
        for found in rule.finditer(text):
            yield Find("ordinal", *found.span(), int(found["number"]))
    for found in WORDS.finditer(text):
        yield Find("ordinal", *found.span(), IN_WORDS.index(found["word"].lower()) + 1)
