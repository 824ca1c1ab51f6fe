"""Tables as a whole: what is too much, what is odd, how often the database is asked."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from tests.factories import records as r
from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, OrganisationFactory, SourceFactory
from tests.factories.records import staff
from tests.tables.giving import give, rows_of
from tvet_portal.directory.models import Organisation
from tvet_portal.records.models import Progress
from tvet_portal.tables.declared import tables
from tvet_portal.tables.files import NotATable

pytestmark = pytest.mark.django_db


ODD = [
    "NaN", "Infinity", "-1", "1e999999", "9" * 20, "9999-99", "0000", "party: ", "party: “x” VN", ": :", "[",
    "former [vi]: ", "x" * 3000, "😀" * 200, "25:00", "javascript:x", "\n\n", "provisions/x", "agreement/x",
    "\x0b", "\ud7ff",
]  # fmt: skip


KNOWN = {
    Organisation: {
        ("description", "NaN"): "new", ("founded_on", "9999-99"): "wrong", ("kind", "-1"): "wrong",
        ("email", "javascript:x"): "wrong", ("country", "\n\n"): "new",
    },
    Agreement: {
        ("summary", "-1"): "new", ("originals", "-1"): "wrong", ("originals", "0000"): "new",
        ("participations", ": :"): "wrong", ("term_length", "1e999999"): "wrong",
    },
    Progress: {
        ("text", "NaN"): "new", ("status", "NaN"): "wrong", ("as_of_on", "0000"): "wrong",
        ("actors", "party: "): "wrong",
    },
}  # fmt: skip


@pytest.mark.parametrize("model", KNOWN)
def test_odd_cells_never_fail_the_table(model):
    known = r.ProgressFactory(provision=AgreementFactory().provisions.get(), source=SourceFactory())
    new = {"record": known.provision.record.key, "point": known.provision.key, "version": "0", "status": "limited"}
    new |= {"as_of_on": "2025", "source": known.source.key}
    new = new if model is Progress else {"kind": "agency" if model is Organisation else "protocol", "key": ""}
    names = [column.name for column in tables()[model].filled]
    rows = [
        {**dict.fromkeys(names, ""), "title" if model is Agreement else "name": f"x{number}", **new, name: text}
        for number, (name, text) in enumerate(product(names, ODD))
    ]
    rows = [{name: text for name, text in row.items() if name in {*names, *new}} for row in rows]

    work = give(staff("writer"), model, rows, dry=True)

    found = dict(zip(product(names, ODD), (str(row.verdict) for row in work.rows), strict=True))
    assert {cell: found[cell] for cell in KNOWN[model]} == KNOWN[model]


def test_table_that_changes_too_much_of_what_is_public_is_refused(settings):
    settings.TABLE_ROWS_PUBLIC = 1
    rows = [
        {"key": row.key, "version": "0", "acronym": "X"} for row in OrganisationFactory.create_batch(2, approved=True)
    ]

    with pytest.raises(NotATable):
        give(staff("writer"), Organisation, rows)


def test_table_of_too_many_new_rows_is_refused(settings):
    settings.TABLE_ROWS_NEW = 1

    with pytest.raises(NotATable, match="2 new rows, and may have 1"):
        give(staff("writer"), Organisation, [{"name": name, "kind": "agency"} for name in ("Welding", "Sewing")])


def test_queries_of_an_export_of_progress_stay_the_same_for_many_records():
    counts = []
    for number in (1, 5):
        for _each in range(number):
            r.ProgressFactory(provision=AgreementFactory().provisions.get())
        with CaptureQueriesContext(connection) as queries:
            rows = rows_of(Progress)
        counts.append((len(rows), len(queries)))

    assert [rows for rows, _queries in counts] == [1, 6]
    assert counts[0][1] == counts[1][1]


@pytest.mark.parametrize("rows", [[{"name": "x", "nmae": "y"}], [{"title": "x"}]])
def test_unknown_column_is_refused(rows):
    with pytest.raises(NotATable):
        give(staff("writer"), Organisation, rows)


def test_queries_stay_the_same_for_many_rows():
    country, user = CountryFactory(), staff("writer")
    counts = []
    give(user, Organisation, [{"name": "Archery", "kind": "agency"}])  # what is asked once is in memory then
    for start, number in ((0, 4), (100, 12)):
        known = OrganisationFactory.create_batch(number, country=country)
        rows = [{"key": row.key, "version": "0", "name": f"{row.name} B", "kind": row.kind} for row in known]
        names = ["Welding", "Cooking", "Sewing", "Masonry", "Tourism", "Robotics", "Forestry", "Fishery", "Nursing"]
        rows += [
            {"key": "", "name": f"{name} {2 * name if start else start}", "kind": "agency"}
            for name in names[: number // 2]
        ]
        with CaptureQueriesContext(connection) as queries:
            work = give(user, Organisation, rows)
        assert not work.bad()
        counts.append(len(queries) - number)  # a row that was there is saved by itself

    assert counts[0] == counts[1]
