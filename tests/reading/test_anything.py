"""Whatever a text is made of, it is read, and every find stands in it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.test_rules import KNOWN
from tvet_portal.reading.finds import plain
from tvet_portal.reading.sentences import MOST_WORDS, quote
from tvet_portal.reading.text import read

WORDS = """1 9 12 31 2025 2568 1,250 400 0 . , ; : - – / ( ) % ' • (1) (i) a) I. First, Second, between and to from of
December Sept. 9th ngày tháng năm วันที่ กันยายน พ.ศ. UNESCO Bangkok Lao PDR Dr. Ai Mr. H.E. director million tỷ VND USD $
m about nearly dozens teachers students Ministry (MX) 1st meeting Follow us | > Copyright [image: ] 😀 ก ຂ ក က recently
1990s"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


@settings(max_examples=150)
@given(TEXTS)
def test_any_text_is_read_and_its_finds_stand_in_it(text):
    done = read(text, KNOWN)

    assert len(plain(text)) == len(text)
    assert [find for find in [*done.finds, *done.left_out] if not 0 <= find.start < find.end <= len(text)] == []
    quotes = [quote(text, find.start, find.end) for find in done.finds]
    assert [words for words in quotes if words not in text or not words or len(words.split()) > MOST_WORDS] == []
