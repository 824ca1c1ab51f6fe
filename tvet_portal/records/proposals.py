"""Changes of what is public by those who may not publish them alone: proposed, reviewed, accepted whole or in parts.

They are about records, and about entries of the directory (subjects.py).
"""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.records import content as contents
from tvet_portal.records import subjects, workflow
from tvet_portal.records.models import Proposal, Record
from tvet_portal.records.reviewing import Review
from tvet_portal.records.workflow import NotAllowed

State = Proposal.State


def review_of(proposal, live, is_taken=lambda path: True):
    """A proposal laid over what its record or entry says today."""
    begun = proposal.started_from
    contents_of = json.loads(proposal.begun), json.loads(proposal.content)
    is_told = begun is None or not begun.withheld_at
    review = Review(proposal.subject, *contents_of, live, is_taken, is_base_told=is_told)
    review.seen = f"{proposal.revision}/{subjects.of(proposal.subject).state}"  # what who looks at it has seen
    return review


@transaction.atomic
def hand_in(row, content, by, reason):
    """What somebody would have the public read of a record or entry: proposed, or public at once where he may alone.

    Gives the proposal, if one waits now.
    """
    if workflow.proposes(by):
        return propose(row, content, by, reason)
    subject = subjects.locked(row)
    live = contents.read(subject.row)
    _require(subject, live, by)
    _require(subject, content, by)
    if contents.canonical(content) != contents.canonical(live):
        subject.publish(content, by, by, reason)
        if not isinstance(row, Record):  # of a record the workflow says it
            audit.note("change what is public", by, entries=[row.path], reason=reason)
    return None


@transaction.atomic
def propose(row, content, by, reason):
    """Keep what somebody would have the public read of a record or entry, in place of what he had proposed before.

    Gives the proposal, or None if nothing of it differs from what is public: then none is left waiting.
    """
    subject = subjects.locked(row)
    live = contents.read(subject.row)
    _require(subject, live, by)
    _require(subject, content, by)  # nobody takes anything out of the countries he works on
    before = Proposal.objects.open().of(subject.row).filter(proposed_by=by).first()
    proposal = before or Proposal(proposed_by=by, **subject.beginning(live))
    proposal.content, proposal.reason = contents.canonical(content), reason
    if not review_of(proposal, live).parts:
        if before:
            take_back(before, by)
        return None
    proposal.state, proposal.proposed_at = State.WAITING, timezone.now()
    proposal.revision += 1
    proposal.save()
    audit.note("propose", by, **subject.about, proposal=proposal.pk, reason=reason)
    return proposal


@transaction.atomic
def take_back(proposal, by):
    """Who proposed it thinks better of it."""
    subject, proposal = _locked(proposal)
    if proposal.proposed_by_id != by.pk or proposal.state not in (State.WAITING, State.SENT_BACK):
        raise NotAllowed([_("Only who proposed it can take it back, while nothing is decided.")])
    _decide(proposal, State.TAKEN_BACK, by)
    audit.note("take a proposal back", by, **subject.about, proposal=proposal.pk)


@transaction.atomic
def send_back(proposal, by, remark):
    """A publisher asks who proposed it to think again."""
    subject, proposal = _locked(proposal)
    _require_reviewer(proposal, subject, by, contents.read(subject.row))
    if not remark:
        raise NotAllowed([_("Say what to change.")])
    _decide(proposal, State.SENT_BACK, by, remark)
    audit.note("send a proposal back", by, **subject.about, proposal=proposal.pk, remark=remark)


@transaction.atomic
def accept(proposal, by, taken, seen):
    """A publisher takes parts of a proposal, path -> whether it is taken: together they are public at once.

    Of a record they are a new version. Every part is decided. What is not taken goes on waiting, with what it was
    proposed for.
    """
    subject, proposal = _locked(proposal)
    live = contents.read(subject.row)
    _require_reviewer(proposal, subject, by, live)
    subject.require_public()
    review = review_of(proposal, live, taken.get)
    if review.seen != seen:
        raise NotAllowed([_("What is public, or the proposal, has changed since you opened this page. Look again.")])
    review.require_all(taken)
    if not any(taken[path] for path in review.parts):
        raise NotAllowed([_("You take nothing of it: send it back with a remark instead.")])
    subject.require_right(review.merged, by)
    subject.publish(review.merged, proposal.proposed_by, by, proposal.reason)
    is_whole = all(taken[path] for path in review.parts)
    _decide(proposal, State.ACCEPTED if is_whole else State.WAITING, by)
    parts = sorted(path for path in review.parts if taken[path])
    audit.note("accept a proposal", by, **subject.about, proposal=proposal.pk, whole=is_whole, parts=parts)
    return is_whole


def why_not_alone(proposal, by):
    """Why a publisher cannot accept what he proposed, naming who can; nothing if he can."""
    wrote = {proposal.proposed_by_id}
    if by.pk not in wrote:
        return ""
    return subjects.of(proposal.subject).own_work(wrote, by, contents.read(proposal.subject))


def _locked(proposal):
    """The subject and the proposal as they are now, locked until the end of the transaction."""
    subject = subjects.locked(proposal.subject)
    return subject, Proposal.objects.select_related("record", "started_from", "proposed_by").get(pk=proposal.pk)


def _require(subject, content, by):
    subject.require_public()
    subject.require_right(content, by)


def _require_reviewer(proposal, subject, by, live):
    if not workflow.may_publish(by):
        raise NotAllowed([_("Only a publisher can do this.")])
    subject.require_right(live, by)
    if sentence := subject.own_work({proposal.proposed_by_id}, by, live):
        raise NotAllowed([sentence])
    if proposal.state != State.WAITING:
        raise NotAllowed([_("This proposal does not wait for review.")])


def _decide(proposal, state, by, remark=""):
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.remark = state, by, timezone.now(), remark
    proposal.revision += 1
    proposal.save()
