"""Reading what a record says: its blanks, its public page, its JSON."""

import re

import html5lib
from django.test import Client


def why_empty(subject, target):
    """Why a field of a record, organisation or source is empty: "not_stated", ...; None if nothing says so."""
    return subject.blanks.filter(target=target).values_list("why", flat=True).first()


def keys(rows, field="key"):
    """The values of one field, in the order of the rows."""
    return list(rows.values_list(field, flat=True))


def visible_text(response):
    """The words of a page between <main> and </main>, with single spaces."""
    assert response.status_code == 200
    tree = html5lib.parse(response.content, namespaceHTMLElements=False)
    return " ".join("".join(tree.find(".//main").itertext()).split())


def page_of(record):
    """The words of a record's public page."""
    return visible_text(Client().get(record.get_absolute_url()))


def missing(words, page):
    """Those of the words that a page does not say, in capitals or not."""
    return [said for said in words if said.casefold() not in page.casefold()]


def held(content, path):
    """The value at a path of a content: `signed_on`, `provisions/area-1/text`, `blanks/term/why`."""
    for step in path.split("/"):
        content = content[step] if isinstance(content, dict) else next(row for row in content if row["key"] == step)
    return content


def json_of(client, record):
    response = client.get(re.sub("/$", ".json", record.get_absolute_url()))
    assert response.status_code == 200
    return response.json()
