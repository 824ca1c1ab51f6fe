"""What the database refuses and nobody is to blame for: pages of ours that say what to do, no failure of the portal."""

import logging

from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from tvet_portal.records.models import Record
from tvet_portal.values.revisions import is_deadlock

logger = logging.getLogger(__name__)

RETRY_AFTER = 60  # seconds


class DatabaseOutageMiddleware:
    """Answers 503 where a view failed because there is no database, and 409 where two saves waited for one another.

    Other errors of the database stay errors.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if is_deadlock(exception):
            return crossed(request)
        if not isinstance(exception, OperationalError | ProgrammingError | InterfaceError) or is_there():
            return None
        logger.error("The database cannot be reached: %s", exception)
        return unavailable()


def is_there():
    """Whether the database answers and is not empty: SQLite makes an empty one where its file is missing."""
    try:
        return connection.is_usable() and Record._meta.db_table in connection.introspection.table_names()
    except (DatabaseError, InterfaceError):
        return False


def crossed(request):
    """The page for whose save PostgreSQL gave up for another one. Forms that show again what was typed say it there."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponse(render_to_string("409.html", {"before": before if is_ours else "/"}), status=409)
    add_never_cache_headers(response)
    return response


def unavailable():
    """The page that stands in for every other. It asks no database, and nobody keeps it."""
    response = HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_AFTER)})
    add_never_cache_headers(response)
    return response
