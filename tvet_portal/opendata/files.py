"""The files of a list: an extract is what is on screen, and each kind of file writes it in its own way."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import QueryDict, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from tvet_portal.directory.models import PublicChanges
from tvet_portal.opendata import atom, csv, json, xlsx
from tvet_portal.opendata.tables import Table

WRITERS = {"csv": csv, "xlsx": xlsx, "json": json, "atom": atom}
LABELS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
SHOWN_BY_BROWSERS = ("json", "atom")


@dataclass(frozen=True)
class Extract:
    """Rows of a table in their order, by which filters they were chosen, and where all this stands."""

    table: Table
    found: Callable  # () -> the rows, read while the file is written
    newest: Callable  # (number) -> so many of them, those approved last first
    title: str
    description: str
    query: QueryDict  # the filters and the order, as an address has them
    notices: tuple = ()
    with_bom: bool = False

    @cached_property
    def parts(self):
        return self.table.parts

    @property
    def codes(self):
        return [code for code, _label, _value in self.parts]

    @property
    def labels(self):
        return {code: str(label) for code, label, _value in self.parts}

    def rows(self):
        """Code -> value of one row after another."""
        for row in self.found():
            yield {code: value(row) for code, _label, value in self.parts}
            vars(row).clear()  # a record and its parts hold one another: let go, they go at once

    @property
    def filters(self):
        """Name -> values."""
        return {name: values for name, values in self.query.lists() if name != "sort"}

    def address(self, ending="/"):
        """Where this stands as a page, or as a file."""
        query = f"?{self.query.urlencode()}" if self.query else ""
        return f"{settings.SITE_URL}/{self.table.name}{ending}{query}"


def answer(request, ending, extract):
    """The answer to a request for an extract as a file: sent while it is written, or not at all if it is known."""
    writer, name = WRITERS[ending], f"{extract.table.name}-{timezone.localdate():%Y-%m-%d}.{ending}"
    tag = entity_tag(ending, extract)
    headers = {
        "Content-Disposition": content_disposition_header(ending not in SHOWN_BY_BROWSERS, name),
        "Cache-Control": "no-cache",  # kept, but asked about each time
        "ETag": tag,
    }
    pieces = () if request.method == "HEAD" else writer.write(extract)
    response = StreamingHttpResponse(pieces, content_type=writer.MEDIA_TYPE, headers=headers)
    return get_conditional_response(request, etag=tag, response=response)


def entity_tag(ending, extract):
    """The same on the same day: the state of an agreement can depend on it."""
    return tag_of(timezone.localdate(), extract.address(ending), extract.labels, extract.with_bom)


def tag_of(*parts):
    """An ETag that is the same for as long as nothing public changes, in the same language."""
    digest = hashlib.sha256(repr((PublicChanges.now(), get_language(), *parts)).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def links(table, query):
    """What a page offers: the files of a table, each with its name and address."""
    query = f"?{query.urlencode()}" if query else ""
    return {ending: f"/{table.name}.{ending}{query}" for ending in table.endings}


def addresses(view):
    """The addresses of a list's files: its own with .csv, .xlsx, .json or .atom for the last slash."""
    name = view.table.name
    return [
        path(f"{name}.{ending}", view.as_view(), {"ending": ending}, name=f"{name}-{ending}")
        for ending in view.table.endings
    ]
