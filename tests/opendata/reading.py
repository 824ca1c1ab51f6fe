"""Files of lists, read back."""

import csv
import io
import re
from datetime import datetime
from xml.etree import ElementTree

from openpyxl import load_workbook

from tests.factories.directory import CountryFactory
from tests.home.rows import body
from tests.lists.rows import LISTS

ATOM = "{http://www.w3.org/2005/Atom}"


def organisation(title=None, **more):
    return body("VN", **({"name": title} if title else {}) | more)


def country(title=None):
    return CountryFactory(**{"name": title} if title else {})


OPEN_LISTS = LISTS | {"/organisations/": organisation, "/countries/": country}
WITH_FEED = [address for address in OPEN_LISTS if address != "/countries/"]


def file_of(address, ending, query=""):
    return f"{address.removesuffix('/')}.{ending}{query}"


FILES = [
    file_of(address, ending)
    for address in OPEN_LISTS
    for ending in ("csv", "xlsx", "json", *(["atom"] if address in WITH_FEED else []))
]


def rows(response):
    """The rows of a file, each with what its columns say; of a feed, its titles."""
    body = response.getvalue()
    ending = response.request["PATH_INFO"].rpartition(".")[2]
    return {"csv": rows_of_csv, "xlsx": rows_of_xlsx, "json": rows_of_json, "atom": rows_of_atom}[ending](body)


def rows_of_csv(body):
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def rows_of_xlsx(body):
    header, *lines = load_workbook(io.BytesIO(body), read_only=True).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(header, line, strict=True)) for line in lines]


def rows_of_json(body):
    return json_of(body)["rows"]


def json_of(body):
    import json

    return json.loads(body)


def rows_of_atom(body):
    return [{"title": entry.findtext(f"{ATOM}title")} for entry in ElementTree.fromstring(body).iter(f"{ATOM}entry")]


def names(response):
    """What each row of a file is called, in order."""
    return [row.get("title", row.get("name")) for row in rows(response)]


def faults_of_feed(body):
    """What a feed lacks of what RFC 4287 demands of it."""
    feed = ElementTree.fromstring(body)
    entries = feed.findall(f"{ATOM}entry")
    for part in (feed, *entries):
        for name in ("id", "title", "updated"):
            if len(part.findall(f"{ATOM}{name}")) != 1:
                yield f"{part.tag}: not one {name}"
        if not re.match(r"(https?://|tag:)\S+$", part.findtext(f"{ATOM}id")):
            yield f"no address for ever: {part.findtext(f'{ATOM}id')}"
        if datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo is None:
            yield f"no time zone: {part.findtext(f'{ATOM}updated')}"
        if not any(link.get("rel") == "alternate" for link in part.findall(f"{ATOM}link")):
            yield f"{part.tag}: no page"
        yield from (
            f"{link.get('href')}: not absolute" for link in part.iter(f"{ATOM}link") if "://" not in link.get("href")
        )
    if not feed.findtext(f"{ATOM}author/{ATOM}name"):
        yield "no author"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    yield from (f"twice: {one}" for one in ids if ids.count(one) > 1)
