"""Files give their text, whatever they are made to do to who reads them."""

import zipfile
from io import BytesIO

import pytest
import typst

from tvet_portal.reading import extracting
from tvet_portal.reading.extracting import NO_TEXT, TOO_MUCH, UNREADABLE, Unreadable, extract

NAME = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body, before="", member="word/document.xml", **beside):
    words = BytesIO()
    with zipfile.ZipFile(words, "w", zipfile.ZIP_DEFLATED) as file:
        for name, xml in beside.items():
            file.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{NAME}">{xml}</w:{name}>')
        file.writestr(member, f'{before}<w:document xmlns:w="{NAME}"><w:body>{body}</w:body></w:document>')
    return words.getvalue()


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_word_document_gives_its_paragraphs_and_a_dot_for_a_counted_point():
    body = (
        paragraph("Họp ngày 9") + paragraph("ແບ່ງປັນ", "<w:numPr/>") + "<w:p><w:r><w:delText>gone</w:delText></w:r></w:p>"
    )

    assert extract(docx(body), "docx") == "Họp ngày 9\n• ແບ່ງປັນ\n\n"


def level(at, kind, text, more="", start=1):
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>{more}'
    return f'<w:lvl w:ilvl="{at}">{said}</w:lvl>'


def kind_of_list(key, *levels):
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def a_list(key, kind, more=""):
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{kind}"/>{more}</w:num>'


def of(key, at=0):
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{key}"/></w:numPr>'


SUB = '<w:pStyle w:val="Sub"/>'
AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
NUMBERING = (
    kind_of_list("0", level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "upperRoman", "%1.%2.%3"))
    + kind_of_list(1, level(0, "bullet", "\uf0b7"), level(1, "none", ""))
    + kind_of_list(2, level(0, "decimal", "Article %1", start=3), level(1, "decimal", "%1.%2", SUB))
    + a_list(1, 0)
    + a_list(2, 0, AGAIN)
    + a_list(3, 1)
    + a_list(4, 2)
)
STYLES = (
    '<w:style w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Sub"><w:basedOn w:val="Article"/></w:style>'
    '<w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>'
)


def test_word_document_gives_the_numbers_that_word_counts_itself():
    was = f"<w:pPrChange><w:pPr>{of(3)}</w:pPr></w:pPrChange>"
    article, below, ring = (f'<w:pStyle w:val="{style}"/>' for style in ("Article", "Sub", "Ring"))
    rows = [
        (of(1), "1. "), (of(1, 1), "a) "), (of(1, 1), "b) "), (of(1, 2), "1.b.I "), ("", ""), (of(1), "2. "),
        (of(1, 1) + was, "a) "), (of(2), "7. "), (of(2), "8. "), (of(3), "• "), (of(3, 1), ""), (of(0), ""),
        (of(9), "• "), (article, "Article 3 "), (below, "3.1 "), (below + of(0), ""), (ring, ""),
        (article, "Article 4 "),
    ]  # fmt: skip
    body = "".join(paragraph("words", properties) for properties, _label in rows)

    found = extract(docx(body, numbering=NUMBERING, styles=STYLES), "docx")

    assert found.splitlines() == [f"{label}words" for _properties, label in rows]


@pytest.mark.parametrize(
    ("count", "kind", "said"),
    [(4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (28, "lowerLetter", "bb"), (7, "decimalZero", "07"),
     (12, "decimal", "12"), (12, "thaiNumbers", "๑๒"), (4, "thaiLetters", "ง"), (42, "thaiLetters", "กก")],
)  # fmt: skip
def test_numbers_are_written_as_word_writes_them(count, kind, said):
    assert extracting.in_letters(count, kind) == said


@pytest.mark.parametrize(
    ("form", "more", "said"),
    [("ordinal", "", "• a"), ("cardinalText", "", "• a"), ("chineseCounting", "", "• a"), ("none", "", ". a"),
     ("lowerLetter", "", "c. a"), ("lowerLetter", "<w:isLgl/>", "3. a"),
     ("lowerLetter", '<w:isLgl w:val="0"/>', "c. a")],
)  # fmt: skip
def test_number_that_word_writes_otherwise_is_a_dot(form, more, said):
    numbering = kind_of_list(0, level(0, form, "%1.", more, start=3)) + a_list(1, 0)

    assert extract(docx(paragraph("a", of(1)), numbering=numbering), "docx").splitlines() == [said]


@pytest.mark.parametrize(
    "beside",
    [
        {"numbering": kind_of_list(0, level("x", "decimal", "%1." * 9_000, start="9" * 90)) + a_list(1, 0) * 9},
        {"numbering": '<w:num/><w:lvl/><w:abstractNumId w:val="1"/><w:startOverride/><w:lvlText w:val="%9"/>'},
        {"styles": "<w:numPr><w:numId/></w:numPr><w:style/><w:basedOn/>"},
    ],
)
def test_odd_numbering_does_no_harm(beside):
    [line] = extract(docx(paragraph("a", of(1)), **beside), "docx").splitlines()

    assert (line[-1], len(line) <= extracting.LONGEST_NUMBER + 2) == ("a", True)


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
