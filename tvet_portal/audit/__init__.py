"""What must be answered for: a row in the database and a line of JSON in the log, for each act."""

import json
import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

from tvet_portal.audit.requests import request_id

logger = logging.getLogger(__name__)


def note(what, by, **more):
    """Keep that somebody did something: when (UTC), who, what, in which request, to what; that stands first in `more`.

    The row is part of the transaction of the act, and goes with it; the line is logged once it is committed. A refusal
    is noted outside, so that it stays.
    """
    from tvet_portal.audit.models import AuditLine  # an app's package is imported before its models may be

    at, who, request = timezone.now(), by.get_username() if by else "", request_id.get()
    first = next(iter(more.values()), "")
    about = ", ".join(map(str, first)) if isinstance(first, list) else str(first)
    AuditLine.objects.create(at=at, who=who, what=what, about=about[:200], more=more, request_id=request)
    act = {"at": at.isoformat(timespec="seconds"), "who": who or None, "what": what, **more, "request": request}
    transaction.on_commit(partial(logger.info, "%s", json.dumps(act, ensure_ascii=False)))
