"""Bodies that the directory does not know, where a text prints their name with its acronym.

"Korea Association of Secondary Vocational Education (KASVE)" -> an association. One of the words says what kind of
body it is: "National Qualifications Framework (NQF)" is none. Every later "KASVE" is the same body.
"""

import re
from dataclasses import dataclass

from tvet_portal.reading.finds import Find, outside

KINDS = {  # the first of these words that a name has says its kind
    "Ministry": "ministry", "Regional Centre": "regional_body", "Regional Center": "regional_body",
    "Association": "association", "Federation": "association", "Chamber": "association", "Union": "association",
    "Network": "network", "Consortium": "network", "University": "institution", "College": "institution",
    "Institute": "institution", "Academy": "institution", "School": "institution", "Centre": "institution",
    "Center": "institution", "Company": "company", "Corporation": "company", "Agency": "agency",
    "Authority": "agency", "Department": "agency", "Directorate": "agency", "Office": "agency", "Council": "agency",
    "Commission": "agency", "Committee": "agency", "Board": "agency", "Bureau": "agency", "Foundation": "agency",
    "Organization": "international_organisation", "Organisation": "international_organisation",
}  # fmt: skip
CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'-]*"
RULE = re.compile(
    rf"(?<![\w-])(?P<name>{CAPITAL}(?:,? (?:(?:of|for|and|in|on|the|&) ){{0,3}}{CAPITAL}){{1,14}}) "
    rf"\((?P<acronym>[A-Z][\w-]*[A-Z][\w-]*(?: [A-Z][\w-]*){{0,2}})\)"
)
MOST = 20


@dataclass(frozen=True)
class Body:
    name: str
    acronym: str
    kind: str
    country: str = ""  # ISO code of the one that its name names

    @property
    def key(self):
        """Stands for the key it does not have yet."""
        return f"new:{self.acronym}"

    def __str__(self):
        return f"{self.name} ({self.acronym})"


def find(text, known, countries):
    """`known` are the finds of organisations: what is one, or has the acronym of one, is not new."""
    for found, body in _new(text, known, countries):
        yield Find("body", *found.span("name"), body)
        again = re.compile(rf"(?<![\w-]){re.escape(body.acronym)}(?![\w-])")
        yield from outside((Find("body", *each.span(), body) for each in again.finditer(text)), known)


def _new(text, known, countries):
    seen = {}
    for found in RULE.finditer(text):
        kind = next((kind for word, kind in KINDS.items() if re.search(rf"\b{word}\b", found["name"])), "")
        is_known = not outside([Find("body", found.start(), found.end())], known)
        if kind and not is_known and found["acronym"] not in seen and len(seen) < MOST:
            name, acronym = " ".join(found["name"].split())[:250], found["acronym"][:40]
            seen[found["acronym"]] = found, Body(name, acronym, kind, _country(found, kind, countries))
    return list(seen.values())


def _country(found, kind, countries):
    """The country in the name of a body of one: "Korea Association of ..."."""
    if kind in ("regional_body", "international_organisation"):
        return ""
    within = (
        each.value[0] for each in countries if found.start("name") <= each.start and each.end <= found.end("name")
    )
    return next(within, "")
