"""Agreements and their parties."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models import Participation, Record, RecordQuerySet
from tvet_portal.values.fields import PartialDateField, in_order, partial_date_checks
from tvet_portal.values.places import Place


class AgreementQuerySet(RecordQuerySet):
    def in_force(self, *, on):
        """Agreements in force on a day: effective, and not known to have ended."""
        not_ended = Q(expires_last__isnull=True) | Q(expires_last__gte=on)
        return self.filter(not_ended, effective_first__lte=on)

    def for_list(self):
        return super().for_list().select_related("country")


class Agreement(Record, Place):
    """A text by which two or more parties agree to cooperate (MoU, protocol, agreed minutes...)."""

    class Kind(models.TextChoices):
        MOU = "memorandum_of_understanding", _("Memorandum of understanding")
        MOC = "memorandum_of_cooperation", _("Memorandum of cooperation")
        MOA = "memorandum_of_agreement", _("Memorandum of agreement")
        LETTER = "letter_of_intent", _("Letter of intent")
        EXCHANGE = "exchange_of_letters", _("Exchange of letters")
        FRAMEWORK = "framework_agreement", _("Framework agreement")
        IMPLEMENTING = "implementing_arrangement", _("Implementing arrangement")
        JOINT_STATEMENT = "joint_statement", _("Joint statement or declaration")
        PROTOCOL = "protocol", _("Protocol")
        MINUTES = "agreed_minutes", _("Agreed minutes")
        ACTION_PLAN = "action_plan", _("Action plan")
        RECOGNITION = "mutual_recognition_agreement", _("Mutual recognition agreement")
        OTHER = "other", _("Other")

    class Renewal(models.TextChoices):
        AUTOMATIC = "automatic", _("automatic")
        BY_CONSENT = "by_consent", _("by consent")
        NONE = "none", _("none")

    class Force(models.TextChoices):
        BINDING = "binding", _("binding")
        NOT_BINDING = "not_binding", _("not binding")

    class TermUnit(models.TextChoices):
        YEARS = "years", _("years")
        MONTHS = "months", _("months")

    own_record_type = "agreement"
    content_fields = (
        *Record.content_fields, "kind", "kind_as_printed", "legal_force", "signed_on", "signed_as_printed",
        *Place.PLACE_FIELDS, "effective_on", "term", "term_length", "term_unit", "expires_on", "is_expiry_computed",
        "notice_period", "renewal", "originals", "text_languages",
    )  # fmt: skip

    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    kind_as_printed = models.CharField(_("kind as printed"), max_length=120, blank=True)
    legal_force = models.CharField(_("legal force"), max_length=20, choices=Force, blank=True)
    signed_on = PartialDateField(_("signed on"), printed=True)
    effective_on = PartialDateField(_("effective on"))
    term = models.CharField(_("term as stated"), max_length=250, blank=True)
    term_length = models.PositiveSmallIntegerField(_("length of the term"), null=True, blank=True)
    term_unit = models.CharField(_("unit of the term"), max_length=10, choices=TermUnit, blank=True)
    expires_on = PartialDateField(_("expires on"))
    is_expiry_computed = models.BooleanField(
        _("expiry computed from the term"),
        default=False,
        help_text=_("Left empty, the date is computed from the term and the start."),
    )
    notice_period = models.CharField(_("notice period"), max_length=120, blank=True)
    renewal = models.CharField(_("renewal"), max_length=20, choices=Renewal, blank=True)
    originals = models.PositiveSmallIntegerField(_("number of originals"), null=True, blank=True)
    text_languages = models.CharField(
        _("languages of the text"),
        max_length=120,
        blank=True,
        help_text=_("Language codes separated by commas, such as en, ko."),
        validators=[
            RegexValidator(r"^[a-z]{2,3}(, ?[a-z]{2,3})*$", _("Write language codes separated by commas: en, ko."))
        ],
    )

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            *partial_date_checks("signed_on", "effective_on", "expires_on"),
            in_order(
                "signed_on", "expires_on", _("It cannot end before it was signed."),
                name="agreement_expires_not_before_signed",
            ),
            in_order(
                "effective_on", "expires_on", _("It cannot end before it takes effect."),
                name="agreement_expires_not_before_effective",
            ),
            models.CheckConstraint(
                name="agreement_computed_expiry_has_a_term",
                condition=Q(is_expiry_computed=False) | (Q(term_length__isnull=False) & ~Q(expires_on="")),
                violation_error_message=_("An end that is computed needs a date, and a term from which."),
            ),
            models.CheckConstraint(
                name="agreement_term_has_length_and_unit",
                condition=Q(term_length__isnull=True, term_unit="") | (Q(term_length__gte=1) & ~Q(term_unit="")),
                violation_error_message=_("Give both the length of the term and its unit, or neither."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-signed_last"], name="agreement_signed")]


class PartyManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(role=Participation.Role.PARTY)


class Party(Participation):
    """A party: who is bound by an agreement, as printed. A participation with its own inline on the form."""

    objects = PartyManager()

    class Meta:
        proxy = True
        verbose_name_plural = _("parties")
