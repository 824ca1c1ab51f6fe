"""Posts beside the names of people, each with whom its holder stands for.

"..., director of SEAMEO TED" -> director, SEAMEO TED. "..., Minister of Labour of Viet Nam" -> "Minister of Labour",
the ministry that is called so; where nobody knows it, Viet Nam. Before a name: "Director of SEAMEO TED Dr. Ai".
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

from tvet_portal.reading.finds import Find

OFFICE = (
    r"(?i:(?:(?:deputy|vice|acting|executive|managing|permanent|assistant|prime|phó)[ -])*(?:minister|president|rector"
    r"|director(?:[ -]general)?|secretary(?:[ -]general| of state)?|chair(?:man|woman|person)?|principal|dean|head"
    r"|governor|ambassador|chief executive(?: officer)?|ceo|(?:bộ|thứ|hiệu|cục|vụ|tổng cục) trưởng|giám đốc"
    r"|tổng thư ký|chủ tịch|đại sứ))"
)
CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ][^\W\d_]*(?:[-'.][^\W\d_]+){0,6})"
AHEAD = 220  # letters after a name in which a post may stand
BEHIND = 120  # and before it
LONGEST = 100
RANK = r"(?i:(?:deputy|vice|acting|prime minister and)[ -])*"
MINISTER = re.compile(r"\bMinister (?=(?:of|for) )")
MINISTRY = "Ministry "  # as long as "Minister ": every place stays where it is
OF_MINISTER = rf"{RANK}Minister (?:of|for) (?:the )?{CAPITAL}(?:(?:,? and|,| &)? {CAPITAL}){{0,9}}"
AFTER = re.compile(r"(?:, (?:and )?| \()(?:the (?!\w+'s ))?")
DIRECT = re.compile(r" (?:\(|of |from )(?:the )?|,? (?:on behalf of|representing)(?: the)? ")
ENDS = re.compile(r"[;.\n()]")
JOINT = re.compile(r"(?:,? and|,)? ?$")  # before the next name
OF = re.compile(r"(?:,|,? (?:of|at|from|for)) ?(?:the )?$")
ALONE = re.compile(r",(?: of| at)?(?: the)? ")
DOES = re.compile(r"(?:who|which|and|has|have|was|said|told|came|met|left|spoke|signed|\w+ing)\b")
GOES_ON = re.compile(r",? (?:who|which|has|have|had|was|were|is|said|told|signed|met|spoke)\b")
BESIDE = re.compile(r"(?:,? (?:of|from)(?: the)? |, | \()$")
OWNER = "'s "
OF_A_STATE = re.compile(r"(?i:\bminister|\bambassador|\bgovernment\b|\bsecretary of state|\bbộ trưởng|\bđại sứ)")


@dataclass(frozen=True)
class Post:
    name: str = ""
    bodies: tuple = ()  # keys of the organisations that may be meant
    country: str = ""  # ISO code of the one that a minister stands for
    stands_for: str = ""  # the body or country as printed


NO_POST = Post()


def ministries(text, names, countries):
    """Finds of known ministries over the words after which a minister is called: "Minister of Labour"."""
    starts = {found.start() for found in MINISTER.finditer(text)}
    called = names.find(MINISTER.sub(MINISTRY, text)) if starts else []
    posts = Posts(text, (), countries, names.country_of)
    for find in called:
        if find.kind == "organisation" and find.start in starts:
            post = (
                re.search(f"{RANK}$", text[max(0, find.start - BEHIND) : find.start])[0] + text[find.start : find.end]
            )
            yield Find("ministry", find.start, find.end, posts.made(post, find, find.end).bodies)


class Posts:
    """The posts of a text. `bodies` are finds of organisations and ministries; `country_of` is key -> ISO code."""

    def __init__(self, text, bodies=(), countries=(), country_of=None):
        self.text, self.country_of = text, country_of or {}
        self.bodies, self.countries = Places(bodies), Places(countries)

    def beside(self, start, end, until):
        """The post of somebody whose name stands from `start` to `end`; at `until` the next name begins."""
        after = self.after(end, min(until, end + AHEAD)) or NO_POST
        return after if after.stands_for else self.before(start) or after

    def after(self, end, until):
        direct = DIRECT.match(self.text, end)
        body = direct and self.bodies.at(direct.end())
        if body and body.kind != "ministry" and not re.match(rf" {OFFICE}\b", self.text[body.end : body.end + 40]):
            return self.made("", body, body.end)
        found = AFTER.match(self.text, end)
        if not found:
            return None
        start = found.end()
        stop = ENDS.search(self.text, start, until)
        ahead = self.text[start : stop.start()] if stop else JOINT.sub("", self.text[start:until])
        goes_on = GOES_ON.search(ahead)
        return self.in_words(start, ahead[: goes_on.start()] if goes_on else ahead)

    def in_words(self, start, ahead):
        """What words after a name say: a post up to the body, or to the first comma."""
        body = self.bodies.first(start, start + len(ahead))
        before = ahead[: body.start - start] if body else ahead
        if body and body.kind == "ministry" and re.fullmatch(RANK, before):
            return self.made(self.text[start : body.end], body, body.end)
        if minister := re.match(OF_MINISTER, ahead):
            return self.of_minister(start, start + minister.end())
        if body and not before:  # "UNESCO director"
            office = re.compile(rf" (?P<post>{OFFICE})\b").match(self.text, body.end)
            return self.made(office["post"] if office else "", body, body.end)
        comma = before.find(",")
        post = OF.sub("", before[:comma] if comma >= 0 else before).strip()
        is_joined = OF.search(before) if comma < 0 else ALONE.fullmatch(before, comma)
        is_beside = body and (is_joined or re.fullmatch(OFFICE, before.strip()))
        if not 0 < len(post) <= LONGEST or DOES.match(post):
            return None
        return self.made(post, body if is_beside else None, body.end if is_beside else start + len(post))

    def before(self, start):
        """ "Director of Beta Centre Dr. Ana Ai", "Viet Nam's Minister of Labour Dao Ngoc Dung"."""
        end = len(self.text[max(0, start - 2) : start].rstrip(", ")) + max(0, start - 2)
        country = self.countries.ending(end)
        if country and (beside := BESIDE.search(self.text, max(0, country.start - 10), country.start)):
            end = beside.start()
        body = self.bodies.ending(end)
        first = max(0, end - BEHIND)
        behind = self.text[first : body.start if body else end]
        if body and body.kind == "ministry":
            found, last = re.search(rf"{RANK}$", behind), body.end
        elif body:
            found, last = re.search(rf"\b(?P<post>{OFFICE}) (?:of|for|at) (?:the )?$", behind), 0
        elif found := re.search(rf"\b{OF_MINISTER}$", behind):
            last = end
        else:
            found, last = re.search(rf" (?P<post>{OFFICE})$", behind), 0
            body = found and self.bodies.ending(first + found.start())
            found = found if body else None
        if not found or (self.text[end] == "," and behind[: found.start()].endswith(", ")):  # the post of who is before
            return None
        if not body:
            return self.of_minister(first + found.start(), last)
        post = self.text[first + found.start() : last] if last else found["post"]
        return self.made(post, body, max(end, body.end))

    def of_minister(self, start, end):
        """Of one whose ministry nobody knows: he stands for the country that is named with the post."""
        within = self.countries.first(start, end)
        if within:
            beside = BESIDE.search(self.text, start, within.start)
            end = beside.start() if beside else within.start
        return self.made(self.text[start:end].strip(), None, end)

    def made(self, post, body, end):
        """A post, with whom its holder stands for: of several bodies of that name that of the country beside it."""
        country = self.country_beside(end, post)
        code = country.value[0] if country else ""
        if body:
            keys = (body.value.key,) if body.kind == "body" else body.value
            of_it = tuple(key for key in keys if self.country_of.get(key) == code)
            printed = self.text[body.start : body.end]
            return Post(post, of_it if code and of_it else keys, "", printed)
        if country and OF_A_STATE.search(post):
            return Post(post, (), code, self.text[country.start : country.end])
        return Post(post)

    def country_beside(self, end, post):
        following = self.countries.first(end, end + len(", from the ") + 1)
        if following and BESIDE.fullmatch(self.text, end, following.start):
            return following
        start = end - len(post)
        return self.countries.ending(start - len(OWNER)) if self.text[start - len(OWNER) : start] == OWNER else None


class Places:
    """Finds by where they begin and end."""

    def __init__(self, finds):
        self.finds = sorted(finds, key=lambda find: find.start)
        self.starts = [find.start for find in self.finds]
        self.ends = {find.end: find for find in self.finds}

    def first(self, start, end):
        """The first that begins between two places."""
        number = bisect_left(self.starts, start)
        return self.finds[number] if number < len(self.finds) and self.starts[number] < end else None

    def at(self, start):
        return self.first(start, start + 1)

    def ending(self, end):
        return self.ends.get(end)
