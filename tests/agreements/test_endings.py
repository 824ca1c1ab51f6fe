"""An agreement ends when fewer than two parties remain bound, on its page as in a list."""

from datetime import date

import pytest

from agreements.filters import state_case
from agreements.models import Agreement
from agreements.page import AgreementPage
from tests.factories.agreements import AgreementFactory
from tvet_portal.records import content as contents

DAY = date(2026, 6, 15)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parties", "left_on", "state"),
    [
        (2, ["2026-01"], "terminated"),
        (2, [""], "terminated"),
        (2, ["2026-07-01"], "signed"),  # announced, not yet over
        (3, ["2026-01"], "signed"),  # two remain bound
        (3, ["2026-01", "2025"], "terminated"),
    ],
)
def test_agreement_ends_when_fewer_than_two_remain(parties, left_on, state):
    agreement = AgreementFactory(parties=parties)
    for party, day in zip(agreement.participations.all(), left_on, strict=False):
        party.acts.create(kind="withdrew", done_on=day)

    page = AgreementPage(agreement, contents.read(agreement), day=DAY)
    listed = Agreement.objects.annotate(state=state_case(on=DAY)).get()

    assert (page.state, listed.state) == (state, state)


@pytest.mark.django_db
def test_counted_group_stays_bound_without_its_partner():
    agreement = AgreementFactory(parties=1)
    agreement.participations.get().acts.create(kind="denounced", done_on="2025")
    agreement.participations.create(role="party", category="institutes", bodies=18, as_printed="18 institutes")

    page = AgreementPage(agreement, contents.read(agreement), day=DAY)
    listed = Agreement.objects.annotate(state=state_case(on=DAY)).get()

    assert (page.state, listed.state) == ("signed", "signed")
