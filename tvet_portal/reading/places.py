"""Towns of a text, with the country printed beside them or the one they lie in.

"in Seoul City, South Korea" -> Seoul, KR; "Vientiane Capital (Laos)" -> Vientiane, LA; "held in Thakhek, Lao PDR"
-> Thakhek, LA: a town that is not listed here is known by the country after it.
"""

import re
from dataclasses import dataclass
from functools import cache

from tvet_portal.reading.finds import Find, longest

TOWNS = {
    "BN": "Bandar Seri Begawan", "CH": "Geneva", "CN": "Beijing|Nanning|Kunming|Shanghai|Guiyang",
    "DE": "Berlin|Bonn|Magdeburg", "FR": "Paris", "JP": "Tokyo|Osaka", "KR": "Seoul|Busan|Incheon|Sejong",
    "ID": "Jakarta|Bandung|Surabaya|Yogyakarta|Denpasar|Bali|Medan|Batam|Lombok",
    "KH": "Phnom Penh|Phnôm Pênh|Siem Reap|Battambang|Sihanoukville|ភ្នំពេញ|សៀមរាប",
    "LA": "Vientiane|Viêng Chăn|Luang Prabang|Savannakhet|Pakse|ວຽງຈັນ|ຫຼວງພະບາງ",
    "MM": "Yangon|Nay Pyi Taw|Naypyidaw|Mandalay|ရန်ကုန်|နေပြည်တော်",
    "MY": "Kuala Lumpur|Putrajaya|Penang|Johor Bahru|Kota Kinabalu|Kuching|Malacca|Melaka",
    "PH": "Manila|Quezon City|Cebu|Davao|Taguig|Makati|Pasay|Clark|Baguio",
    "TH": "Bangkok|Băng Cốc|Chiang Mai|Chiang Rai|Phuket|Pattaya|Khon Kaen|Udon Thani|Nonthaburi|กรุงเทพมหานคร|กรุงเทพฯ"
    "|เชียงใหม่|ภูเก็ต|พัทยา|ขอนแก่น",
    "TL": "Dili", "VN": "Hanoi|Ha Noi|Hà Nội|Ho Chi Minh City|Hồ Chí Minh|Da Nang|Đà Nẵng|Hai Phong|Hải Phòng|Hue|Huế"
    "|Can Tho|Cần Thơ|Nha Trang|Da Lat|Ha Long|Hạ Long",
}  # fmt: skip
PART = r"(?:[^\W\d_a-z][^\W\d_]+)"
BESIDE = re.compile(rf"\b(?:in|at) (?P<town>{PART}(?: {PART}){{0,2}})(?:, | \()$")


@dataclass(frozen=True)
class Town:
    name: str
    country: str  # ISO code

    def __str__(self):
        return self.name


@cache
def rule():
    names = [name for names in TOWNS.values() for name in names.split("|")]
    latin = [name for name in names if name[0].isupper()]
    latin = sorted({*latin, *(name.upper() for name in latin)}, key=len, reverse=True)
    others = [name for name in names if not name[0].isupper()]
    return re.compile(
        rf"(?<![\w-])(?P<town>{'|'.join(map(re.escape, latin))})(?!-)\b(?: City| Capital)?"
        rf"|(?P<other>{'|'.join(others)})"
    )


@cache
def country_of():
    return {name.upper(): iso2 for iso2, names in TOWNS.items() for name in names.split("|")}


def find(text, countries):
    """`countries` are the finds of countries: one right after a town says where that lies."""
    towns = [(*each.span(), each["town"] or each["other"]) for each in rule().finditer(text)]
    for country in countries:
        beside = BESIDE.search(text, max(0, country.start - 60), country.start)
        if beside:
            towns.append((*beside.span("town"), beside["town"]))
    after = {country.start: country.value[0] for country in countries}
    found = []
    for start, end, name in towns:
        beside = next((after[end + gap] for gap in (1, 2) if end + gap in after), "")
        name = re.sub(r" (?:City|Capital)$", "", name) if name.upper() not in country_of() else name
        iso2 = beside or country_of().get(name.upper())
        if iso2:
            found.append(Find("place", start, end, Town(name.title() if name.isupper() else name, iso2)))
    return longest(found)
