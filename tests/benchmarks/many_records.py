"""Made-up datasets of any size for measurements: the same number always gives the same bytes.

A record has a title, a summary, two parties, three to five provisions with areas, a citation, two blanks and a source
of its own. Seven in ten speak English only; the others carry a title and a provision in one of five more scripts.
"""

import random
from itertools import accumulate

import yaml

COUNTRIES = {
    "BN": "Brunei Darussalam", "KH": "Cambodia", "ID": "Indonesia", "LA": "Lao PDR", "MY": "Malaysia", "MM": "Myanmar",
    "PH": "Philippines", "SG": "Singapore", "TH": "Thailand", "TL": "Timor-Leste", "VN": "Viet Nam", "AU": "Australia",
    "CN": "China", "DE": "Germany", "JP": "Japan", "KR": "Republic of Korea",
}  # fmt: skip
AREAS = [
    "teacher training", "curriculum development", "quality assurance", "student exchange", "staff exchange", "welding",
    "dual training", "apprenticeship", "recognition of skills", "qualifications framework", "referencing", "networks",
    "occupational standards", "certification", "assessment", "labour market information", "digital skills", "policy",
    "green skills", "entrepreneurship", "agriculture", "tourism", "research", "construction", "automotive trades",
    "electronics", "mechatronics", "health care", "garments", "logistics", "renewable energy", "gender equality",
    "inclusion", "private sector", "infrastructure", "equipment", "scholarships", "workshops", "study visits", "labs",
]  # fmt: skip
CITIES = ["Hanoi", "Vientiane", "Bangkok", "Jakarta", "Manila", "Dili", "Yangon", "Penang", "Cebu", "Hue", "Chiang Mai"]
BODIES = ["Institute", "College", "Centre", "University"]
FIELDS = ["Technical Education", "Vocational Training", "Applied Skills", "Industrial Trades"]
COMMON = """training vocational technical education skills cooperation development programme institute ministry national
regional framework qualification partners workshop meeting memorandum agreement curriculum assessment standards quality
industry labour employment teachers students exchange capacity competency certification recognition mobility learning
outcomes level reference sector policy strategy officials experts support centre college university signed reviewed
adopted discussed prepared approved planned jointly annual network platform data study evaluation funding equipment
digital green inclusive sustainable workplace enterprise graduate worker migrant women youth rural"""
GLUE = "the of and in to for on with by from at as between through under within"
NATIVE = {
    "vi": "đào tạo nghề|giáo dục nghề nghiệp|hợp tác|kỹ năng|trường cao đẳng|học sinh|giáo viên|chương trình|phát triển"
    "|chất lượng|khung trình độ|quốc gia|biên bản ghi nhớ|hội nghị|doanh nghiệp|việc làm|chứng chỉ|đánh giá|khu vực",
    "th": "การศึกษา|อาชีวศึกษา|ความร่วมมือ|ทักษะ|การฝึกอบรม|วิทยาลัย|นักเรียน|ครู|หลักสูตร|พัฒนา|คุณภาพ|กรอบคุณวุฒิ|แห่งชาติ",
    "lo": "ການສຶກສາ|ອາຊີວະສຶກສາ|ການຮ່ວມມື|ທັກສະ|ການຝຶກອົບຮົມ|ວິທະຍາໄລ|ນັກຮຽນ|ຄູ|ຫຼັກສູດ|ພັດທະນາ|ຄຸນນະພາບ|ແຫ່ງຊາດ|ກອງປະຊຸມ",
    "km": "ការអប់រំ|បណ្តុះបណ្តាល|វិជ្ជាជីវៈ|ជំនាញ|វិទ្យាស្ថាន|សិស្ស|គ្រូបង្រៀន|កម្មវិធីសិក្សា|អភិវឌ្ឍន៍|គុណភាព|ជាតិ|កិច្ចប្រជុំ|សហគ្រាស",
    "my": "ပညာရေး|ကျွမ်းကျင်မှု|သင်တန်း|တက္ကသိုလ်|ကျောင်းသား|ဆရာ|အရည်အသွေး|အမျိုးသား|အစည်းအဝေး|လုပ်ငန်း|အလုပ်သမား|လက်မှတ်|အကဲဖြတ်",
}
LANGUAGES = ["en"] * 70 + ["vi"] * 10 + ["th", "lo", "km", "my"] * 5
FOLDERS = {"agreement": "agreements", "event": "events"}


