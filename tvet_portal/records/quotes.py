"""Where a quote stands in the text of its source: offsets are computed, never stored."""

import re
from contextlib import suppress

from tvet_portal.directory import limits
from tvet_portal.directory.models import Source, Upload


def find_spans(quote, text):
    """(start, end) of every place where the quote stands in the text, in characters. Runs of white space are equal."""
    words = [re.escape(word) for word in quote.split()]
    if not words:
        return []
    return [found.span() for found in re.finditer(r"\s+".join(words), text)]


def stands_in(quote, text):
    """Whether the words of a quote stand in a text, in their order; "…" stands for what it leaves out."""
    place = 0
    for piece in filter(str.strip, re.split(r"\[?(?:…|\.\.\.)\]?", quote)):
        found = next((end for start, end in find_spans(piece, text) if start >= place), None)
        if found is None:
            return False
        place = found
    return True


def texts_of(sources, user):
    """Source id -> the text that is kept of it, of those of these ids of which somebody may read one."""
    found = {}
    for function in kept_texts:
        found |= function(sources, user)
    return found


def archived_texts(sources, user):
    """The texts of archived copies that are nothing but text, of those whose file somebody may have."""
    files = limits.visible(Upload.objects.filter(media_type="text/plain"), user)
    copies = Source.objects.filter(pk__in=sources, archived_copy__in=files)
    return decoded({source.pk: source.archived_copy for source in copies.select_related("archived_copy")})


def decoded(uploads):
    """Key -> text of its file; not of a file that the store has lost, or whose letters cannot be read."""
    found = {}
    for key, upload in uploads.items():
        with suppress(FileNotFoundError, UnicodeDecodeError), upload.file.open("rb") as file:
            found[key] = file.read().decode()
    return found


kept_texts = [archived_texts]  # functions of ids of sources and a user; the package that reads texts adds its own
