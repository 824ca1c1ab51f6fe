"""What somebody proposed is laid over what others changed meanwhile, part by part; a part changed by both is told."""

import pytest

from agreements.models import Agreement
from tvet_portal.records.content.merging import merge

HEAD = {"record_type": "agreement", "key": "agreement/x", "reference": "AGR-00001", "slug": "x"}


def content(**said):
    return {**HEAD, "title": "Old", **said}


def point(key="a", text="Old.", **more):
    return {"key": key, "text": text, **more}


def progress(status, key="p"):
    return {"key": key, "status": status}


def test_changes_of_different_fields_stand_side_by_side():
    mine, theirs = content(title="Mine"), content(city="Seoul")

    assert merge(Agreement, content(), mine, theirs) == (content(title="Mine", city="Seoul"), {"title": False})


def test_what_only_others_changed_is_theirs_without_a_question():
    theirs = content(title="Theirs", provisions=[point()])

    assert merge(Agreement, content(), content(), theirs) == (theirs, {})


def test_the_same_change_on_both_sides_is_none():
    assert merge(Agreement, content(), content(title="New"), content(title="New"))[1] == {}


def test_field_changed_on_both_sides_is_told():
    merged, parts = merge(Agreement, content(), content(title="Mine"), content(title="Theirs"))

    assert (merged["title"], parts) == ("Mine", {"title": True})


def test_part_that_is_left_stays_as_it_is():
    mine = content(title="Mine", city="Seoul", provisions=[point()])

    merged, parts = merge(Agreement, content(), mine, content(), lambda path: path == "city")

    assert merged == content(city="Seoul")
    assert parts == dict.fromkeys(["title", "city", "provisions/a"], False)


def test_rows_are_known_by_their_keys():
    base = content(provisions=[point("a"), point("b")])
    mine = content(provisions=[point("b"), point("a"), point("c")])
    theirs = content(provisions=[point("a"), point("b", "Theirs."), point("d")])

    merged, parts = merge(Agreement, base, mine, theirs)

    assert merged["provisions"] == [point("a"), point("b", "Theirs."), point("d"), point("c")]
    assert parts == {"provisions/c": False}


def test_rows_within_a_row_are_parts_of_their_own():
    base = content(provisions=[point(progress=[progress("limited")])])
    mine = content(provisions=[point(progress=[progress("blocked")])])
    theirs = content(provisions=[point(text="Theirs.", progress=[progress("limited"), progress("complete", "q")])])

    merged, parts = merge(Agreement, base, mine, theirs)

    assert merged["provisions"] == [point(text="Theirs.", progress=[progress("blocked"), progress("complete", "q")])]
    assert parts == {"provisions/a/progress/p": False}


@pytest.mark.parametrize("changed", [point(text="New."), point(progress=[progress("limited")])])
@pytest.mark.parametrize("mine_goes", [True, False])
def test_row_that_one_removed_and_the_other_changed_is_told(changed, mine_goes):
    gone, kept = content(), content(provisions=[changed])
    sides = (gone, kept) if mine_goes else (kept, gone)

    merged, parts = merge(Agreement, content(provisions=[point()]), *sides)
    left, _parts = merge(Agreement, content(provisions=[point()]), *sides, lambda path: False)

    assert parts == {"provisions/a": True}
    assert (merged, left) == sides


def test_head_of_the_record_stays_but_for_its_address():
    mine = content(slug="new", reference="AGR-99999", key="agreement/y")

    assert merge(Agreement, content(), mine, content()) == (content(slug="new"), {"slug": False})
