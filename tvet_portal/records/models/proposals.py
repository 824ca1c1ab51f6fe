"""Proposals: changes of public records and entries that nobody has approved yet."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import Country, Entry
from tvet_portal.records.models.records import Record
from tvet_portal.records.models.versions import RecordVersion

OPEN = ["waiting", "sent_back"]


class ProposalQuerySet(models.QuerySet):
    def open(self):
        """Proposals that can still become public: waiting for review, or sent back to who made them."""
        return self.filter(state__in=OPEN)

    def of(self, subject):
        """Those on a record or an entry."""
        if isinstance(subject, Record):
            return self.filter(record=subject.pk)
        return self.filter(entry_type=subject.entry_type, entry_key=getattr(subject, subject.content_key))


def entry_models():
    """Type -> model of all that can be an entry."""
    return {model.entry_type: model for model in (Country, *Entry.__subclasses__())}


class Proposal(models.Model):
    """The whole content of a record or an entry as somebody would have it, and that from which he started.

    It is text beside the tables, which go on holding what is public: no page can show it by mistake. Of an entry, which
    has no versions, what it said then is kept here, too.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for review")
        SENT_BACK = "sent_back", _("sent back")
        ACCEPTED = "accepted", _("accepted")
        TAKEN_BACK = "taken_back", _("taken back")

    record = models.ForeignKey(
        Record, models.PROTECT, related_name="proposals", verbose_name=_("record"), null=True, blank=True
    )
    started_from = models.ForeignKey(
        RecordVersion, models.PROTECT, verbose_name=_("started from"), related_name="+", null=True, blank=True
    )
    entry_type = models.CharField(_("kind of entry"), max_length=40, blank=True)
    entry_key = models.CharField(_("key of the entry"), max_length=120, blank=True)
    entry_name = models.CharField(_("name of the entry"), max_length=250, blank=True, help_text=_("As it was then."))
    entry_content = models.TextField(_("what the entry said"), blank=True)
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
            models.UniqueConstraint(
                "entry_type",
                "entry_key",
                "proposed_by",
                condition=Q(state__in=OPEN, record=None),
                name="proposal_of_an_entry_open_once_a_person",
                violation_error_message=_("You have proposed a change of this entry already: go on with that one."),
            ),
            models.CheckConstraint(
                name="proposal_of_a_record_or_an_entry",
                condition=Q(record__isnull=False, started_from__isnull=False, entry_type="", entry_content="")
                | (Q(record=None, started_from=None) & ~Q(entry_type="") & ~Q(entry_content="")),
                violation_error_message=_("It is about one record, or about one entry."),
            ),
            models.CheckConstraint(
                name="proposal_sent_back_says_why",
                condition=~Q(state="sent_back") | ~Q(remark=""),
                violation_error_message=_("Say what to change."),
            ),
        ]

    def __str__(self):
        return self.record.title if self.record_id else self.entry_name

    @cached_property
    def subject(self):
        """The record or entry it would change; nothing where an entry is no more."""
        if self.record_id:
            return self.record
        model = entry_models()[self.entry_type]
        return model.objects.filter(**{model.content_key: self.entry_key}).first()

    @property
    def begun(self):
        """The content from which it started, as text."""
        return self.started_from.content if self.record_id else self.entry_content
