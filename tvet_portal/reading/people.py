"""People acting in office: known to the directory, or announced by an honorific or by their office.

"Dr. Songheang Ai, director of SEAMEO TED" -> Dr., Songheang Ai, director, SEAMEO TED.
"H.E. Hing SIDETH, Delegate of Royal Government" -> H.E., Hing SIDETH, "Delegate of Royal Government", no body.
"Dao Ngoc Dung, Minister of Labour" -> Dao Ngoc Dung, "Minister of Labour", the ministry of that name.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from tvet_portal.reading.bodies import KINDS
from tvet_portal.reading.finds import Find, longest, outside
from tvet_portal.reading.posts import CAPITAL, NO_POST, OFFICE, Post, Posts

HONORIFIC = (
    r"(?:His Excellency|Her Excellency|H\. ?E\.|Assoc\. Prof\.|Prof\.|Professor|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Mdm\.?"
    r"|Datuk|Dato'|Tan Sri|Hon\.|[Ôô]ng|[Bb]à|TS\.|ThS\.)"
)
RULE = re.compile(
    rf"(?<!\w)(?P<honorific>{HONORIFIC}(?: {HONORIFIC}){{0,3}}) "
    rf"(?P<name>(?!{HONORIFIC}(?!\w)){CAPITAL}(?: (?:bin |binti |van |de )?{CAPITAL}){{0,4}})"
)
THAI = re.compile(  # not an employer, nor the first of a country
    r"(?P<honorific>(?:ผศ\.|รศ\.|ศ\.)?\s?ดร\.|นาย(?!จ้าง|ก)|นางสาว|นาง)\s?(?P<name>[ก-๎]{2,20} [ก-๎]{2,25})(?![ก-๎])"
)
NO_NAME = (
    r"(?:On|In|At|The|And|But|For|By|From|With|As|When|While|After|Before|Both|To|Of|Our|This|That|Also|Today"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b"
)
SEVERAL = rf"(?!{NO_NAME}){CAPITAL}(?: {CAPITAL}){{1,4}}"
IN_OFFICE = re.compile(rf"(?<![\w-])(?P<honorific>)(?P<name>{SEVERAL})(?=, (?:the )?{OFFICE} (?:of|for|at) )")
AFTER_OFFICE = re.compile(rf" (?P<honorific>)(?P<name>{SEVERAL})")
NOBODY = {  # words that a body or a fund is called by, and no person
    *" ".join(KINDS).split(), "Fund", "Assembly", "Bank", "Conference", "Forum", "Government", "Group", "Parliament",
    "Programme", "Program", "Project", "Secretariat", "Summit",
}  # fmt: skip


@dataclass(frozen=True)
class Somebody:
    name: str
    honorific: str = ""
    keys: tuple = ()  # of the people of the directory it may be
    post: Post = NO_POST

    def __str__(self):
        return f"{self.honorific} {self.name}".strip()


def find(text, known, bodies=(), countries=(), country_of=None):
    """`known` are finds of names of people, `bodies` those of organisations and ministries, `countries` of countries;
    `country_of` is the country of an organisation, by its key.
    """
    announced = [Find("person", *each.span(), each) for rule in (RULE, THAI) for each in rule.finditer(text)]
    in_office = (each for each in _by_office(text, bodies) if not NOBODY & set(each["name"].split()))
    by_office = [Find("person", *each.span("name"), each) for each in in_office]
    announced += outside(by_office, [*announced, *known, *bodies, *countries])
    posts, named = Posts(text, bodies, countries, country_of), {}  # a word of a name -> those named with it so far
    found = longest([*announced, *outside(known, announced)])
    for each, following in pairwise([*found, None]):
        until = following.start if following else len(text)
        somebody = _somebody(text, each, known, posts.beside(each.start, each.end, until))
        words = somebody.name.split()
        if len(words) == 1 and not somebody.keys and len(named.get(words[0], ())) == 1:
            (somebody,) = named[words[0]]  # "Dr. Ai", after "Dr. Songheang Ai"
        for word in words:
            named.setdefault(word, set()).add(somebody)
        yield Find("person", each.start, each.end, somebody)


def _by_office(text, bodies):
    """Who has no honorific, and an office: "Dao Ngoc Dung, Minister of Labour", "Minister of Labour Dao Ngoc Dung"."""
    yield from IN_OFFICE.finditer(text)
    for body in bodies:
        match = AFTER_OFFICE.match(text, body.end) if body.kind == "ministry" else None
        if match:
            yield match


def _somebody(text, found, known, post):
    match = found.value if isinstance(found.value, re.Match) else None
    keys = next((each.value for each in known if found.start <= each.start and each.end <= found.end), ())
    name, honorific = (match["name"], match["honorific"]) if match else (text[found.start : found.end], "")
    return Somebody(name, honorific, keys, post)
