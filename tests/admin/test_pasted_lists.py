"""A numbered list is pasted as it stands; nothing of it is lost, whatever it looks like."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.admin.pages import change_address, complaints, save
from tests.factories.agreements import AgreementFactory
from tvet_portal.records.admin.pasted_lists import split


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1. Share\n2. Establish", [("1.", "Share"), ("2.", "Establish")]),
        ("(1) a; (2) b; and (3) co-operate.", [("(1)", "a"), ("(2)", "b"), ("(3)", "co-operate.")]),
        ("It covers (i) one, (ii) two", [("", "It covers"), ("(i)", "one"), ("(ii)", "two")]),
        ("First, do this.\nSecondly, that.", [("First", "do this."), ("Secondly", "that.")]),
        ("i. a\nii. b\niii. c\niv. d", [("i.", "a"), ("ii.", "b"), ("iii.", "c"), ("iv.", "d")]),
        ("h) x\ni) y\nj) z", [("h)", "x"), ("i)", "y"), ("j)", "z")]),
        ("1. a\n   a) b\n   b) c\n2. d", [("1.", "a\na) b\nb) c"), ("2.", "d")]),
        ("1. a\n1.1 b\n2. c", [("1.", "a\n1.1 b"), ("2.", "c")]),
        ("1. a\n1. again\n2. b", [("1.", "a\n1. again"), ("2.", "b")]),
        ("- a\n- b", [("", "a"), ("", "b")]),
        ("Agreed:\n1. a\nand more\n2. b", [("", "Agreed:"), ("1.", "a\nand more"), ("2.", "b")]),
        ("In (2019) nothing was numbered.", [("", "In (2019) nothing was numbered.")]),
        ("One paragraph\nof two lines.\n\nAnother.", [("", "One paragraph of two lines."), ("", "Another.")]),
        ("1.\r\n2. b", [("1.", ""), ("2.", "b")]),
        (" \n ", []),
    ],
)
def test_list_becomes_points(text, points):
    assert split(text) == points


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "1. ", "2) ", "(3) ", "i. ", "iv) ", "(a) ", "First, ", "- ", "10. ", "xc. "]),
        st.text(alphabet="abci vx.;,()12\t-", max_size=12),
    ).map("".join)
)


@given(st.lists(LINES, max_size=4).map(lambda blocks: "\n\n".join("\n".join(block) for block in blocks)))
def test_no_word_is_lost(text):
    kept = " ".join(part for point in split(text) for part in point)

    assert words(text) - words(kept) <= Counter({"and": 99, "or": 99})
    assert words(kept) - words(text) == Counter()


@given(st.text())
def test_any_text_is_taken(text):
    assert words(" ".join(part for point in split(text) for part in point)) == words(text)


def words(text):
    return Counter(re.findall(r"\w+", text))


@pytest.mark.django_db
def test_pasted_list_becomes_points_after_those_that_are_there(writer):
    agreement = AgreementFactory()
    typed = {"pasted_list": "(1) share\n(2) learn", "pasted_kind": "commitment"}

    answer = save(writer, change_address(agreement), typed)

    assert answer.status_code == 302, complaints(answer)
    points = agreement.provisions.order_by("position").values_list("label", "text", "kind", "is_quotation")[1:]
    assert list(points) == [("(1)", "share", "commitment", True), ("(2)", "learn", "commitment", True)]
