"""Pages that nobody signed in for, kept as they were sent until something public changes, or the day does."""

import hashlib

from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from tvet_portal.audit.requests import HEADER
from tvet_portal.directory.models import PublicChanges

NEVER = ("/admin/", "/files/", "/health/")
MINUTES = 10  # for what was changed behind the portal's back
LARGEST = 500_000  # bytes: a process keeps hundreds of answers, and a calendar of everything is made in half a second
# What an answer depends on besides its address: for whom it is addressed, and how it came (a redirect to TLS).
ASKED_BY = ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme")
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


class CachedPages:
    """A WSGI application before the portal, which sends a kept answer again: one question to the database, no more.

    An answer is kept under its address and encoding with the count of public changes that was read before it was made:
    after a change, nothing made before is ever found. Each process keeps its own. It stands before Django, whose way to
    a view and back takes several times as long as the answer.
    """

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        kept = caches["pages"].get(key)
        if kept is None:
            response = self.application(environ, start_response)
            if may_keep(response):
                caches["pages"].set(key, (response.content, headers_of(response)), MINUTES * 60)
            return response
        content, headers = kept
        if any(condition in environ for condition in CONDITIONS):
            return answer_conditionally(environ, start_response, content, dict(headers))
        start_response("200 OK", headers)
        return [content]


def key_of(environ):
    """What the answer to a request is kept under; nothing where none may be."""
    is_open = settings.SESSION_COOKIE_NAME not in environ.get("HTTP_COOKIE", "")
    is_read = environ["REQUEST_METHOD"] == "GET" and not environ["PATH_INFO"].startswith((*NEVER, settings.STATIC_URL))
    if not (settings.CACHED_PAGES and is_open and is_read):
        return None
    try:
        number = PublicChanges.now()
    except (DatabaseError, InterfaceError):
        return None  # the page of the outage is made further in
    is_compressed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    parts = repr((number, timezone.localdate(), is_compressed, *map(environ.get, ASKED_BY)))
    return hashlib.sha256(parts.encode()).hexdigest()  # addresses may be long, and hold any letter


def may_keep(response):
    """Whether everybody may be sent the same again."""
    is_whole = isinstance(response, HttpResponse) and response.status_code == 200 and not response.cookies
    if not is_whole or len(response.content) > LARGEST:
        return False
    directives = response.get("Cache-Control", "")
    return "no-store" not in directives and "private" not in directives and response.get("Vary") != "*"


def headers_of(response):
    """The headers everybody may be sent again: the id is that of one request."""
    return [(name, value) for name, value in response.items() if name != HEADER]


def answer_conditionally(environ, start_response, content, headers):
    response = HttpResponse(content, headers=headers)
    response = get_conditional_response(WSGIRequest(environ), response.get("ETag"), response=response)
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]
