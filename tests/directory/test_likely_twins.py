"""Names that are alike among all of the directory, found in no more time than there are names."""

from itertools import product
from time import perf_counter

import pytest

from tvet_portal.directory.likely_twins import among

MOET = "Ministry of Education and Training"
LAO = "ກະຊວງສຶກສາທິການ ແລະ ກິລາ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (MOET, "MINISTRY of Education & Training"),
        (MOET, "Ministry for Education and Training"),
        (MOET, "Training and Education, Ministry of"),
        (MOET, "Ministry of Eduction and Training"),
        ("Bộ Giáo dục và Đào tạo", "Bo Giao duc va Dao tao"),
        ("Auditor Institute of Weldng", "Auditor Institute of Welding"),
        (LAO, LAO.replace("ທິ", "ທີ")),
        ("Weldingland", "Weldinglands"),
        ("MOET", "moet"),
    ],
)
def test_names_alike_are_found(one, other):
    found = among(((1, None, "Another body"), (2, None, one), (3, None, other)))

    assert found == [(2, 3, one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [(MOET, "Ministry of Labour and Training"), ("MOET", "MOLT"), ("Technical College 12", "Technical College 13")],
)
def test_names_of_two_are_not(one, other):
    assert among(((1, None, one), (2, None, other))) == []


def test_ministries_of_two_countries_are_two():
    found = among(((1, "LA", MOET), (2, "VN", MOET), (3, None, MOET)))

    assert [pair[:2] for pair in found] == [(1, 3), (2, 3)]


def test_thousands_of_names_are_no_matter():
    words = [f"{a}{b}{c}" for a, b, c in product("bcdfghjk", "aeiou", "lmnr")]
    names = [f"Institute of {one} and {other}" for one, other in product(words, words[::8])]
    known = tuple((number, None, name) for number, name in enumerate([*names[:3000], names[0]]))

    begun = perf_counter()
    found = among(known)

    assert (0, 3000, names[0], names[0]) in found
    assert perf_counter() - begun < 10
