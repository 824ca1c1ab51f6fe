"""Who works with whom: the ties between countries and regional bodies, from who takes part in public records."""

from collections import Counter
from datetime import date
from itertools import combinations
from typing import NamedTuple

from django.db.models import Aggregate, BigIntegerField, Exists, F, Max, Min, OuterRef, Q, TextField
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from events.models import Event
from tvet_portal.directory.models import Country, GroupMembership, Organisation
from tvet_portal.home.lines import CHILDREN
from tvet_portal.records.models import Participation, Provision, ProvisionActor
from tvet_portal.records.models.records import RECORD_ADDRESS, RecordType, of_public_records

ASEAN = "asean-members"  # the key of its group of countries
SHARED_TYPES = (RecordType.AGREEMENT, RecordType.PROGRAMME)
COMMITMENT = "commitment"
COUNTED = (*SHARED_TYPES, COMMITMENT)  # what is shared; who is only at the same meeting has met
MEETING_ROLES = (
    "host", "organiser", "co_organiser", "facilitator", "member_state", "international_organisation", "observer",
    "participant",
)  # fmt: skip


class Distinct(Aggregate):
    """The different values of an expression as one text, with commas between: equal values may give several texts."""

    template = "STRING_AGG(DISTINCT (%(expressions)s)::text, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="GROUP_CONCAT(DISTINCT %(expressions)s)")


# Whoever takes part as a number: the country it is or belongs to; a body without one below zero; of a category nothing.
SIDE = Coalesce("country", "organisation__country", F("organisation") * -1, output_field=BigIntegerField())


class Partner(NamedTuple):
    """A country, or a body that belongs to none."""

    name: str
    url: str
    country: str = ""  # ISO code; empty for a body
    key: str = ""  # of a body


class Tie(NamedTuple):
    """One thing that partners share: an agreement, a programme, a commitment made at a meeting, or a meeting."""

    record: int
    point: int  # the id of a commitment; 0 of anything else
    type: str
    title: str
    url: str
    first: date | None
    last: date | None
    sides: str  # the numbers of its partners


class Cooperation:
    """What every pair of partners shares, and which pairs only met. Members are those of ASEAN on a day.

    Of a hundred thousand ties only the numbers of each pair are kept: what those few pairs share that a page shows is
    looked up (ties_of).
    """

    def __init__(self, *, day):
        memberships = GroupMembership.objects.on(day).filter(group__key=ASEAN, status="member")
        is_member = Exists(memberships.filter(country=OuterRef("pk")))
        self.countries = {row.pk: row for row in Country.objects.annotate(is_member=is_member)}
        self.partners = {pk: Partner(row.name, row.get_absolute_url(), row.iso2) for pk, row in self.countries.items()}
        self.ties = [*self._of_records(), *self._commitments()]
        self._name_bodies()
        self.narrow(self.ties, kinds=COUNTED)

    def narrow(self, ties, *, kinds):
        """Count only these ties: those of these kinds are shared; at all others a pair has met."""
        self.counted, self.kinds = ties, kinds

    @cached_property
    def shared(self):
        """Pair -> how much it shares."""
        return Counter(pair for tie in self.counted if tie.type in self.kinds for pair in self.pairs(tie))

    @cached_property
    def met(self):
        """The pairs that met, if they share something or not."""
        return {pair for tie in self.counted if tie.type not in self.kinds for pair in self.pairs(tie)}

    def pairs(self, tie):
        """All pairs of who is in a tie, each in the order of their names."""
        return combinations(sorted(self.partners[side] for side in numbers(tie.sides)), 2)

    def ties_of(self, wanted):
        """Pair -> the ties of each of these pairs: what it shares first, then where it met."""
        found = {pair: [] for pair in wanted}
        for tie in self.counted:
            for pair in self.pairs(tie):
                if pair in found:
                    found[pair].append(tie)
        for ties in found.values():
            ties.sort(key=lambda tie: (tie.type not in self.kinds, tie))
        return found

    @property
    def members(self):
        """The members of ASEAN by name."""
        return sorted((row for row in self.countries.values() if row.is_member), key=lambda row: row.name)

    def _of_records(self):
        """Agreements and programmes are shared by all who take part; at a meeting that was held they met."""
        held = Event.objects.published().filter(state=Event.State.HELD)
        meetings = Q(record__in=held.values("pk"), role__in=MEETING_ROLES, is_expected=False)
        shared = Q(record__record_type__in=SHARED_TYPES)
        rows = Participation.objects.filter(of_public_records(), shared | meetings).order_by("record")
        found = rows.values_list("record").annotate(
            record_type=Max("record__record_type"),
            slug=Max("record__slug"),
            title=Max("record__title"),
            first=Min(dated("first")),
            last=Max(dated("last")),
            sides=Distinct(SIDE),
        )
        for pk, record_type, slug, title, first, last, sides in found:
            url = RECORD_ADDRESS[record_type].format(slug=slug)
            yield Tie(pk, 0, record_type, title, url, first, last, sides or "")

    def _commitments(self):
        """A commitment made at a meeting is shared by who made it and whom it was made to. Its date is its own."""
        commitments = Provision.objects.filter(
            of_public_records(), kind=COMMITMENT, part_of=None, record__record_type=RecordType.EVENT
        )
        rows = ProvisionActor.objects.filter(provision__in=commitments, role__in=("by", "to", "with"))
        found = (
            rows.order_by("provision")
            .values_list("provision")
            .annotate(
                of_record=Max("provision__record"),
                point=Max("provision__key"),
                heading=Max("provision__heading"),
                text=Max("provision__text"),
                slug=Max("provision__record__slug"),
                first=Min(Coalesce("provision__period_first", "provision__record__event__held_first")),
                last=Max(Coalesce("provision__period_last", "provision__record__event__held_last")),
                sides=Distinct(SIDE),
            )
        )
        for pk, record, key, heading, text, slug, first, last, sides in found:
            url = f"{RECORD_ADDRESS[RecordType.EVENT].format(slug=slug)}#provisions-{key}"
            yield Tie(record, pk, COMMITMENT, heading or text, url, first, last, sides or "")

    def _name_bodies(self):
        """The bodies that belong to no country stand for themselves."""
        bodies = {-side for sides in {tie.sides for tie in self.ties} for side in numbers(sides) if side < 0}
        rows = Organisation.objects.filter(pk__in=bodies).values_list("pk", "acronym", "name", "slug", "key")
        for pk, acronym, name, slug, key in rows:
            self.partners[-pk] = Partner(acronym or name, f"/organisations/{slug}/", key=key)

    def number(self, one, other):
        """How much two partners share."""
        return self.shared[tuple(sorted((one, other)))]

    def have_met(self, one, other):
        return tuple(sorted((one, other))) in self.met


def numbers(sides):
    return map(int, sides.split(",")) if sides else ()


def dated(end):
    """The first or the last day of the record somebody takes part in, whatever its type."""
    stems = ((name, field.removesuffix("_on")) for name, (field, _kind) in CHILDREN.items() if field)
    return Coalesce(*(f"record__{name}__{stem}_{end}" for name, stem in stems))
