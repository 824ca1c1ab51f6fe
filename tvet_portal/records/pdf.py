"""PDFs: plain data set by a Typst template, tagged for screen readers, the same bytes for the same data.

Data reaches the template as JSON and is shown as text; nothing in it is ever read as markup.
"""

import hashlib
import json
import re
import threading
import unicodedata
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from tvet_portal.values.fonts import characters
from tvet_portal.values.scripts import runs

MISSING = "□"  # stands for a character that none of our fonts has
LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")
JOINERS = "\u00ad\u200b\u200c\u200d"  # invisible, and needed to break and shape words
LONG_WORD = re.compile(r"[!-~\u00c0-\u024f\u1e00-\u1eff]{40,}")  # wider than a column, and no place to break it


class Said(NamedTuple):
    """A text whose language is known."""

    text: str
    language: str


class Sentence(list):
    """A text made of several, each a string in English or a Said."""


class Exact(str):
    """A text the template works with rather than shows: an address, a code."""

    __slots__ = ()


def plain(value):
    """Data as the template takes it: every text cleaned, and split where its language changes."""
    if isinstance(value, Exact) or value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, Sentence):
        return _spoken(value)
    if isinstance(value, Said):
        return _spoken([value])
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return _spoken([value])


def _spoken(parts):
    spoken = []
    for part in parts:
        text, tag = part if isinstance(part, Said) else (str(part), "en")
        language = LANGUAGE.match(tag.lower())  # Typst knows languages only, no scripts and regions behind them
        spoken += runs(LONG_WORD.sub(_breakable, printable(text)), language[0] if language else "en")
    if all(language == "en" for language, _text in spoken):
        return "".join(text for _language, text in spoken)
    return [{"lang": language, "text": text} for language, text in spoken]


def _breakable(word):
    return re.sub(r".{12}(?=.)", "\\g<0>\u200b", word[0])


def printable(text):
    """A text without what cannot be set: controls go, letters no font has become a box, as they would on paper."""
    if text.isascii() and text.isprintable():
        return text
    known = characters(settings.FONTS_DIR)
    text = " ".join(unicodedata.normalize("NFC", text).split())
    kept = (character for character in text if character in JOINERS or unicodedata.category(character)[0] != "C")
    return "".join(character if character in known or character in JOINERS else MISSING for character in kept)


class Template:
    """A Typst template with its compiler, which keeps the fonts and what it has worked out between calls."""

    def __init__(self, path):
        import typst  # takes 7 MB of every worker, and only a worker that makes a PDF needs it

        self.path, self.made_by = path, typst.__version__
        self.lock = threading.Lock()  # a compiler serves one thread at a time
        self.compiler = typst.Compiler(
            input=str(path), root=str(path.parent), font_paths=[str(settings.FONTS_DIR)], ignore_system_fonts=True
        )

    def tag(self, text):
        """An ETag: the same data by the same template and Typst gives the same bytes."""
        made_of = (self.made_by.encode(), self.path.read_bytes(), text.encode())
        return f'"{hashlib.sha256(bytes(1).join(made_of)).hexdigest()[:32]}"'

    def compile(self, text):
        with self.lock:
            return self.compiler.compile(sys_inputs={"data": text}, pdf_standards=["ua-1"], timestamp=0)


@cache
def template(name):
    """The template of this name in `templates/`, compiled for PDFs."""
    return Template(settings.BASE_DIR / "templates" / name)


def as_json(data):
    return json.dumps(plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def make_pdf(name, data):
    """The bytes of a PDF."""
    return template(name).compile(as_json(data))


def pdf_response(request, name, data, *, filename):
    """The PDF as an answer; without setting it again for a reader who has these very bytes."""
    text, found = as_json(data), template(name)
    etag = found.tag(text)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(found.compile(text), content_type="application/pdf")
        response["ETag"] = etag
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    # Kept, but asked about before every use: a withdrawn record is gone at once.
    patch_cache_control(response, public=True, no_cache=True)
    return response
