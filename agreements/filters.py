"""What the list of agreements can be narrowed by."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement
from agreements.page import ENDING_ACTS
from agreements.state import State
from tvet_portal.records.facets import ChoiceFacet
from tvet_portal.records.filters import DatedRecordFilter
from tvet_portal.records.models import Act, RecordLink
from tvet_portal.records.models.records import Status


def state_case(*, on):
    """The state of an agreement on a day as an expression: what `state_on` says, for lists. A test compares them."""
    superseded = RecordLink.objects.filter(role="supersedes", to_record=OuterRef("pk"), record__status=Status.PUBLISHED)
    ended = Act.objects.filter(kind__in=ENDING_ACTS, participation__role="party", participation__record=OuterRef("pk"))
    return Case(
        When(Exists(superseded), then=Value(State.SUPERSEDED)),
        When(Exists(ended), then=Value(State.TERMINATED)),
        When(expires_last__lt=on, renewal="automatic", then=Value(State.RENEWED)),
        When(expires_last__lt=on, then=Value(State.EXPIRED)),
        When(effective_last__lte=on, then=Value(State.IN_FORCE)),
        When(signed_first__lte=on, then=Value(State.SIGNED)),
        When(Q(signed_on="") & ~Q(effective_on=""), then=Value(State.SIGNED)),
        default=Value(State.NEGOTIATING),
        output_field=CharField(),
    )


class AgreementFilter(DatedRecordFilter):
    """Adds the kind of an agreement and its state today."""

    date = "signed"

    kind = ChoiceFacet("kind", Agreement.Kind.choices, label=_("Kind"))
    state = ChoiceFacet("state", State.choices, label=_("State"), is_folded=True)
