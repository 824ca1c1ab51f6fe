"""Where a record stands on its way to the public: the stages, who took each last, and who saved it last."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from tvet_portal.records.models.records import Status

WAY = (Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED)


@dataclass(frozen=True)
class Stage:
    name: str
    state: str  # done, now, next; passed: nobody took it
    at: datetime | None = None
    by: object = None


def stages(record, log):
    """The stages of a record; `log` are its steps, the latest first."""
    way = [*WAY, Status.WITHDRAWN] if record.status == Status.WITHDRAWN else WAY
    here = way.index(record.status)
    taken = {step.to_status: step for step in reversed(log)}
    for number, status in enumerate(way):
        step = taken.get(status) if number <= here else None
        state = "now" if number == here else "done" if number < here else "next"
        if step:
            yield Stage(status.label, state, step.changed_at, step.changed_by)
        elif status == Status.DRAFT:
            yield Stage(status.label, state, record.created_at, record.created_by)
        else:
            yield Stage(status.label, "passed" if state == "done" else state)


def last_saved(record):
    """The last line of the log of the admin about a record; nothing where it was never saved there."""
    kind = ContentType.objects.get_for_model(type(record))
    lines = LogEntry.objects.filter(content_type=kind, object_id=str(record.pk))
    return lines.select_related("user").first()
