"""The analyser: the same words from the index's side and from the reader's, in every script."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tvet_portal.search.analyser import pairs, pieces, tokens
from tvet_portal.search.highlights import clusters, excerpt, mark, snippet
from tvet_portal.search.terms import terms
from tvet_portal.values.folding import fold

SCRIPTS = st.sampled_from(
    "abcxyzÀéđĐßıİΣς .-'’\"“_0123กขเเแำํ้่าฯๆ๑ກຂຳໍ້າໜ໑កខ្ដ្ត្រា។១ကခ္တျာ။၁ကွန်漢字仮名ガｶﾞ한국\u1112\u1161\u11ab"
    "\u200b\u200c\u200d\ufeff\u0301\u0323\u00ad\u0000\n"
)
TEXTS = st.one_of(st.text(), st.text(SCRIPTS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đào tạo nghề", ["dao", "tao", "nghe"]),
        ("Lao P.D.R.", ["lao", "pdr"]),
        ("Women’s and women's", ["women", "and", "women"]),
        ("AGR-00001", ["agr", "00001"]),
        ("ＴＶＥＴ №２", ["tvet", "no2"]),
        ("ครู ๒๕๖๘", ["คร", "รู", "ู", "2568"]),
        ("한국", ["한국", "국"]),
        ("x" * 100, ["x" * 64]),
        ("…“”–/\x00", []),
    ],
)
def test_text_becomes_words(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "น้ํา"),
        ("น้ำ", "นํ้า"),
        ("ກຳ", "ກໍາ"),
        ("ໜ້າ", "ຫນ້າ"),
        ("เเรงงาน", "แรงงาน"),
        ("បណ្ដុះបណ្ដាល", "បណ្តុះបណ្តាល"),
        ("កម្ម\u200bសិក្សា", "កម្មសិក្សា"),
        ("ta\u0301o", "tao"),
        ("Viê\u0323t", "việt"),
        ("한", "\u1112\u1161\u11ab"),
    ],
)
def test_spellings_that_look_the_same_are_the_same(one, other):
    assert fold(one) == fold(other)


@given(TEXTS)
@example("a.b.c")
@example("x's.y.z.")
def test_index_and_reader_split_a_text_alike(text):
    asked = []
    for _start, _end, is_run, piece in pieces(fold(text)):
        asked += [*pairs(piece), piece[-1]] if is_run else [piece]

    assert tokens(text) == asked


@given(TEXTS)
def test_folding_piece_by_piece_is_folding_the_whole(text):
    assert "".join(map(fold, clusters(text))) == fold(text)


@given(TEXTS, TEXTS)
def test_marked_parts_are_the_text_and_never_cut_a_character(text, question):
    parts = mark(text, terms(question))

    assert "".join(part for part, _is_match in parts) == text
    starts = [part[0] for part, _is_match in parts[1:]]
    assert [start for start in starts if unicodedata.category(start) in ("Mn", "Me")] == []


@given(TEXTS, TEXTS)
def test_snippet_is_made_of_the_text(text, question):
    parts = snippet(text, terms(question))

    shown = "".join(part for part, _is_match in parts).removeprefix("… ").removesuffix(" …")
    assert shown in text


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("Training for trainers", "training", ["Training"]),
        ("They trained teachers", "training teach", ["trained", "teachers"]),
        ("Đào tạo nghề", "dao tao", ["Đào", "tạo"]),
        ("การฝึกอบรมครูในวิทยาลัย", "ฝึกอบรม", ["ฝึกอบรม"]),
        ("การฝึก", "ฝ", ["ฝึ"]),
        ("Reference AGR-00001 and 00001", "AGR-00001", ["AGR-00001"]),
        ("the south of South-South", "the south-south", ["South-South"]),
        ("Lao P.D.R. today", "pdr", ["P.D.R."]),
        ("The women’s union", "women", ["women"]),
    ],
)
def test_words_asked_for_are_marked(text, question, marked):
    assert [part for part, is_match in mark(text, terms(question)) if is_match] == marked


def test_snippet_shows_the_paragraph_with_most_words():
    text = "About something else.\nTraining of welders in two provinces.\nTraining of cooks."

    assert "".join(part for part, _hit in excerpt(text, terms("welder training"))[1]) == text.split("\n")[1]


def test_snippet_of_a_long_paragraph_stands_around_the_word():
    text = "before " * 100 + "welders " + "after " * 100

    parts = snippet(text, terms("welders"))

    assert parts[0][0] == "… "
    assert parts[-1][0] == " …"
    assert ("welders", True) in parts
    assert len("".join(part for part, _hit in parts)) < 300
