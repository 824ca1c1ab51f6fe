"""Amounts of money with their currency: "nearly 4 billion VND", "USD 2.5 million", "2 tỷ đồng", "3 ล้านบาท"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tvet_portal.reading.finds import Find
from tvet_portal.reading.numbers import NUMBER, QUALIFIER, QUALIFIERS, any_of, value_of

BEFORE = {
    "VND": "VND", "US$": "USD", "USD": "USD", "EUR": "EUR", "€": "EUR", "THB": "THB", "฿": "THB", "IDR": "IDR",
    "Rp.": "IDR", "Rp": "IDR", "MYR": "MYR", "RM": "MYR", "PHP": "PHP", "₱": "PHP", "SGD": "SGD", "S$": "SGD",
    "KRW": "KRW", "₩": "KRW", "JPY": "JPY", "LAK": "LAK", "KHR": "KHR", "MMK": "MMK", "CNY": "CNY", "RMB": "CNY",
    "AUD": "AUD", "A$": "AUD", "GBP": "GBP", "£": "GBP", "CHF": "CHF", "BND": "BND", "$": "USD",
}  # fmt: skip
AFTER = {
    **{code: value for code, value in BEFORE.items() if code.isalpha() and len(code) == 3},
    "đồng": "VND", "dong": "VND", "US dollars": "USD", "U.S. dollars": "USD", "dollars": "USD", "euros": "EUR",
    "euro": "EUR", "baht": "THB", "บาท": "THB", "rupiah": "IDR", "ringgit": "MYR", "pesos": "PHP", "peso": "PHP",
    "yen": "JPY", "kip": "LAK", "ກີບ": "LAK", "riels": "KHR", "riel": "KHR", "រៀល": "KHR", "kyats": "MMK",
    "kyat": "MMK", "ကျပ်": "MMK", "yuan": "CNY", "Korean won": "KRW",
}  # fmt: skip
SHORT = {"m": 10**6, "mn": 10**6, "bn": 10**9}
RULE = re.compile(
    rf"{QUALIFIER}(?:(?<![\w$])(?P<before>{any_of(BEFORE)}) ?(?P<one>{NUMBER})(?P<short>(?:m|mn|bn)\b)?"
    rf"|(?P<two>{NUMBER})(?: |-)?(?P<after>{any_of(AFTER)})(?![a-z]))"
)


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str
    qualifier: str = ""

    def __str__(self):
        return f"{self.amount.normalize():f} {self.currency}"


def find(text):
    for found in RULE.finditer(text):
        currency = BEFORE.get(found["before"]) or AFTER.get(found["after"])
        qualifier = QUALIFIERS.get((found["qualifier"] or "").lower(), "")
        amount = value_of(found["one"] or found["two"]) * SHORT.get(found["short"], 1)
        yield Find("money", *found.span(), Money(amount, currency, qualifier))
