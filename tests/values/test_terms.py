"""Terms: the date some years or months after another one is as precise as that one, and as sure."""

import pytest

from tvet_portal.values.terms import later


@pytest.mark.parametrize(
    ("start", "length", "unit", "end"),
    [
        ("2025-12-09", 2, "years", "2027-12-09"),
        ("2025-12-09", 18, "months", "2027-06-09"),
        ("2025-12", 1, "months", "2026-01"),
        ("2019", 3, "years", "2022"),
        ("2019", 24, "months", "2021"),
        ("2024-02-29", 1, "years", "2025-02-28"),
        ("2024-02-29", 4, "years", "2028-02-29"),
        ("2025-08-31", 1, "months", "2025-09-30"),
        ("2019~", 2, "years", "2021~"),
        ("2019-05-02~", 2, "years", "2021-05-02~"),
        ("?2022-11-20", 1, "years", "?2023-11-20"),
        ("2022-?11", 2, "months", "2023-?01"),
        ("2019-08-01/2019-08-04", 1, "years", "2020-08-01/2020-08-04"),
        ("[..2022-11-21]", 5, "years", "[..2027-11-21]"),
        ("2019/..", 5, "years", "2024/.."),
        ("{2009,2012}", 1, "years", "{2010,2013}"),
    ],
)
def test_end_is_as_precise_as_the_start(start, length, unit, end):
    assert later(start, length, unit) == end


@pytest.mark.parametrize(
    ("start", "length", "unit"),
    [("XXXX-11-20", 2, "years"), ("2019", 18, "months"), ("2019/2020-02", 1, "months"), ("9999", 1, "years")],
)
def test_end_that_cannot_be_said_is_empty(start, length, unit):
    assert later(start, length, unit) == ""
