"""Who works with whom: the ties between countries and regional bodies, from who takes part in public records."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, Q

from events.models import Event
from tvet_portal.directory.models import Country, GroupMembership
from tvet_portal.records.models import Participation, Provision, ProvisionActor
from tvet_portal.records.models.records import RECORD_ADDRESS, RecordType, Status

ASEAN = "asean-members"  # the key of its group of countries
SHARED_TYPES = (RecordType.AGREEMENT, RecordType.PROGRAMME)
MEETING_ROLES = (
    "host", "organiser", "co_organiser", "facilitator", "member_state", "international_organisation", "observer",
    "participant",
)  # fmt: skip
COLUMNS = (
    "country", "organisation", "organisation__country", "organisation__name", "organisation__acronym",
    "organisation__slug",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Partner:
    """A country, or a body that belongs to none."""

    name: str
    url: str
    country: str = ""  # ISO code; empty for a body


@dataclass(frozen=True)
class Tie:
    """One thing that partners share: an agreement, a programme, or a commitment made at a meeting."""

    key: object
    title: str
    url: str
    type: str


class Cooperation:
    """What every pair of partners shares, and which pairs only met. Members are those of ASEAN on a day."""

    def __init__(self, *, day):
        memberships = GroupMembership.objects.on(day).filter(group__key=ASEAN, status="member")
        is_member = Exists(memberships.filter(country=OuterRef("pk")))
        self.countries = {row.pk: row for row in Country.objects.annotate(is_member=is_member)}
        self.partners = {pk: Partner(row.name, row.get_absolute_url(), row.iso2) for pk, row in self.countries.items()}
        self.shared = defaultdict(list)  # pair of partners -> ties
        self.met = defaultdict(list)  # pair of partners -> meetings
        self._read_records()
        self._read_commitments()

    @property
    def members(self):
        """The members of ASEAN by name."""
        return sorted((row for row in self.countries.values() if row.is_member), key=lambda row: row.name)

    def _read_records(self):
        """Agreements and programmes are shared by all who take part; at a meeting that was held they met."""
        held = Event.objects.published().filter(state=Event.State.HELD)
        meetings = Q(record__in=held.values("pk"), role__in=MEETING_ROLES, is_expected=False)
        shared = Q(record__record_type__in=SHARED_TYPES)
        rows = Participation.objects.filter(shared | meetings, record__status=Status.PUBLISHED)
        fields = ("record", "record__record_type", "record__slug", "record__title")
        taking_part = defaultdict(set)
        for *record, country, body, body_country, name, acronym, slug in rows.values_list(*fields, *COLUMNS):
            partner = self._partner(country, body, body_country, acronym or name, slug)
            taking_part[tuple(record)].add(partner)
        for (pk, record_type, slug, title), partners in taking_part.items():
            tie = Tie(pk, title, RECORD_ADDRESS[record_type].format(slug=slug), record_type)
            self._enter(self.shared if record_type in SHARED_TYPES else self.met, tie, partners)

    def _read_commitments(self):
        """A commitment made at a meeting is shared by who made it and whom it was made to."""
        commitments = Provision.objects.filter(
            kind="commitment", part_of=None, record__status=Status.PUBLISHED, record__record_type=RecordType.EVENT
        )
        rows = ProvisionActor.objects.filter(provision__in=commitments, role__in=("by", "to", "with"))
        fields = ("provision__key", "provision__heading", "provision__text", "provision__record__slug")
        taking_part = defaultdict(set)
        for *point, country, body, body_country, name, acronym, slug in rows.values_list(*fields, *COLUMNS):
            partner = self._partner(country, body, body_country, acronym or name, slug)
            taking_part[tuple(point)].add(partner)
        for (key, heading, text, slug), partners in taking_part.items():
            url = f"{RECORD_ADDRESS[RecordType.EVENT].format(slug=slug)}#provisions-{key}"
            self._enter(self.shared, Tie((slug, key), heading or text, url, "commitment"), partners)

    def _partner(self, country, body, body_country, name, slug):
        """The country of whoever takes part; a body without a country stands for itself, a category for nobody."""
        if country or body_country:
            return self.partners[country or body_country]
        return Partner(name, f"/organisations/{slug}/") if body else None

    def _enter(self, ties, tie, partners):
        for pair in combinations(sorted(partners - {None}), 2):
            ties[pair].append(tie)

    def between(self, one, other):
        return self.shared.get(tuple(sorted((one, other))), [])

    def have_met(self, one, other):
        return tuple(sorted((one, other))) in self.met

    def are_tied(self, one, other):
        return bool(self.between(one, other)) or self.have_met(one, other)

    def partners_of(self, partner):
        """Everybody a partner shares something with, or has met, by name: (partner, ties)."""
        pairs = [pair for pair in {**self.shared, **self.met} if partner in pair]
        others = sorted(next(one for one in pair if one != partner) for pair in pairs)
        return [(other, self.between(partner, other)) for other in others]
