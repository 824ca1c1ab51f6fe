"""A text as it is read: what is left out of it, and what was found in the rest."""

from dataclasses import dataclass

from tvet_portal.reading import cleaning, counts, dates, money, ordinals, people, places, points, posts, terms
from tvet_portal.reading.bodies import find as bodies_of
from tvet_portal.reading.finds import Find, longest, outside, plain

LARGEST = 2**20  # bytes of a text
MOST_READ = 200_000  # letters of it that are read: a news text has five thousand


@dataclass(frozen=True)
class ReadText:
    text: str
    left_out: list
    finds: list

    def of(self, *kinds):
        return [find for find in self.finds if find.kind in kinds]

    def words(self, find):
        return self.text[find.start : find.end]


def read(text, names, published=""):
    """Everything the rules find. Within a point other things may stand; among themselves these do not cross."""
    whole = plain(text)
    left_out = cleaning.find(whole)
    kept = cleaning.without(whole, left_out)
    named = names.find(kept)
    bodies, known = [[find for find in named if find.kind == kind] for kind in ("organisation", "person")]
    lands = [find for find in named if find.kind == "country"]
    countries = [find for find in named if find.kind in ("country", "group")]
    new = list(bodies_of(kept, bodies, lands))
    dated = dates.find(kept, published)
    amounts = list(money.find(kept))
    valid = longest(terms.find(kept))
    ministries = list(posts.ministries(kept, names, lands))
    somebody = list(people.find(kept, known, [*bodies, *new, *ministries], lands, names.country_of))
    by_themselves = {key for body in bodies for key in body.value}
    unnamed = [find for find in ministries if not by_themselves & set(find.value)]
    towns = outside(places.find(kept, lands), [*bodies, *new])
    counted = outside(counts.find(kept), [*dated, *amounts, *valid])
    numbered = outside(ordinals.find(kept), [*dated, *amounts])
    single = longest(dict.fromkeys([*dated, *amounts, *outside([*bodies, *new], somebody), *somebody, *towns]))
    single += outside(countries, [*bodies, *new, *somebody, *towns])
    single += outside(unnamed, single)
    found = [*points.find(kept), *single, *counted, *numbered, *valid]
    return ReadText(text, left_out, sorted(found, key=lambda find: (find.start, -find.end, find.kind)))


__all__ = ["LARGEST", "Find", "ReadText", "read"]
