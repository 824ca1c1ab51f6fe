"""Numbers in words and figures, and how exactly they are stated: "nearly 4 billion", "49", "twelve", "1,250"."""

import re
from decimal import Decimal


def words_of(text):
    """Words that stand in a row, as a set that knows their order."""
    return dict.fromkeys(text.split())


ONES = words_of(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty"""
)
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
IN_WORDS = {word: number for number, word in enumerate(ONES)} | TENS
SCALES = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9,
    "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    "พันล้าน": 10**9, "ล้าน": 10**6, "แสน": 10**5, "หมื่น": 10**4, "พัน": 10**3,
    "ຕື້": 10**9, "ລ້ານ": 10**6, "លាន": 10**6, "ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12,
}  # fmt: skip
QUALIFIERS = {
    "about": "about", "around": "about", "approximately": "about", "some": "about", "roughly": "about",
    "khoảng": "about", "ประมาณ": "about", "sekitar": "about",
    "nearly": "nearly", "almost": "nearly", "gần": "nearly", "เกือบ": "nearly", "hampir": "nearly",
    "at least": "at_least", "a minimum of": "at_least", "ít nhất": "at_least", "อย่างน้อย": "at_least",
    "more than": "more_than", "over": "more_than", "hơn": "more_than", "trên": "more_than", "กว่า": "more_than",
    "lebih dari": "more_than", "up to": "up_to", "as many as": "up_to", "a maximum of": "up_to",
    "dozens of": "dozens_of",
}  # fmt: skip


def any_of(words):
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


FIGURES = r"\d{1,3}(?:[,.]\d{3})+(?:\.\d{1,2})?|\d{1,3},\d{1,2}(?![\d,])|\d{1,12}(?:\.\d{1,3})?"
SCALE = rf"(?: ?(?:{any_of(SCALES)})(?![a-z]))?"
NUMBER = rf"(?:(?<![\w.,])(?:{FIGURES})|\b(?i:{any_of(IN_WORDS)})\b){SCALE}"
QUALIFIER = rf"(?:(?<!\w)(?P<qualifier>(?i:{any_of(set(QUALIFIERS) - {'dozens of'})})) ?)?"


def value_of(words):
    """The number that figures or words stand for: "1.250" and "1,250" are 1250, "2.5 million" is 2500000."""
    found = re.match(rf"(?P<figures>{FIGURES})|(?P<word>[^\W\d_]+)", words)
    scale = next((size for name, size in sorted(SCALES.items(), key=lambda s: -len(s[0])) if words.endswith(name)), 1)
    if found["word"]:
        number = IN_WORDS[found["word"].lower()]
        return Decimal(number if found["word"] == words else number * scale)
    figures = found["figures"]
    if re.fullmatch(r"\d{1,3}(?:[,.]\d{3})+", figures):
        return Decimal(re.sub(r"[,.]", "", figures)) * scale
    if re.fullmatch(r"\d{1,3},\d{1,2}", figures):  # "1,5 triệu"
        return Decimal(figures.replace(",", ".")) * scale
    return Decimal(figures.replace(",", "")) * scale
