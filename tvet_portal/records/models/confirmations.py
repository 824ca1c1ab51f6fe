"""Confirmations: what the parties of a record say of the public text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models.records import Record
from tvet_portal.records.models.versions import RecordVersion


class Confirmation(models.Model):
    """A question to a party, whether the public text of a record is right, and its answer.

    Who was asked, who answered and what he remarked is for staff. That a party was asked, and what it says, is public.
    """

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("It is right")
        OBJECTED = "objected", _("Something is wrong")

    record = models.ForeignKey(Record, models.PROTECT, related_name="confirmations", verbose_name=_("record"))
    party = models.CharField(_("party"), max_length=60, help_text=_("The key of its row in the content."))
    actor = models.CharField(_("who that is"), max_length=250, help_text=_("Such as organisation/moet or country/VN."))
    addressee = models.CharField(_("who is asked"), max_length=250)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("asked by"), null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("answer until"))
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.CharField(_("who answers"), max_length=250, blank=True)
    remark = models.TextField(_("remark"), max_length=4000, blank=True)
    version = models.ForeignKey(
        RecordVersion, models.PROTECT, verbose_name=_("about which version"), null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="confirmation_answer_says_who_when_what",
                condition=Q(answer="", answered_at__isnull=True, answered_by="", remark="", version__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, version__isnull=False) & ~Q(answered_by="")),
                violation_error_message=_("An answer says who answers, when, and about which version."),
            ),
            models.CheckConstraint(
                name="confirmation_objection_says_why",
                condition=~Q(answer="objected") | ~Q(remark=""),
                violation_error_message=_("Say what is wrong."),
            ),
            models.CheckConstraint(
                name="confirmation_answered_is_not_taken_back",
                condition=Q(answer="") | Q(taken_back_at__isnull=True),
                violation_error_message=_("It is answered, and cannot be taken back."),
            ),
            models.UniqueConstraint(
                "record",
                "party",
                condition=Q(answer="", taken_back_at__isnull=True),
                name="confirmation_asked_once_at_a_time",
                violation_error_message=_("This party has been asked already: take that question back first."),
            ),
        ]

    def __str__(self):
        return f"{self.record}: {self.actor}"
