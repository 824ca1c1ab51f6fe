"""Duplicates suspected: entries with names alike, and records of the same day and parties. A person decides.

Those of which something says already that they are two are left out: a tie, a succession, a record that names both, a
link between records, or somebody who looked at them.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, combinations, islice

from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.directory import limits
from tvet_portal.directory.likely_twins import likely_twins
from tvet_portal.directory.models import (
    CooperationArea,
    Organisation,
    OrganisationSuccession,
    OrganisationTie,
    Person,
)
from tvet_portal.records import rights
from tvet_portal.records.content.reading import rows_among
from tvet_portal.records.content.shape import record_models
from tvet_portal.records.models import Apart, Participation, Record
from tvet_portal.records.remarks import find_twins, of_twins
from tvet_portal.records.workflow import NotAllowed, may_publish

MOST_FOUND = 500  # entries of a type, of those that somebody works on and nobody has answered
MOST_ANSWERED = 50  # pairs of a type that are listed as two
LATEST = 200  # records of a type that somebody works on; older ones were looked at when they were the latest
MODELS = {model.entry_type: model for model in (Organisation, Person, CooperationArea)} | {"record": Record}


@dataclass(frozen=True)
class Suspicion:
    """Two rows that are perhaps one, and why."""

    of: str
    one: object
    other: object
    why: str


def suspected(of, user):
    """What is suspected among the rows of a type that somebody works on."""
    return list(of_records(user) if of == "record" else of_entries(MODELS[of], user))


def of_entries(model, user):
    entries = model.objects.filter(merged_into=None)
    if model is Person:
        entries = entries.filter(withheld_at=None)
    found = likely_twins(entries, "country" if model is Organisation else "")
    ids = {pk for pair in found for pk in pair[:2]}
    apart, said = known_apart(model, ids) if ids else (), Apart.pairs(model.entry_type)
    keys = dict(rows_among(limits.workable(entries, user).values_list("pk", "key"), "pk", ids))
    open_pairs = (pair for pair in found if is_open(pair[:2], keys, apart, said))
    shown = list(islice(open_pairs, MOST_FOUND))
    related = ["country"] if model is Organisation else []
    rows = rows_among(entries.select_related(*related), "pk", {pk for pair in shown for pk in pair[:2]})
    seen = {row.pk: row for row in rows}
    for one, other, name, other_name in shown:
        why = name if name == other_name else f"{name} ~ {other_name}"
        yield Suspicion(model.entry_type, seen[one], seen[other], why)


def is_open(pair, keys, apart, said):
    """Whether somebody works on both, and nothing says yet that they are two."""
    mine = all(pk in keys for pk in pair)
    return mine and frozenset(pair) not in apart and frozenset(keys[pk] for pk in pair) not in said


def known_apart(model, ids):
    """Pairs of which something says that they are two: as `merges.obstacles`, of many at once."""
    if model is CooperationArea:
        return {frozenset(pair) for pair in rows_among(model.objects.values_list("pk", "broader"), "pk", ids)}
    if model is not Organisation:
        return set()
    ties = OrganisationTie.objects.order_by().values_list("organisation", "other")
    successions = OrganisationSuccession.objects.order_by().values_list("predecessor", "successor")
    named = Participation.objects.order_by().values_list("record", "organisation")
    beside = defaultdict(set)
    for record, body in rows_among(named, "organisation", ids):
        beside[record].add(body)
    told = [*rows_among(ties, "organisation", ids), *rows_among(successions, "predecessor", ids)]
    return {frozenset(pair) for pair in chain(told, *(combinations(bodies, 2) for bodies in beside.values()))}


def of_records(user):
    """Among the latest records of each type."""
    for record_type in of_twins:
        rows = rights.workable(Record.objects.filter(record_type=record_type), user).order_by("-pk")
        latest = rows.values_list("pk", flat=True)[:LATEST]
        found = find_twins(record_models()[record_type], list(latest))
        ids = {pk for one, _why, other in found for pk in (one, other.pk)}
        seen = {row.pk: row for row in rows_among(rights.workable(Record.objects, user), "pk", ids)}
        for one, why, other in found:
            if one in seen and other.pk in seen:
                yield Suspicion("record", seen[one], seen[other.pk], why)


def say_apart(of, keys, by):
    """Somebody has looked: they are two. Only what is suspected is answered, by who would merge them."""
    if not may_publish(by):
        raise NotAllowed([_("Only a publisher can do this.")])
    found = next((each for each in suspected(of, by) if {each.one.key, each.other.key} == set(keys)), None)
    if found is None:
        raise NotAllowed([_("These are not, or no longer, suspected to be one.")])
    one, other = sorted((found.one.key, found.other.key))
    Apart.objects.get_or_create(of=of, one=one, other=other, defaults={"said_by": by})
    audit.note("say that two are two", by, of=of, one=one, other=other)


def answered(of, user):
    """The latest answers about what somebody works on: (Apart, one row, the other)."""
    rows = MODELS[of].objects
    mine = rights.workable(rows.all(), user) if of == "record" else limits.workable(rows.all(), user)
    keys = mine.order_by().values("key")
    said = Apart.objects.filter(of=of, one__in=keys, other__in=keys).select_related("said_by")[:MOST_ANSWERED]
    seen = {row.key: row for row in rows_among(mine, "key", {key for each in said for key in (each.one, each.other)})}
    return [(each, seen[each.one], seen[each.other]) for each in said]


def take_back(pk, by):
    """An answer was wrong: the two are suspected again."""
    if not may_publish(by):
        raise NotAllowed([_("Only a publisher can do this.")])
    said = next((each for of in MODELS for each, *_rows in answered(of, by) if each.pk == pk), None)
    if said is None:
        raise NotAllowed([_("Somebody has taken this back already.")])
    said.delete()
    audit.note("take back that two are two", by, of=said.of, one=said.one, other=said.other)
