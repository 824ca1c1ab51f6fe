"""The state of an agreement is the same in a list, where the database computes it, as on its page."""

from datetime import date
from itertools import product

import pytest

from agreements.filters import state_case
from agreements.models import Agreement
from agreements.state import state_on

DAY = date(2024, 6, 15)
STARTS = ("", "2020", "2024", "2024-06-15", "[..2030]", "2030-01-01")
ENDS = ("", "2030-02", "2024-06-15", "2024-06-14", "2031")
FIELDS = ("signed_on", "effective_on", "expires_on", "renewal")


@pytest.mark.django_db
def test_database_and_page_give_the_same_state():
    for number, values in enumerate(product(STARTS, STARTS, ENDS, ("", "automatic"))):
        agreement = Agreement(key=number, slug=number, kind="protocol", **dict(zip(FIELDS, values, strict=True)))
        starts = filter(None, (agreement.signed_first, agreement.effective_first))
        if not agreement.expires_last or agreement.expires_last >= max(starts, default=date.min):
            agreement.save()

    for agreement in Agreement.objects.annotate(state=state_case(on=DAY)):
        stated = {name: getattr(agreement, name) for name in FIELDS}
        assert (stated, agreement.state) == (stated, state_on(DAY, **stated))
