"""What the list of agreements can be narrowed by."""

from django.db.models import Case, CharField, DecimalField, Exists, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.level import Level, level_case
from agreements.models import Agreement
from agreements.page import ENDING_ACTS
from agreements.state import State
from tvet_portal.records.facets import ChoiceFacet
from tvet_portal.records.filters import DatedRecordFilter
from tvet_portal.records.models import Act, Participation, RecordLink
from tvet_portal.records.models.records import of_public_records
from tvet_portal.search.lists import Indexed


def state_case(*, on):
    """The state of an agreement on a day as an expression: what `state_on` says, for lists. A test compares them."""
    superseded = RecordLink.objects.filter(of_public_records(), role="supersedes", to_record=OuterRef("pk"))
    return Case(
        When(Exists(superseded), then=Value(State.SUPERSEDED)),
        When(has_ended(on), then=Value(State.TERMINATED)),
        When(expires_last__lt=on, renewal="automatic", then=Value(State.RENEWED)),
        When(expires_last__lt=on, then=Value(State.EXPIRED)),
        When(effective_last__lte=on, then=Value(State.IN_FORCE)),
        When(signed_first__lte=on, then=Value(State.SIGNED)),
        When(Q(signed_on="") & ~Q(effective_on=""), then=Value(State.SIGNED)),
        default=Value(State.NEGOTIATING),
        output_field=CharField(),
    )


def has_ended(on):
    """Parties have left by a day, and fewer than two remain bound. A counted group counts as many as it has."""
    number = DecimalField()
    done = Q(done_last__isnull=True) | Q(done_last__lte=on)
    has_left = Exists(Act.objects.filter(done, kind__in=ENDING_ACTS, participation=OuterRef("pk")))
    parties = Participation.objects.filter(role="party", record=OuterRef("pk")).order_by()
    bound = (
        parties.filter(~has_left)
        .values("record")
        .annotate(number=Sum(Coalesce("bodies", Value(1), output_field=number)))
    )
    remaining = Coalesce(Subquery(bound.values("number"), output_field=number), Value(0), output_field=number)
    return Q(Exists(parties.filter(has_left))) & Q(LessThan(remaining, Value(2)))


class LevelFacet(ChoiceFacet):
    """Between whom an agreement is, derived from its parties."""

    def derived(self):
        return level_case()

    def narrow(self, records, values):
        return super().narrow(records.alias(**{self.field_name: self.derived()}), values)

    def count(self, records):
        return super().count(records.annotate(**{self.field_name: self.derived()}))


class StateFacet(LevelFacet):
    """Where an agreement stands today, derived from its dates and what its parties did."""

    def derived(self):
        return state_case(on=timezone.localdate())


class AgreementFilter(Indexed, DatedRecordFilter):
    """Adds the kind of an agreement, its level, and its state today."""

    record_type = Agreement.own_record_type
    date = "signed"

    kind = ChoiceFacet("kind", Agreement.Kind.choices, label=_("Kind"))
    level = LevelFacet("level", Level.choices, label=_("Level"))
    state = StateFacet("state", State.choices, label=_("State"), is_folded=True)

    def in_order(self, rows):
        rows = super().in_order(rows)
        for row in rows if self.listed else ():
            (row.state,) = self.listed.states[row.pk]
        return rows
