"""What a page says, and what a content would have it say."""

import json
import re
from html.parser import HTMLParser

import html5lib
from django.db import models

from tvet_portal.records.content import record_models, shape
from tvet_portal.records.content.shape import is_reference
from tvet_portal.values.fields import PartialDateField
from tvet_portal.values.scripts import runs

WORDS = ("name", "alternateName", "description", "keywords", "genre", "creativeWorkStatus")  # of JSON-LD
ELSEWHERE = ("license",)  # said on a page of its own
ATTRIBUTES = ("href", "src", "alt", "title", "lang", "datetime", "aria-label", "content")
IN_OTHER_WORDS = {  # codes and paths, which a page writes out
    "target", "language", "native_language", "sectors", "text_languages", "subdivision", "time_zone",
}  # fmt: skip


def plain(text):
    """A text as one compares it: single spaces, straight quotes, no case."""
    return " ".join(re.sub("[“”‘’\"']", "'", text).split()).casefold()


def tree(page):
    """The elements of a page. They, and the errors a strict parser finds, stay with it: parsing takes longest."""
    if not hasattr(page, "elements"):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        page.elements, page.html_errors = parser.parse(page.content), parser.errors
    return page.elements


class Said(HTMLParser):
    """The words in the main part of a page, what its attributes say, and its data for machines.

    The strict parser takes ten times as long.
    """

    def __init__(self, page):
        super().__init__()
        self.words, self.attributes, self.data = [], [], []
        self.is_main = self.is_data = False
        self.feed(page.content.decode())

    def handle_starttag(self, tag, attrs):
        self.is_main |= tag == "main"
        self.is_data = tag == "script" and ("type", "application/ld+json") in attrs
        self.data += [""] if self.is_data else []
        self.attributes += [value for name, value in attrs if value and name in ATTRIBUTES]

    def handle_endtag(self, tag):
        self.is_main &= tag != "main"
        self.is_data = False

    def handle_data(self, data):
        if self.is_data:
            self.data[-1] += data
        elif self.is_main:
            self.words.append(data)


def said(page):
    """What a page says; it stays with the page."""
    if not hasattr(page, "said"):
        page.said = Said(page)
    return page.said


def shown_words(page):
    """All words of a page, and what its attributes say."""
    return plain(" ".join(["".join(said(page).words), *said(page).attributes]))


def texts(content):
    """(path, text) of every text that staff wrote or a source says, codes, dates and keys aside."""
    yield from _texts(shape(record_models()[content["record_type"]]), content, "")


def _texts(row_shape, row, path):
    for field in row_shape.columns:
        text = row.get(field.name)
        if text and is_free_text(field):
            yield f"{path}{field.name}", text
    for part in row_shape.parts:
        for child in row.get(part.name, ()):
            yield from _texts(shape(part.model), child, f"{path}{part.name}/{child['key']}/")


def is_free_text(field):
    if field.name in IN_OTHER_WORDS:
        return False
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
    return is_text and not (field.flatchoices or is_reference(field) or isinstance(field, PartialDateField))


def linked_data(page):
    """The nodes of JSON-LD that a page holds; none if it holds no such script."""
    return [node for data in said(page).data for node in json.loads(data)["@graph"]]


def words_of(node):
    """Every text of a node and of those within it that people would read."""
    for name, value in node.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "@value" not in one:
                yield from words_of(one) if name not in ELSEWHERE else ()
            elif name in WORDS:
                yield one["@value"] if isinstance(one, dict) else one


def unmarked(element, language="en"):
    """Words whose letters are of another language than the page says."""
    if element.tag in ("script", "title", "desc", "option"):
        return []
    language = element.get("lang", language)
    texts = [element.text or "", *(child.tail or "" for child in element)]
    found = [word for text in texts for spoken, word in runs(text) if spoken not in ("en", language) and word.strip()]
    return found + [word for child in element for word in unmarked(child, language)]
