"""The database is asked whether it can do what the portal needs of it."""

import pytest

from tvet_portal.directory import checks

pytestmark = pytest.mark.django_db


def test_database_of_the_tests_lowers_all_letters():
    assert checks.can_lower_letters(None, ["default"]) == []


@pytest.mark.postgresql
def test_database_that_knows_english_letters_only_is_named(monkeypatch):
    monkeypatch.setattr(checks, "LOWERED", """SELECT lower('ĐÀO' COLLATE "C")""")

    (error,) = checks.can_lower_letters(None, ["default"])

    assert error.id == "directory.E001"
