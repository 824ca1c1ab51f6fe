"""Words for values on the pages of records."""

import pytest

from tvet_portal.records.page.wording import in_short


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Teachers train.", "Teachers train."),
        ("Teachers, trainers and heads", "Teachers…"),
        ("การฝึกอบรมครูผู้สอน", "การฝึกอบรมครูผู…"),
    ],
)
def test_description_ends_with_a_word_where_words_have_ends(text, shown):
    assert in_short(text, length=16) == shown
