"""A new row has the two days of its dates from the start, in whatever way it is made."""

from datetime import date

from agreements.models import Agreement


def test_date_given_to_a_new_row_sets_its_two_days():
    agreement = Agreement(signed_on="2025-12", title="x")

    assert (agreement.signed_first, agreement.signed_last) == (date(2025, 12, 1), date(2025, 12, 31))
