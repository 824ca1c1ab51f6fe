"""Pages that nobody signed in for, kept as they were sent until something public changes, or the day does."""

import hashlib

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from tvet_portal.directory.models import PublicChanges

NEVER = ("/admin/", "/files/", "/health/")
MINUTES = 10  # for what was changed behind the portal's back
LARGEST = 500_000  # bytes: a process keeps hundreds of answers, and a calendar of everything is made in half a second


class CachedPagesMiddleware:
    """Sends a kept answer again: one question to the database, no view, no template, no compression.

    An answer is kept under its address, language and encoding with the count of public changes that was read before it
    was made: after a change, nothing made before is ever found. Each process keeps its own.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = self.key(request)
        if key is None:
            return self.get_response(request)
        kept = caches["pages"].get(key)
        if kept is None:
            response = self.get_response(request)
            if may_keep(response):
                caches["pages"].set(key, (response.content, list(response.items())), MINUTES * 60)
            return response
        content, headers = kept
        response = HttpResponse(content, headers=dict(headers))
        return get_conditional_response(request, response.get("ETag"), response=response)

    def key(self, request):
        """What an answer is kept under; nothing where none may be."""
        is_open = settings.SESSION_COOKIE_NAME not in request.COOKIES and not request.path.startswith(NEVER)
        if not settings.CACHED_PAGES or request.method != "GET" or not is_open:
            return None
        try:
            number = PublicChanges.now()
        except (DatabaseError, InterfaceError):
            return None  # the page of the outage is made further in
        encoding = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""
        where = (request.get_host(), request.get_full_path())
        parts = repr((number, timezone.localdate(), get_language(), encoding, *where))
        return hashlib.sha256(parts.encode()).hexdigest()  # addresses may be long, and hold any letter


def may_keep(response):
    """Whether everybody may be sent the same again."""
    is_whole = response.status_code == 200 and not response.streaming and not response.cookies
    directives = response.get("Cache-Control", "")
    is_whole = is_whole and len(response.content) <= LARGEST
    return is_whole and "no-store" not in directives and "private" not in directives and response.get("Vary") != "*"
