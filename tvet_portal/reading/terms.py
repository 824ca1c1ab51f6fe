"""How long an agreement is valid: "valid for five years", "a five-year protocol", "có hiệu lực trong 5 năm"."""

import re

from tvet_portal.reading.counts import Count
from tvet_portal.reading.finds import Find
from tvet_portal.reading.numbers import FIGURES, IN_WORDS, any_of, value_of

UNITS = {
    "year": "years", "years": "years", "month": "months", "months": "months", "năm": "years", "tháng": "months",
    "ปี": "years", "เดือน": "months", "ປີ": "years", "ເດືອນ": "months", "tahun": "years", "bulan": "months",
}  # fmt: skip
TEXT = (
    r"memorandum|mou|agreement|protocol|arrangement|memorandum of understanding|action plan|work plan|term|period"
    r"|validity|cooperation"
)
BEFORE = (
    r"(?i:\b(?:valid|effective|in (?:force|effect)|remains? in force|runs?|lasts?|term|period|duration|validity)"
    r" (?:for|of)(?: (?:a|the))?(?: (?:period|term) of)? "
    r"|hiệu lực (?:trong )?(?:vòng |thời hạn )?|thời hạn |ระยะเวลา ?|ມີກຳນົດ ?|ໄລຍະ ?|berlaku selama )"
)
NUMBER = rf"(?:{FIGURES}|(?i:{any_of(IN_WORDS)})\b)"
AFTER = re.compile(rf"{BEFORE}(?P<term>(?P<number>{NUMBER})(?: \(\d+\))?[ -]?(?P<unit>{any_of(UNITS)}))(?![a-z])")
AS_ADJECTIVE = re.compile(rf"\b(?P<term>(?P<number>{NUMBER})-(?P<unit>year|month))(?= (?:\w+ ){{0,2}}(?i:{TEXT})\b)")
MOST = 99  # years or months


def find(text):
    """A count of years or months each: read for an event, it is no more than that."""
    for rule in (AFTER, AS_ADJECTIVE):
        for found in rule.finditer(text):
            number = value_of(found["number"])
            if 0 < number <= MOST and number == int(number):
                yield Find("term", *found.span("term"), Count(number, UNITS[found["unit"]]))
