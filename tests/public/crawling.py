"""Walking the public portal: from its pages to whatever they lead to."""

import io
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pypdf
from django.conf import settings
from django.urls import URLPattern, get_resolver

LINKS = (("a", "href"), ("link", "href"), ("form", "action"), ("img", "src"), ("script", "src"), ("source", "srcset"))
WITH_ADDRESSES = ("application/xml", "application/linkset+json", "text/plain")  # absolute ones
NOT_PUBLIC = ("/admin/", "/static/")


@dataclass
class Answer:
    """What came back from one address, with the words a reader of it finds."""

    address: str
    status: int
    text: str


def ask(client, address):
    """One address: its headers, and its body with what a PDF says."""
    response = client.get(address)
    body = response.getvalue() if response.streaming else response.content
    said = body.decode(errors="replace")
    if response.get("Content-Type") == "application/pdf":
        pdf = pypdf.PdfReader(io.BytesIO(body))
        said += "\n".join([*(page.extract_text() for page in pdf.pages), str(pdf.metadata)])
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return response, Answer(address, response.status_code, f"{headers}\n{said}")


def walk(client, *starts):
    """The answers of these addresses and of everything they lead to."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        address = waiting.pop()
        response, answer = ask(client, address)
        yield answer
        for link in links(response, address):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


class LinkFinder(HTMLParser):
    """Collects what the elements of a page lead to; html5lib takes ten times as long."""

    def __init__(self):
        super().__init__()
        self.links = []

    def handle_starttag(self, tag, attrs):
        self.links += [value for name, value in attrs if (tag, name) in LINKS and value]


def links(response, address):
    """The addresses within the portal that an answer leads to."""
    if "Location" in response:
        found = [response["Location"]]
    elif response.get("Content-Type", "").startswith("text/html"):
        page = LinkFinder()
        page.feed(response.content.decode())
        found = page.links
    elif response.get("Content-Type", "").startswith(WITH_ADDRESSES):
        found = re.findall(rf"{re.escape(settings.SITE_URL)}[^\s<\"]*", response.content.decode())
    else:
        found = []
    for link in found:
        parts = urlsplit(urljoin(address, link.removeprefix(settings.SITE_URL)))
        if not parts.netloc and not parts.path.startswith(NOT_PUBLIC):
            yield parts._replace(fragment="").geturl()


def lists():
    """The addresses of the portal that need nothing else to be known: lists, search, the home page."""
    return sorted(f"/{route}" for route in routes(get_resolver()) if "<" not in route and not route.startswith("admin"))


def pages():
    """Those of them that are pages; the others are files."""
    return [address for address in lists() if address.endswith("/")]


def routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield route
        elif not route.startswith("admin"):
            yield from routes(pattern, route)


def detail_addresses(slug):
    """Every address of the portal with this slug in it, whatever record or entry it would be about."""
    for route in routes(get_resolver()):
        if "<slug:slug>" in route and route.count("<") == 1:
            yield f"/{route.replace('<slug:slug>', slug)}"
