"""Counts with what is counted: "49 vocational training institutes", "Nearly 200 delegates", "85%", "120 đại biểu".

Not a count: what only numbers a thing ("Phase 2", "Industry 4.0"), and "the two sides", which points back.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from tvet_portal.reading.finds import Find
from tvet_portal.reading.numbers import FIGURES, NUMBER, QUALIFIER, QUALIFIERS, any_of, value_of, words_of


@dataclass(frozen=True)
class Count:
    number: Decimal | None
    counted: str
    qualifier: str = ""
    number_to: Decimal | None = None  # of "between 400 and 500 teachers"

    def __str__(self):
        numbers = "-".join(str(number) for number in (self.number, self.number_to) if number is not None)
        return f"{numbers} {self.counted}".strip()


RULE = re.compile(
    rf"(?:\b(?P<between>[Bb]etween |[Ff]rom )|{QUALIFIER})(?P<number>{NUMBER})"
    rf"(?:(?: to | ?- ?|(?(between) and | to ))(?P<to>(?:{FIGURES})\b(?!-)))?(?P<percent> ?%| per ?cent\b)?"
)
DOZENS = re.compile(r"\b(?P<qualifier>(?i:dozens of))(?= )")
NUMBERED = words_of(
    """phase article no number block floor lane room level section chapter page industry revolution version annex
    figure table step grade part covid quarter class decision decree point building"""
)
POINTS_BACK = {"the", "both", "these", "those"}
WORD = re.compile(r"(?P<comma>,)?[ \n](?P<word>[^\W\d_][\w'-]*)")
ENDS = words_of(
    """a an the of from in on at to for by with without who whom whose which that this these those as is are was were
    be been being has have had will would can could may might must shall should do does did and or but nor than then per
    each every after before since until during between among within into across over under about through via including
    such ago later where when while if so also not both all took take takes taking"""
)
IRREGULAR = words_of("people staff children women men personnel youth alumni")
NOT_PLURAL = words_of(
    """dozens hundreds thousands is was has does its this as us vs plus thus focus campus status process business
    access"""
)
SINGLE = re.compile(r" (?:(?:week|month|year|day|hour)\b|[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3})")
LONGEST = 7  # words of what is counted
ELSEWHERE = {  # languages that have no plural: what is counted, in a list
    "đại biểu", "học viên", "giáo viên", "sinh viên", "học sinh", "giảng viên", "người", "lao động", "chuyên gia",
    "cơ sở", "trường", "tổ chức", "quốc gia", "nước", "khóa đào tạo", "dự án", "doanh nghiệp", "cán bộ",
    "คน", "แห่ง", "ประเทศ", "หลักสูตร", "โครงการ", "สถาบัน", "หน่วยงาน", "เดือน", "ราย", "ຄົນ", "ແຫ່ງ", "ປະເທດ",
    "នាក់", "ប្រទេស", "ဦး", "orang", "peserta", "instruktur", "siswa", "guru", "lembaga", "sekolah", "negara", "pelatih",
    "delegasi", "dosen", "mahasiswa",
}  # fmt: skip
OTHER = re.compile(rf" ?(?:{any_of(ELSEWHERE)})(?![a-z])")


def find(text):
    for found in RULE.finditer(text):
        before = text[max(0, found.start() - 20) : found.start()].rstrip(" .:-#").rpartition(" ")[2].lower()
        if before in NUMBERED:
            continue
        number, number_to = value_of(found["number"]), value_of(found["to"]) if found["to"] else None
        if number_to is not None and number_to <= number:
            continue
        start = found.start("number") if found["between"] and number_to is None else found.start()
        qualifier = QUALIFIERS.get((found["qualifier"] or "").lower(), "")
        if found["percent"]:
            yield Find("count", start, found.end(), Count(number, "%", qualifier, number_to))
            continue
        other = OTHER.match(text, found.end())
        end = other.end() if other else phrase_end(text, found.end(), number)
        if end is None or (number == 2 and before in POINTS_BACK):
            continue
        counted = " ".join(text[found.end() : end].split())
        yield Find("count", start, end, Count(number, counted, qualifier, number_to))
    for found in DOZENS.finditer(text):
        end = phrase_end(text, found.end(), None)
        if end:
            yield Find("count", found.start(), end, Count(None, " ".join(text[found.end() : end].split()), "dozens_of"))


def phrase_end(text, place, number):
    """Where the words end that say what is counted: at a plural ("49 vocational training institutes"), or None."""
    if number == 1:
        return _single_end(text, place)
    end, before = None, ""
    for _turn in range(LONGEST):
        found = WORD.match(text, place)
        word = found["word"] if found else ""
        lower = word.lower()
        if found is None or (found["comma"] and not (end and is_plural(lower))):
            break
        if lower in ("and", "or") and end:
            following = WORD.match(text, found.end())
            if following is None or not is_plural(following["word"].lower()):
                break
        elif lower == "of" and before[:1].isupper() and text[found.end() + 1 : found.end() + 2].isupper():
            pass  # the name of a thing: "14 Training of Trainers programmes"
        elif lower in ENDS or (end and not is_plural(lower)):
            break
        elif is_plural(lower):
            end = found.end()
        place, before = found.end(), word
    return end


def _single_end(text, place):
    """Of one: "1 Silver Medal", "one week"."""
    found = SINGLE.match(text, place)
    return found.end() if found else None


def is_plural(word):
    return word in IRREGULAR or (
        len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in NOT_PLURAL
    )
