"""The second key: by a signed link a party is asked if the public text is right, and answers without an account."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.directory.models import Organisation, PublicChanges
from tvet_portal.records import workflow
from tvet_portal.records.models import Confirmation, Participation
from tvet_portal.records.models.records import Status
from tvet_portal.records.workflow import NotAllowed

OPEN_FOR = timedelta(days=30)
ACTORS = ("organisation", "country", "group", "as_printed", "category")
signer = Signer(salt="tvet_portal.records.confirmations")


def parties(content):
    """The rows of a content that are bound by it."""
    return [row for row in content.get("participations", ()) if row["role"] == Participation.Role.PARTY]


def actor_of(row):
    """Who stands in a row: "organisation/moet"."""
    return next((f"{name}/{row[name]}" for name in ACTORS if row.get(name)), "")


@transaction.atomic
def ask(record, party, addressee, by):
    """Ask a party of a public record, by the key of its row; `link` then gives what to send."""
    record = workflow.locked(record)
    workflow.require(record, Status.PUBLISHED)
    content = json.loads(newest(record).content)
    _require_publisher(by, content)
    if not addressee:
        raise NotAllowed([_("Say who is asked: a name and an office.")])
    row = next((row for row in parties(content) if row["key"] == party), None)
    if row is None:
        raise NotAllowed([_("The public record has no such party.")])
    if waiting(record, party):
        raise NotAllowed([_("This party has been asked already: take that question back first.")])
    now = timezone.now()
    asked = Confirmation.objects.create(
        record_id=record.pk, party=party, actor=actor_of(row)[:250], addressee=addressee, asked_by=by, asked_at=now,
        expires_at=now + OPEN_FOR,
    )  # fmt: skip
    PublicChanges.add()
    audit.note("ask a party", by, record=record.key, party=party, addressee=addressee)
    return asked


@transaction.atomic
def take_back(asked, by):
    """Its link leads nowhere from now on."""
    record = workflow.locked(asked.record)
    _require_publisher(by, json.loads(newest(record).content))
    asked = Confirmation.objects.get(pk=asked.pk)
    if asked.answer or asked.taken_back_at:
        raise NotAllowed([_("It is answered or taken back already.")])
    asked.taken_back_at = timezone.now()
    asked.save()
    PublicChanges.add()
    audit.note("take back a question to a party", by, record=record.key, party=asked.party)


@transaction.atomic
def answer(asked, said, *, sha256, answered_by, remark):
    """What a party says of the text with this hash. It can be said once."""
    record = workflow.locked(asked.record)
    asked = Confirmation.objects.get(pk=asked.pk)
    version = newest(record)
    if not is_open(asked) or record.status != Status.PUBLISHED:
        raise NotAllowed([_("This question is closed.")])
    if sha256 != version.sha256:
        raise NotAllowed([_("The record has changed since you opened this page. Read it again, then answer.")])
    if said == Confirmation.Answer.OBJECTED and not remark:
        raise NotAllowed([_("Say what is wrong.")])
    asked.answer, asked.answered_at, asked.version = said, timezone.now(), version
    asked.answered_by, asked.remark = answered_by, remark
    asked.save()
    PublicChanges.add()
    audit.note("answer of a party", None, record=record.key, party=asked.party, answer=said, answered_by=answered_by)


def newest(record):
    """The version that is public."""
    return record.approved_versions.get(number=record.version_number)


def waiting(record, party):
    return Confirmation.objects.filter(record=record.pk, party=party, answer="", taken_back_at__isnull=True).first()


def is_open(asked):
    return not asked.answer and not asked.taken_back_at and timezone.now() < asked.expires_at


def link(asked):
    """The address to send: it can be made again, and by nobody who does not know the portal's secret."""
    return settings.SITE_URL + reverse("confirmation", args=[signer.sign(asked.pk)])


def find(token):
    """The question a link belongs to; None if nobody made that link."""
    try:
        pk = int(signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Confirmation.objects.select_related("record", "version").filter(pk=pk).first()


@dataclass(frozen=True)
class Standing:
    """Where a party stands: what it last said, on which day, of which version; since when it is awaited."""

    answer: str = ""
    day: date | None = None
    number: int | None = None
    is_earlier: bool = False
    awaited_since: date | None = None


def standings(record, version, content):
    """Key of a party -> Standing, of those that were asked. What was said by who no longer stands there is left out."""
    actors = {row["key"]: actor_of(row)[:250] for row in parties(content)}
    asked = Confirmation.objects.filter(record=record.pk, taken_back_at__isnull=True).select_related("version")
    asked = list(asked.defer("version__content"))
    today = now_called(row.actor for row in asked)
    own = [row for row in asked if actors.get(row.party) == today.get(row.actor, row.actor)]
    said = {row.party: row for row in reversed(own) if row.answer}
    awaited = {row.party: timezone.localdate(row.asked_at) for row in own if is_open(row)}
    return {
        party: Standing(**_said(said.get(party), version), awaited_since=awaited.get(party))
        for party in said.keys() | awaited.keys()
    }


def now_called(actors):
    """Who stands for a body that was merged into another since: "organisation/old" -> "organisation/new"."""
    keys = [actor.removeprefix("organisation/") for actor in actors if actor.startswith("organisation/")]
    merged = Organisation.objects.filter(key__in=keys, merged_into__isnull=False).values_list("key", "merged_into__key")
    return {f"organisation/{key}": f"organisation/{into}" for key, into in merged}


def _said(row, version):
    if row is None:
        return {}
    return {
        "answer": row.answer,
        "day": timezone.localdate(row.answered_at),
        "number": row.version.number,
        "is_earlier": row.version.sha256 != version.sha256,
    }


def _require_publisher(user, content):
    if not workflow.may_publish(user):
        raise NotAllowed([_("Only a publisher can do this.")])
    workflow.require_right(content, user)
