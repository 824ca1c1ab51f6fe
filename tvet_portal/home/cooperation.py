"""Who works with whom: the ties between countries and regional bodies, from who takes part in public records."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from events.models import Event
from tvet_portal.directory.models import Country, GroupMembership
from tvet_portal.home.lines import CHILDREN
from tvet_portal.records.models import Participation, Provision, ProvisionActor
from tvet_portal.records.models.records import RECORD_ADDRESS, RecordType, Status

ASEAN = "asean-members"  # the key of its group of countries
SHARED_TYPES = (RecordType.AGREEMENT, RecordType.PROGRAMME)
COMMITMENT = "commitment"
COUNTED = (*SHARED_TYPES, COMMITMENT)  # what is shared; who is only at the same meeting has met
MEETING_ROLES = (
    "host", "organiser", "co_organiser", "facilitator", "member_state", "international_organisation", "observer",
    "participant",
)  # fmt: skip
COLUMNS = (
    "country", "organisation", "organisation__country", "organisation__name", "organisation__acronym",
    "organisation__slug", "organisation__key",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Partner:
    """A country, or a body that belongs to none."""

    name: str
    url: str
    country: str = ""  # ISO code; empty for a body
    key: str = ""  # of a body


@dataclass(frozen=True)
class Tie:
    """One thing that partners share: an agreement, a programme, a commitment made at a meeting, or a meeting."""

    key: object
    title: str
    url: str
    type: str
    record: int
    point: object = None  # the id of a commitment
    first: date | None = None
    last: date | None = None
    partners: set = field(default_factory=set, compare=False)


class Cooperation:
    """What every pair of partners shares, and which pairs only met. Members are those of ASEAN on a day."""

    def __init__(self, *, day):
        memberships = GroupMembership.objects.on(day).filter(group__key=ASEAN, status="member")
        is_member = Exists(memberships.filter(country=OuterRef("pk")))
        self.countries = {row.pk: row for row in Country.objects.annotate(is_member=is_member)}
        self.partners = {pk: Partner(row.name, row.get_absolute_url(), row.iso2) for pk, row in self.countries.items()}
        self.ties = [*self._of_records(), *self._commitments()]
        self.count(self.ties)

    def count(self, ties, *, kinds=COUNTED):
        """Sort ties by pair: those of these kinds are shared; at all others the pair has met."""
        self.shared, self.met = defaultdict(list), defaultdict(list)
        for tie in ties:
            pairs = self.shared if tie.type in kinds else self.met
            for pair in combinations(sorted(tie.partners), 2):
                pairs[pair].append(tie)

    @property
    def members(self):
        """The members of ASEAN by name."""
        return sorted((row for row in self.countries.values() if row.is_member), key=lambda row: row.name)

    def _of_records(self):
        """Agreements and programmes are shared by all who take part; at a meeting that was held they met."""
        held = Event.objects.published().filter(state=Event.State.HELD)
        meetings = Q(record__in=held.values("pk"), role__in=MEETING_ROLES, is_expected=False)
        shared = Q(record__record_type__in=SHARED_TYPES)
        rows = Participation.objects.filter(shared | meetings, record__status=Status.PUBLISHED).order_by("record")
        rows = rows.annotate(first=dated("first"), last=dated("last"))
        fields = ("record", "record__record_type", "record__slug", "record__title", "first", "last")
        ties = {}
        for pk, record_type, slug, title, first, last, *actor in rows.values_list(*fields, *COLUMNS):
            url = RECORD_ADDRESS[record_type].format(slug=slug)
            tie = ties.setdefault(pk, Tie(pk, title, url, record_type, pk, first=first, last=last))
            tie.partners.update(self._partners(*actor))
        return ties.values()

    def _commitments(self):
        """A commitment made at a meeting is shared by who made it and whom it was made to. Its date is its own."""
        commitments = Provision.objects.filter(
            kind=COMMITMENT, part_of=None, record__status=Status.PUBLISHED, record__record_type=RecordType.EVENT
        )
        rows = ProvisionActor.objects.filter(provision__in=commitments, role__in=("by", "to", "with")).order_by(
            "provision"
        )
        rows = rows.annotate(
            first=Coalesce("provision__period_first", "provision__record__event__held_first"),
            last=Coalesce("provision__period_last", "provision__record__event__held_last"),
        )
        fields = ("provision", "provision__key", "provision__heading", "provision__text")
        fields += ("provision__record", "provision__record__slug", "first", "last")
        ties = {}
        for pk, key, heading, text, record, slug, first, last, *actor in rows.values_list(*fields, *COLUMNS):
            url = f"{RECORD_ADDRESS[RecordType.EVENT].format(slug=slug)}#provisions-{key}"
            tie = Tie((slug, key), heading or text, url, COMMITMENT, record, pk, first, last)
            ties.setdefault(pk, tie).partners.update(self._partners(*actor))
        return ties.values()

    def _partners(self, country, body, body_country, name, acronym, slug, key):
        """The country of whoever takes part; a body without a country stands for itself, a category for nobody."""
        if country or body_country:
            yield self.partners[country or body_country]
        elif body:
            yield Partner(acronym or name, f"/organisations/{slug}/", key=key)

    def between(self, one, other):
        return self.shared.get(tuple(sorted((one, other))), [])

    def have_met(self, one, other):
        return tuple(sorted((one, other))) in self.met

    def are_tied(self, one, other):
        return bool(self.between(one, other)) or self.have_met(one, other)


def dated(end):
    """The first or the last day of the record somebody takes part in, whatever its type."""
    stems = ((name, field.removesuffix("_on")) for name, (field, _kind) in CHILDREN.items() if field)
    return Coalesce(*(f"record__{name}__{stem}_{end}" for name, stem in stems))
