"""Every request has an id, by which its lines in all logs are found: of the proxy before us, or made here."""

import logging
import re
import uuid
from contextvars import ContextVar

from django.conf import settings

HEADER = "X-Request-ID"
GOOD = re.compile(r"[A-Za-z0-9-]{8,64}")

request_id = ContextVar("request_id", default="")


class RequestIdMiddleware:
    """Knows the id of the request while it is answered, and tells it to who asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request_id.set(id_of(request))
        try:
            response = self.get_response(request)
            response[HEADER] = request_id.get()
        finally:
            request_id.reset(token)
        return response


def id_of(request):
    """What the proxy says, where there is one that we trust; else a new one."""
    said = request.headers.get(HEADER, "") if settings.PROXIES else ""
    return said if GOOD.fullmatch(said) else uuid.uuid4().hex


class RequestIdFilter(logging.Filter):
    """Gives every line of the log the id of the request it was written in, or a dash."""

    def filter(self, record):
        record.request_id = request_id.get() or "-"
        return True
