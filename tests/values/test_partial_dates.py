"""Partial dates: what each form means in days and in words; whatever else is typed is a ValueError."""

import math
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from tvet_portal.values.partial_dates import describe, exact_days, machine_date, machine_ends, parse

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
OF_THE_ORACLE = settings(max_examples=8)  # it takes up to 0.1 s a date
POINTS = st.builds(lambda day, letters: day.isoformat()[:letters], DAYS, st.sampled_from([4, 7, 10]))


def oracle(text):
    """The two days of a date as the package `edtf` sees them; an open end is the first or last day there is."""
    found = parse_edtf(text)
    ends = {-math.inf: date.min, math.inf: date.max}
    return tuple(ends.get(end) or date(*end[:3]) for end in (found.lower_strict(), found.upper_strict()))


def bounds(text):
    parsed = parse(text)
    return parsed.first, parsed.last


def in_order(one, other):
    return sorted([one, other], key=lambda text: parse(text).first)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2019", "point", "2019-01-01", "2019-12-31"),
        ("2019-02", "point", "2019-02-01", "2019-02-28"),
        ("2020-02", "point", "2020-02-01", "2020-02-29"),
        ("2019-09-17", "point", "2019-09-17", "2019-09-17"),
        ("2019~", "point", "2018-01-01", "2020-12-31"),
        ("2019-01~", "point", "2018-12-01", "2019-02-28"),
        ("2019-12~", "point", "2019-11-01", "2020-01-31"),
        ("2019-09-30~", "point", "2019-09-29", "2019-10-01"),
        ("?2022-11-20", "point", "2022-11-20", "2022-11-20"),
        ("XXXX-11-20", "point", "0001-11-20", "9999-11-20"),
        ("XXXX-02-29", "point", "0001-02-28", "9999-02-28"),
        ("2019-09-17/2019-09-19", "range", "2019-09-17", "2019-09-19"),
        ("2019/2020-02", "range", "2019-01-01", "2020-02-29"),
        ("2019/..", "range", "2019-01-01", "9999-12-31"),
        ("../2019", "range", "0001-01-01", "2019-12-31"),
        ("[..2025-12-31]", "not_later", "0001-01-01", "2025-12-31"),
        ("[2025-12..]", "not_earlier", "2025-12-01", "9999-12-31"),
        ("{2015,2019}", "set", "2015-01-01", "2019-12-31"),
        ("{2017,2015,2019}", "set", "2015-01-01", "2019-12-31"),
        ("0001", "point", "0001-01-01", "0001-12-31"),
        ("9999-12-31", "point", "9999-12-31", "9999-12-31"),
    ],
)
def test_each_form_has_its_earliest_and_latest_day(text, kind, first, last):
    parsed = parse(text)

    assert (parsed.kind, parsed.first, parsed.last) == (kind, date.fromisoformat(first), date.fromisoformat(last))


@OF_THE_ORACLE
@given(POINTS)
def test_day_month_and_year_mean_what_edtf_says(text):
    assert bounds(text) == oracle(text)


@OF_THE_ORACLE
@given(POINTS, POINTS)
def test_range_means_what_edtf_says(one, other):
    text = "/".join(in_order(one, other))

    assert bounds(text) == oracle(text)


@OF_THE_ORACLE
@given(POINTS, POINTS)
def test_set_means_what_edtf_says(one, other):
    text = f"{{{','.join(in_order(one, other))}}}"

    assert bounds(text) == oracle(text)


@OF_THE_ORACLE
@given(POINTS, st.sampled_from(["[..{}]", "[{}..]", "{}/..", "../{}"]))
def test_open_end_means_what_edtf_says(point, form):
    text = form.format(point)

    assert bounds(text) == oracle(text)


@OF_THE_ORACLE
@given(DAYS, st.sampled_from(["?{}-{}-{}", "{}-?{}-{}", "{}-{}-?{}"]))
def test_inferred_part_means_what_edtf_says(day, form):
    text = form.format(*day.isoformat().split("-"))

    assert bounds(text) == oracle(text)


@given(st.dates(min_value=date(2, 2, 2), max_value=date(9998, 11, 29)), st.sampled_from([4, 7, 10]))
def test_about_is_wider_by_one_unit_on_both_sides(day, letters):
    text = day.isoformat()[:letters]
    exact, about = parse(text), parse(f"{text}~")

    beside = [parse((edge + step).isoformat()[:letters]) for edge, step in zip(*around(exact), strict=True)]

    assert (about.first, about.last) == (beside[0].first, beside[1].last)


def around(parsed):
    return (parsed.first, parsed.last), (timedelta(days=-1), timedelta(days=1))