def write_dataset(folder, records):
    """Write a dataset of so many agreements and events, a source each, and an organisation for every three."""
    maker = Maker(organisations=max(10, records // 3))
    made = [maker.record(number) for number in range(records)]
    write_file(folder / "directory" / "countries.yaml", {"countries": [country(iso2) for iso2 in COUNTRIES]})
    write_file(folder / "directory" / "areas.yaml", {"areas": [area(label) for label in AREAS]})
    write_file(folder / "directory" / "organisations.yaml", {"organisations": maker.organisations})
    write_file(folder / "directory" / "sources.yaml", {"sources": maker.sources})
    for content in made:
        write_file(folder / FOLDERS[content["record_type"]] / f"{content['slug']}.yaml", content)


def write_file(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=118)
    file.write_text(text, encoding="utf-8")


def country(iso2):
    return {"iso2": iso2, "iso3": f"{iso2}X", "name": COUNTRIES[iso2]}


def area(label):
    key = label.replace(" ", "-")
    return {"key": key, "slug": key, "branch": "topic", "position": AREAS.index(label), "label": label.capitalize()}


class Maker:
    """Makes records one after another, from words as rare and as common as in real texts."""

    def __init__(self, organisations):
        self.random = random.Random(7)
        syllables = [consonant + vowel for consonant in "bcdfghjklmnprstvw" for vowel in "aeiou"]
        rare = ["".join(self.random.choices(syllables, k=self.random.randint(2, 4))) for _ in range(20_000)]
        self.words, self.glue = COMMON.split() + rare, GLUE.split()
        self.weights = list(accumulate(1 / (rank + 5) ** 0.95 for rank in range(len(self.words))))
        self.organisations = [self.organisation(number) for number in range(organisations)]
        self.sources = []

    def organisation(self, number):
        city, kind, field = map(self.random.choice, (CITIES, BODIES, FIELDS))
        return {
            "key": f"body-{number}",
            "slug": f"body-{number}",
            "kind": "institution",
            "name": f"{city} {kind} of {field} {number}",
            "acronym": f"{city[0]}{kind[0]}{field[0]}{number}",
            "country": self.random.choice(list(COUNTRIES)),
        }

    def record(self, number):
        kind = self.random.choice(["agreement", "event"])
        language = self.random.choice(LANGUAGES)
        own = self.agreement() if kind == "agreement" else self.event()
        return {
            "record_type": kind,
            "key": f"{kind}/made-up-{number}",
            "slug": f"made-up-{number}",
            "title": f"{self.native(language, 4)}{self.sentence(6)} {number}",
            "summary": " ".join(self.sentence(self.random.randint(10, 18)) for _ in range(3)),
            "areas": self.areas(),
            "main_source": self.source(number),
            **own,
            "participations": [self.party(position) for position in (1, 2)],
            "provisions": [self.provision(position, language) for position in range(1, self.random.randint(4, 6))],
            "citations": [
                {
                    "key": "area-1",
                    "target": "provisions/area-1",
                    "source": f"source-{number}",
                    "quote": self.sentence(12),
                    "locator": f"page {self.random.randint(1, 9)}",
                }
            ],
            "blanks": [{"key": name, "target": name, "why": "not_stated"} for name in ("figures", "venue")],
        }

    def agreement(self):
        return {"kind": "memorandum_of_understanding", "signed_on": self.day(), "city": self.random.choice(CITIES)}

    def event(self):
        return {"form": "meeting", "held_on": self.day(), "city": self.random.choice(CITIES)}

    def source(self, number):
        self.sources.append(
            {
                "key": f"source-{number}",
                "title": self.sentence(9),
                "publisher": self.sentence(3),
                "published_on": self.day(),
                "address": f"https://example.org/{number}",
            }
        )
        return f"source-{number}"

    def party(self, position):
        body = self.random.choice(self.organisations)
        return {
            "key": f"party-{position}",
            "position": position,
            "role": "party",
            "organisation": body["key"],
            "as_printed": body["name"],
        }

    def provision(self, position, language):
        return {
            "key": f"area-{position}",
            "position": position,
            "label": f"({position})",
            "kind": "area_of_cooperation",
            "heading": self.sentence(4),
            "text": f"{self.sentence(25)} {self.native(language, 12)}".strip(),
            "form": "signed",
            "areas": self.areas(),
        }

    def areas(self):
        return [label.replace(" ", "-") for label in self.random.sample(AREAS, self.random.randint(1, 3))]

    def day(self):
        return f"{self.random.randint(2006, 2026)}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"

    def sentence(self, length):
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        words[2::3] = self.random.choices(self.glue, k=len(words[2::3]))
        return " ".join(words).capitalize()

    def native(self, language, length):
        """Words of another language, if this is not English, and a dash after them."""
        if language == "en":
            return ""
        words = self.random.choices(NATIVE[language].split("|"), k=length)
        return (" " if language == "vi" else "").join(words) + " – "
