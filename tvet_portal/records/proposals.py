"""Changes of public records by those who may not publish them: proposed, reviewed, accepted whole or part by part."""

import json

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.records import content as contents
from tvet_portal.records import workflow
from tvet_portal.records.applying import apply
from tvet_portal.records.models import Proposal
from tvet_portal.records.models.records import Status
from tvet_portal.records.reviewing import Review
from tvet_portal.records.workflow import NotAllowed

State = Proposal.State


def review_of(proposal, live, is_taken=lambda path: True):
    """A proposal laid over what its record says today."""
    begun = proposal.started_from
    contents_of = json.loads(begun.content), json.loads(proposal.content)
    review = Review(proposal.record_id, *contents_of, live, is_taken, is_base_told=not begun.withheld_at)
    review.seen = f"{proposal.revision}/{proposal.record.version_number}"  # what somebody who looks at it has seen
    return review


@transaction.atomic
def propose(record, content, by, reason):
    """Keep what somebody would have the public read of a record; the one he had proposed before is replaced by it.

    Gives the proposal, or None if nothing of it differs from what is public: then none is left waiting.
    """
    record = workflow.locked(record)
    workflow.require(record, Status.PUBLISHED)
    live = contents.read(record)
    workflow.require_right(live, by)
    workflow.require_right(content, by)  # nobody takes a record out of the countries he works on
    before = Proposal.objects.open().filter(record=record.pk, proposed_by=by).first()
    proposal = before or Proposal(record=record, started_from=record.approved_versions.first(), proposed_by=by)
    proposal.content, proposal.reason = contents.canonical(content), reason
    if not review_of(proposal, live).parts:
        if before:
            take_back(before, by)
        return None
    proposal.state, proposal.proposed_at = State.WAITING, timezone.now()
    proposal.revision += 1
    proposal.save()
    audit.note("propose", by, record=record.key, proposal=proposal.pk, reason=reason)
    return proposal


@transaction.atomic
def take_back(proposal, by):
    """Who proposed it thinks better of it."""
    record, proposal = _locked(proposal)
    if proposal.proposed_by_id != by.pk or proposal.state not in (State.WAITING, State.SENT_BACK):
        raise NotAllowed([_("Only who proposed it can take it back, while nothing is decided.")])
    _decide(proposal, State.TAKEN_BACK, by)
    audit.note("take a proposal back", by, record=record.key, proposal=proposal.pk)


@transaction.atomic
def send_back(proposal, by, remark):
    """A publisher asks who proposed it to think again."""
    record, proposal = _locked(proposal)
    _require_reviewer(proposal, by, contents.read(record))
    if not remark:
        raise NotAllowed([_("Say what to change.")])
    _decide(proposal, State.SENT_BACK, by, remark)
    audit.note("send a proposal back", by, record=record.key, proposal=proposal.pk, remark=remark)


@transaction.atomic
def accept(proposal, by, taken, seen):
    """A publisher takes parts of a proposal, path -> whether it is taken: together they are a new public version.

    Every part is decided. What is not taken goes on waiting, with what it was proposed for.
    """
    record, proposal = _locked(proposal)
    live = contents.read(record)
    _require_reviewer(proposal, by, live)
    workflow.require(record, Status.PUBLISHED)
    review = review_of(proposal, live, taken.get)
    if review.seen != seen:
        raise NotAllowed([_("The record or the proposal has changed since you opened this page. Look at it again.")])
    review.require_all(taken)
    if not any(taken[path] for path in review.parts):
        raise NotAllowed([_("You take nothing of it: send it back with a remark instead.")])
    _publish(record, review.merged, by, proposal)
    is_whole = all(taken[path] for path in review.parts)
    _decide(proposal, State.ACCEPTED if is_whole else State.WAITING, by)
    parts = sorted(path for path in review.parts if taken[path])
    audit.note("accept a proposal", by, record=record.key, proposal=proposal.pk, whole=is_whole, parts=parts)
    return is_whole


def why_not_alone(proposal, by):
    """Why a publisher cannot accept what he proposed, naming who can; nothing if he can."""
    wrote = {proposal.proposed_by_id}
    return workflow.own_work(wrote, by, contents.read(proposal.record)) if by.pk in wrote else ""


def _publish(record, content, by, proposal):
    apply(record, content)
    workflow.count_edit(record, proposal.proposed_by)
    try:
        with transaction.atomic():
            workflow.publish(record, by, proposal.reason)
    except IntegrityError as error:
        raise NotAllowed([_("Another record of this type has this address. Choose another.")]) from error


def _locked(proposal):
    """The record and the proposal as they are now, locked until the end of the transaction."""
    record = workflow.locked(proposal.record)
    return record, Proposal.objects.select_related("record", "started_from", "proposed_by").get(pk=proposal.pk)


def _require_reviewer(proposal, by, live):
    if not workflow.may_publish(by):
        raise NotAllowed([_("Only a publisher can do this.")])
    workflow.require_right(live, by)
    workflow.refuse_own({proposal.proposed_by_id}, by, live)
    if proposal.state != State.WAITING:
        raise NotAllowed([_("This proposal does not wait for review.")])


def _decide(proposal, state, by, remark=""):
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.remark = state, by, timezone.now(), remark
    proposal.revision += 1
    proposal.save()
