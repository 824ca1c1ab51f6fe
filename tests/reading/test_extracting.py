"""Files give their text, whatever they are made to do to who reads them."""

import zipfile
from io import BytesIO

import pytest
import typst

from tvet_portal.reading import extracting
from tvet_portal.reading.extracting import NO_TEXT, TOO_MUCH, UNREADABLE, Unreadable, extract

NAME = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, before="", member="word/document.xml"):
    words = BytesIO()
    with zipfile.ZipFile(words, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(member, f'{before}<w:document xmlns:w="{NAME}"><w:body>{body}</w:body></w:document>')
    return words.getvalue()


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word_document_gives_its_paragraphs_and_a_dot_for_a_counted_point():
    body = (
        paragraph("Họp ngày 9") + paragraph("ແບ່ງປັນ", "<w:numPr/>") + "<w:p><w:r><w:delText>gone</w:delText></w:r></w:p>"
    )

    assert extract(docx(body), "docx") == "Họp ngày 9\n• ແບ່ງປັນ\n\n"


def test_pdf_gives_the_text_of_its_pages():
    data = typst.compile(b"Signed on 9 December 2025\n#pagebreak()\nin Seoul", format="pdf")

    assert extract(data, "pdf").split("\n") == ["Signed on 9 December 2025", "", "in Seoul"]


def test_lines_of_a_pdf_are_paragraphs_again():
    text = b"""#set page(width: 6cm)
The Ministry of Labour and the Institute of Skills signed on 9 December 2025 in Vientiane.

+ sharing plans and what the teachers of both know
+ exchanging staff"""

    assert extract(typst.compile(text, format="pdf"), "pdf").split("\n") == [
        "The Ministry of Labour and the Institute of Skills signed on 9 December 2025 in Vientiane.",
        "1. sharing plans and what the teachers of both know",
        "2. exchanging staff",
    ]


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "extension", "code"),
    [
        (b"no zip", "docx", UNREADABLE),
        (docx("", member="word/other.xml"), "docx", UNREADABLE),
        (docx("<w:p>"), "docx", UNREADABLE),
        (docx(paragraph("&b;"), BOMB), "docx", UNREADABLE),
        (docx(paragraph(" ")), "docx", NO_TEXT),
        (docx(paragraph("a" * (extracting.UNPACKED + 1))), "docx", TOO_MUCH),
        (b"%PDF-1.7\nnothing", "pdf", UNREADABLE),
        (typst.compile(b"#rect()", format="pdf"), "pdf", NO_TEXT),
    ],
)
def test_file_that_gives_no_text_says_why(data, extension, code):
    with pytest.raises(Unreadable) as refused:
        extract(data, extension)

    assert refused.value.code == code


def test_file_that_keeps_its_reader_busy_is_given_up(monkeypatch):
    monkeypatch.setattr(extracting, "SECONDS", 0)

    with pytest.raises(Unreadable) as refused:
        extract(docx(paragraph("a")), "docx")

    assert refused.value.code == TOO_MUCH
