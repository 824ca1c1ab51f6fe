"""Proposals: changes of public records that nobody has approved yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models.records import Record
from tvet_portal.records.models.versions import RecordVersion

OPEN = ["waiting", "sent_back"]


class ProposalQuerySet(models.QuerySet):
    def open(self):
        """Proposals that can still become public: waiting for review, or sent back to who made them."""
        return self.filter(state__in=OPEN)


class Proposal(models.Model):
    """The whole content of a record as somebody would have it, and the version from which he started.

    It is text beside the tables, which go on holding what is public: no page can show it by mistake.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for review")
        SENT_BACK = "sent_back", _("sent back")
        ACCEPTED = "accepted", _("accepted")
        TAKEN_BACK = "taken_back", _("taken back")

    record = models.ForeignKey(Record, models.PROTECT, related_name="proposals", verbose_name=_("record"))
    started_from = models.ForeignKey(RecordVersion, models.PROTECT, verbose_name=_("started from"), related_name="+")
    content = models.TextField(_("content"))
    reason = models.CharField(_("why"), max_length=400)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    remark = models.CharField(_("remark"), max_length=400, blank=True)
    revision = models.PositiveIntegerField(_("edit number"), default=0)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("proposed by"), null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("decided by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                "record",
                "proposed_by",
                condition=Q(state__in=OPEN),
                name="proposal_open_once_a_person",
                violation_error_message=_("You have proposed a change of this record already: go on with that one."),
            ),
            models.CheckConstraint(
                name="proposal_sent_back_says_why",
                condition=~Q(state="sent_back") | ~Q(remark=""),
                violation_error_message=_("Say what to change."),
            ),
        ]

    def __str__(self):
        return self.record.title
