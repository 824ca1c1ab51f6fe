"""What publishers do with the versions of before: make one the content of the record again, or withhold it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tvet_portal import audit
from tvet_portal.directory.models import PublicChanges
from tvet_portal.records import content as contents
from tvet_portal.records import proposals, workflow
from tvet_portal.records.applying import apply
from tvet_portal.records.models import Proposal, RecordVersion
from tvet_portal.records.models.records import Status
from tvet_portal.records.page.stored import approved_content
from tvet_portal.records.workflow import NotAllowed


@transaction.atomic
def roll_back(record, number, by, reason):
    """An earlier version is the content of the record again, as a new version; its address stays that of today.

    Where two people approve a change, it is a proposal: then this gives it.
    """
    record = workflow.locked(record)
    workflow.require(record, Status.PUBLISHED)
    version = _earlier(record, number, by, reason)
    content = restorable(record, version)
    if contents.canonical(content) == contents.canonical(contents.read(record)):
        raise NotAllowed([_("It says what the record says today.")])
    said = _("as version %(number)d: %(reason)s") % {"number": number, "reason": reason}
    said = said[: RecordVersion._meta.get_field("reason").max_length]
    if workflow.proposes(by):
        if Proposal.objects.open().filter(record=record.pk, proposed_by=by).exists():
            raise NotAllowed([_("You have proposed a change of this record already. Take it back first.")])
        return proposals.propose(record, content, by, said)
    apply(record, content)
    workflow.count_edit(record, by)
    workflow.publish(record, by, said)
    audit.note("roll back", by, record=record.key, version=number, reason=reason)


def restorable(record, version):
    """What a record would say if a version became its content again."""
    return approved_content(version) | {"slug": record.slug}


@transaction.atomic
def withhold(record, number, by, reason):
    """Nobody is shown an earlier version any more, nor what it changed; its address says since when and why."""
    record = workflow.locked(record)
    version = _earlier(record, number, by, reason)
    version.withheld_at, version.withheld_by, version.withheld_reason = timezone.now(), by, reason
    version.save()
    PublicChanges.add()
    audit.note("withhold a version", by, record=record.key, version=number, reason=reason)


def _earlier(record, number, by, reason):
    """The version a publisher may act on, with a reason."""
    if not workflow.may_publish(by):
        raise NotAllowed([_("Only a publisher can do this.")])
    if not reason:
        raise NotAllowed([_("Say why.")])
    if number == record.version_number:
        raise NotAllowed([_("This is the newest version. Correct the record, or withdraw it.")])
    workflow.require_right(contents.read(record), by)
    version = record.approved_versions.get(number=number)
    if version.withheld_at:
        raise NotAllowed([_("This version is withheld.")])
    return version