@pytest.mark.parametrize(
    "text",
    [
        "9999~", "9999-12~", "9999-12-31~", "0001~", "0001-01~", "0001-01-01~", "0000", "2019-00", "2019-05-00",
        "2019-13", "2019-02-29", "XXXX", "XXXX-02", "XXXX-02-30", "?XXXX-11-20", "", " ", "~", "..", "../..", "[..]",
        "[....]", "{}", "{2019,}", "{2019,..}", "{2019,..,2020}", "{2020,2019}", "2020/2019", "2019/2020/2021", "/",
        "2019/", "/2019", "[..2019", "2019..]", "[..2019/2020]", "[2019]", "2019\n", " 2019", "2019-9", "19", "+2019",
        "-2019", "２０１９", "๒๕๖๒", "2019-09-17T10:00", "2019-W01", "2019-21", "2019?", "not later than 2019",
        "\0", "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_date_is_a_value_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the validator of the field says it in words
        parse(text)


@given(st.text() | st.text(alphabet="0123456789-/.[]{},~?X"))
def test_hostile_text_is_a_date_in_order_or_a_value_error(text):
    try:
        first, last = bounds(text)
    except ValueError:
        return

    assert first <= last
    assert describe(text)
    assert isinstance(machine_date(text), str)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("2025", "2025"),
        ("2025-12", "December 2025"),
        ("2025-12-09", "9 December 2025"),
        ("2019~", "about 2019"),
        ("2019-08-01/2019-08-04", "1–4 August 2019"),
        ("2019-08-30/2019-09-02", "30 August – 2 September 2019"),
        ("2019-12-30/2020-01-02", "30 December 2019 – 2 January 2020"),
        ("2019-08-01/2019-08-01", "1 August 2019"),
        ("2015/2019", "2015–2019"),
        ("2015-05/2019", "May 2015 – 2019"),
        ("2019/..", "since 2019"),
        ("../2019-05", "until May 2019"),
        ("[..2022-11-21]", "not later than 21 November 2022"),
        ("[2022-11..]", "not earlier than November 2022"),
        ("{2015,2019}", "2015, 2019"),
        ("XXXX-11-20", "20 November"),
        ("?2022-11-20", "20 November [2022]"),
        ("2022-?11-20", "20 [November] 2022"),
        ("2022-11-?20", "[20] November 2022"),
        ("?2022-?11-?20", "[20] [November] [2022]"),
        ("XXXX-?11-20", "20 [November]"),
        ("?2022-05/2023", "May [2022] – 2023"),
    ],
)
def test_date_in_words(text, words):
    assert describe(text) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "9 tháng 12, 2025"), ("th", "9 ธันวาคม ค.ศ. 2025"), ("id", "9 Desember 2025"), ("km", "9 ធ្នូ 2025")],
)
def test_date_in_a_language_of_the_region(language, words):
    assert describe("2025-12-09", language) == words


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("2025-12-09", "2025-12-09"),
        ("2025-12", "2025-12"),
        ("2025", "2025"),
        ("0999", "0999"),
        ("2019~", ""),
        ("2019/2020", ""),
        ("[..2019]", ""),
        ("XXXX-11-20", ""),
        ("", ""),
    ],
)
def test_only_a_single_certain_date_is_written_for_machines(text, attribute):
    assert machine_date(text) == attribute


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("", ("", "")),
        ("2019", ("2019", "")),
        ("2019-09-17", ("2019-09-17", "")),
        ("2019-09-17/2019-09-19", ("2019-09-17", "2019-09-19")),
        ("2019-08/..", ("2019-08", "")),
        ("../2019", ("", "2019")),
        ("{2017,2015,2019-03}", ("2015", "2019-03")),
        ("[..2025-12-31]", ("", "")),
        ("[2025-12..]", ("", "")),
        ("2019~/2020", ("", "2020")),
        ("2019-?03-01", ("2019", "")),
        ("?2022-11-20", ("", "")),
        ("XXXX-11-20", ("", "")),
    ],
)
def test_ends_for_machines_are_as_precise_as_they_are_known(text, ends):
    assert machine_ends(text) == ends


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019-09-17", (date(2019, 9, 17), date(2019, 9, 17))),
        ("2019-09-17/2019-10-02", (date(2019, 9, 17), date(2019, 10, 2))),
        *((text, None) for text in ("", "2019", "2019-09", "2019-09-17~", "?2019-09-17", "XXXX-09-17", "2019-09/..")),
        *((text, None) for text in ("[..2019-09-17]", "{2019-09-17,2019-09-19}", "2019-09-17/2019-09")),
    ],
)
def test_exact_days_are_those_that_are_stated(text, days):
    assert exact_days(text) == days
