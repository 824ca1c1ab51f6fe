"""People acting in office, known to the directory or announced by an honorific, with post and body where printed.

"Dr. Songheang Ai, director of SEAMEO TED" -> Dr., Songheang Ai, director, SEAMEO TED.
"H.E. Hing SIDETH, Delegate of Royal Government" -> H.E., Hing SIDETH, "Delegate of Royal Government", no body.
"""

import re
from dataclasses import dataclass

from tvet_portal.reading.finds import Find, longest, outside

HONORIFIC = (
    r"(?:His Excellency|Her Excellency|H\. ?E\.|Assoc\. Prof\.|Prof\.|Professor|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Mdm\.?"
    r"|Datuk|Dato'|Tan Sri|Hon\.|Ông|Bà|TS\.|ThS\.)"
)
CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:[-'.][^\W\d_]+)*)"
RULE = re.compile(
    rf"(?<!\w)(?P<honorific>{HONORIFIC}(?: {HONORIFIC})?) "
    rf"(?P<name>{CAPITAL}(?: (?:bin |binti |van |de )?{CAPITAL}){{0,4}})"
)
AHEAD = 220  # letters after a name in which a post may stand
OF = re.compile(r" ?(?:of|at|from|for) (?:the )?$")


@dataclass(frozen=True)
class Somebody:
    name: str
    honorific: str = ""
    keys: tuple = ()  # of the people of the directory it may be
    post: str = ""
    body: str = ""  # key of the organisation named beside the post
    body_as_printed: str = ""

    def __str__(self):
        return f"{self.honorific} {self.name}".strip()


def find(text, known, organisations):
    """`known` are finds of names of people, `organisations` those of bodies; both as the directory knows them."""
    announced = [Find("person", *each.span(), each) for each in RULE.finditer(text)]
    named = {}  # a word of a name -> those named with it so far
    for each in longest([*announced, *outside(known, announced)]):
        somebody = _somebody(text, each, known, organisations)
        words = somebody.name.split()
        if len(words) == 1 and not somebody.keys and len(named.get(words[0], ())) == 1:
            (somebody,) = named[words[0]]  # "Dr. Ai", after "Dr. Songheang Ai"
        for word in words:
            named.setdefault(word, set()).add(somebody)
        yield Find("person", each.start, each.end, somebody)


def _somebody(text, found, known, organisations):
    match = found.value if isinstance(found.value, re.Match) else None
    keys = next((each.value for each in known if found.start <= each.start and each.end <= found.end), ())
    name, honorific = (match["name"], match["honorific"]) if match else (text[found.start : found.end], "")
    post, body = _post(text, found.end, organisations)
    printed = text[body.start : body.end] if body else ""
    return Somebody(name, honorific, keys, post, key_of(body), printed)


def key_of(body):
    """The key of a body of the directory, or what stands for the one a new body will have."""
    if body is None:
        return ""
    return body.value.key if body.kind == "body" else body.value[0]


def _post(text, end, organisations):
    """What stands after a name and a comma, up to the body, the next comma or the next person."""
    if text[end : end + 2] != ", ":
        return "", None
    ahead = text[end + 2 : end + AHEAD]
    stop = re.search(r"[;.\n(]|, (?:and )?(?:Dr|Mr|Ms|Mrs|H\.E|Prof)\b| and (?:Dr|Mr|Ms|Mrs|H\.E|Prof)\b", ahead)
    ahead = ahead[: stop.start()] if stop else ahead
    body = next((each for each in organisations if end < each.start < end + 2 + len(ahead)), None)
    before = ahead[: body.start - end - 2] if body else ahead
    comma = before.find(",")
    post = OF.sub("", before[:comma] if comma >= 0 else before).strip()
    is_post = 0 < len(post) <= 100 and not re.match(r"(?:who|which|and|has|have|was|said|told|\w+ing)\b", post)
    return (post, body) if is_post else ("", None)
