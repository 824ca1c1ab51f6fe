"""Reads the parameters of a search address. Whatever they hold, there is a question; what was left out is said."""

import re
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from tvet_portal.search.query import NEWEST, OLDEST, RELEVANCE, TITLE, Question
from tvet_portal.search.zawgyi import as_unicode

LONGEST_QUESTION = 300
MOST_VALUES = 20
FIRST_YEAR, LAST_YEAR = 1900, 2100
FACETS = ("type", "country", "area", "organisation", "year", "state", "language", "has_document")
SORTS = (RELEVANCE, NEWEST, OLDEST, TITLE)
KNOWN = {"q", *FACETS, "year_from", "year_to", "sort", "page"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
VALUE = re.compile(r"[A-Za-z0-9_-]{1,120}")
NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass
class Asked:
    """A question with its order and page, and what the reader should know about it."""

    question: Question
    sort: str
    page: int
    notices: list = field(default_factory=list)

    def query(self, question=None, *, sort=None):
        """The parameters of an address that asks this, or another question; always in the same order."""
        question = question or self.question
        made = QueryDict(mutable=True)
        if question.words:
            made["q"] = question.words
        for name in FACETS:
            if question.filters.get(name):
                made.setlist(name, [written(name, value) for value in question.filters[name]])
        for name, year in (("year_from", question.year_from), ("year_to", question.year_to)):
            if year is not None:
                made[name] = str(year)
        sort = sort or self.sort
        if sort != default_sort(question) and (question.words or sort != RELEVANCE):
            made["sort"] = sort
        return made


def written(name, value):
    return value.lower() if name == "country" else str(value)


def default_sort(question):
    return RELEVANCE if question.words else NEWEST


def read(data, is_known):
    """What an address asks. `is_known(facet, values)` gives those values of a facet that exist."""
    notices = []
    filters = {}
    for name in FACETS:
        values, left_out = read_values(name, data.getlist(name), is_known)
        if values:
            filters[name] = values
        if left_out:
            notices.append(
                _("Left out, because it is not known here: %(what)s.") % {"what": f"{name} “{clip(left_out)}”"}
            )
    first, last = (read_year(data.get(name, ""), name, notices) for name in ("year_from", "year_to"))
    if first is not None and last is not None and first > last:
        first, last = last, first
    question = Question(read_words(data.get("q", ""), notices), filters, first, last)
    unknown = sorted(set(data) - KNOWN)
    if unknown:
        notices.append(_("There is no such filter: %(names)s.") % {"names": clip(", ".join(unknown))})
    return Asked(question, read_sort(data, question, notices), read_page(data, notices), notices)


def read_words(text, notices):
    typed = " ".join(CONTROL.sub(" ", text[: 2 * LONGEST_QUESTION]).split())
    if len(typed) > LONGEST_QUESTION or len(text) > 2 * LONGEST_QUESTION:
        notices.append(_("Only the first %(number)d characters were searched for.") % {"number": LONGEST_QUESTION})
        typed = typed[:LONGEST_QUESTION].rstrip()
    words = as_unicode(typed)
    if words != typed:
        notices.append(_("Your words were typed in Zawgyi. Searched for the same in Unicode: “%s”.") % clip(words))
    return words


def read_values(name, values, is_known):
    """The known values of a facet, each once, and the first that is not known."""
    values = list(dict.fromkeys(value.strip() for value in values if value.strip()))
    plain = [value for value in values if VALUE.fullmatch(value)][:MOST_VALUES]
    if name == "year":
        known = {value: int(value) for value in plain if is_year(value)}
    else:
        canonical = {value: value.upper() if name == "country" else value for value in plain}
        exist = is_known(name, list(canonical.values())) if canonical else ()
        known = {value: meant for value, meant in canonical.items() if meant in exist}
    left_out = next((value for value in values if value not in known), "")
    return list(dict.fromkeys(known.values())), left_out


def is_year(text):
    return bool(NUMBER.fullmatch(text)) and FIRST_YEAR <= int(text) <= LAST_YEAR


def read_year(text, name, notices):
    text = text.strip()
    if not text:
        return None
    if is_year(text):
        return int(text)
    notices.append(_("Left out, because it is no year: %(what)s.") % {"what": f"{name} “{clip(text)}”"})
    return None


def read_sort(data, question, notices):
    sort = data.get("sort", "")
    if sort and sort not in SORTS:
        notices.append(_("There is no such order: “%(order)s”.") % {"order": clip(sort)})
    if sort not in SORTS or (sort == RELEVANCE and not question.words):
        return default_sort(question)
    return sort


def read_page(data, notices):
    text = data.get("page", "").strip()
    if not text:
        return 1
    if re.fullmatch(r"[0-9]+", text, re.ASCII) and text.strip("0"):
        return int(text[:9]) if len(text) <= 9 else 10**9
    notices.append(_("There is no page “%(page)s”; this is the first.") % {"page": clip(text)})
    return 1


def clip(text):
    text = CONTROL.sub(" ", text)
    return text if len(text) <= 40 else f"{text[:40]}…"
