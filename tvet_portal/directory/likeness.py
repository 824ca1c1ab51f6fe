"""Names that mean the same: asked before somebody enters a second time what the directory has."""

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from tvet_portal.directory.models import CooperationArea, Organisation, Person
from tvet_portal.values.folding import fold

NAMES = {  # model -> where the names of an entry stand
    Organisation: ("name", "acronym", "names__text"),
    Person: ("printed_name", "names__text"),
    CooperationArea: ("label", "labels__text"),
}
ALIKE = 90  # of 100; less takes the ministries of two countries for one
SHORTEST = 6  # letters; shorter names, acronyms most of all, are the same or are not
MOST = 5
FEWEST_TO_LOOK_FOR = 2  # letters
NO_LETTERS = re.compile(r"[^\w\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")  # the marks of Thai, Lao, Burmese, Khmer stay


def alike(entries, names):
    """Entries of a queryset with a name like one of these: pairs of an entry and that name, the likest first."""
    return alike_each(entries, [names])[0]


def alike_each(entries, several):
    """The same of several lists of names, reading those of the directory once."""
    entries = entries.filter(merged_into__isnull=True)
    known = list(names_of(entries)) if several else []
    folded = [plain(name) for _pk, name in known]
    found = [_likest(known, folded, names) for names in several]
    rows = entries.in_bulk({pk for likest in found for pk in likest})
    return [[(rows[pk], as_known) for pk, as_known in likest.items()] for likest in found]


def _likest(known, folded, names):
    """Id -> the name that is like one of these."""
    found = {}
    for name in {plain(name) for name in names} - {""}:
        likeness = fuzz.token_sort_ratio if len(name) >= SHORTEST else fuzz.ratio
        least = ALIKE if len(name) >= SHORTEST else 100
        for _text, score, number in process.extract(name, folded, scorer=likeness, score_cutoff=least, limit=MOST):
            pk, as_known = known[number]
            found[pk] = max(found.get(pk, (0, "")), (score, as_known))
    return {pk: found[pk][1] for pk in sorted(found, key=lambda pk: (-found[pk][0], pk))[:MOST]}


def holding(entries, text):
    """Ids of the entries of a queryset with a name in which a text stands, however its letters are marked."""
    wanted = plain(text)
    return (
        {pk for pk, name in names_of(entries) if wanted in plain(name)} if len(wanted) >= FEWEST_TO_LOOK_FOR else set()
    )


def names_of(entries):
    """Pairs of an id and a name, all names of all entries."""
    for field in NAMES[entries.model]:
        yield from (
            entries.order_by().exclude(**{field: ""}).filter(**{f"{field}__isnull": False}).values_list("pk", field)
        )


@lru_cache(maxsize=50_000)  # the same names are asked about at every letter that somebody types
def plain(name):
    """Words without case, marks of Latin letters and punctuation: "Bộ Lao động, TB&XH" is "bo lao dong tb xh"."""
    return " ".join(NO_LETTERS.sub(" ", fold(name)).split())
