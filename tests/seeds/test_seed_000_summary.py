"""The summary of the memorandum of text 000 on paper."""

import io

from pypdf import PdfReader


def test_memorandum_fits_two_pages_that_say_what_is_not_stated(client):
    response = client.get("/agreements/kasve-seameo-ted-2025/summary.pdf")

    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(response.content)).pages]

    assert len(pages) == 2
    assert "In force from not stated Ends not stated Renewal not stated" in pages[0]
    assert "Mr. Chongkwan Kim Chairman Dr. Songheang Ai Director" in pages[0]
    assert "A source writes “KSAVE”; the record uses KASVE." in pages[1]
