"""What must be answered for: one line of JSON in the log for each act, written once it is committed."""

import json
import logging
from functools import partial

from django.db import transaction
from django.utils import timezone

logger = logging.getLogger(__name__)


def note(what, by, **more):
    """Log that somebody did something: when (UTC), who, what, to what."""
    who = by.get_username() if by else None
    act = {"at": timezone.now().isoformat(timespec="seconds"), "who": who, "what": what, **more}
    transaction.on_commit(partial(logger.info, "%s", json.dumps(act, ensure_ascii=False)))
