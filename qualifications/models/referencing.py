"""Referencing: how a national framework is tied to the AQRF, criterion by criterion and level by level."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qualifications.models.frameworks import Framework, FrameworkVersion, Level
from tvet_portal.values.fields import PartialDateField, in_order, partial_date_checks
from tvet_portal.values.parts import Part


class ReferencingCriterion(Part):
    """A criterion that a referencing report must answer. It belongs to the regional framework."""

    parent_field = "framework"
    content_fields = ("number", "text", "is_quotation")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="criteria", verbose_name=_("framework"))
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("text"))
    is_quotation = models.BooleanField(_("verbatim from the source"), default=False)

    class Meta:
        ordering = ("number", "key")
        verbose_name_plural = _("referencing criteria")
        constraints = [
            models.UniqueConstraint(
                "framework", "number", name="criterion_number_once",
                violation_error_message=_("This framework already has a criterion with this number."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number}. {self.text[:60]}"


class Referencing(Part):
    """How far the referencing of a national framework to the regional one has come."""

    class State(models.TextChoices):
        UNKNOWN = "unknown", _("Not known")
        NOT_STARTED = "not_started", _("Not started")
        IN_PREPARATION = "in_preparation", _("In preparation")
        SUBMITTED = "submitted", _("Submitted")
        UNDER_REVIEW = "under_review", _("Under review")
        ENDORSED = "endorsed", _("Endorsed")
        SUPERSEDED = "superseded", _("Superseded")

    parent_field = "framework"
    content_fields = (
        "version", "to_version", "scope", "state", "as_of_on", "report_title", "report_address", "submitted_on",
        "endorsed_on", "decided_by", "decided_by_as_printed", "decided_at", "note",
    )  # fmt: skip
    content_parts = ("responses",)

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="referencings", verbose_name=_("framework"))
    version = models.ForeignKey(
        FrameworkVersion, models.PROTECT, verbose_name=_("version"), related_name="referencings", null=True, blank=True
    )
    to_version = models.ForeignKey(
        FrameworkVersion, models.PROTECT, verbose_name=_("referenced to"), related_name="referencings_to"
    )
    scope = models.CharField(_("scope"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.UNKNOWN)
    as_of_on = PartialDateField(_("as of"))
    report_title = models.CharField(_("title of the report"), max_length=300, blank=True)
    report_address = models.URLField(_("address of the report"), max_length=1500, blank=True)
    submitted_on = PartialDateField(_("submitted on"))
    endorsed_on = PartialDateField(_("endorsed on"))
    decided_by = models.ForeignKey(
        "directory.Organisation", models.PROTECT, verbose_name=_("decided by"), null=True, blank=True, related_name="+"
    )
    decided_by_as_printed = models.CharField(_("decided by, as printed"), max_length=250, blank=True)
    decided_at = models.ForeignKey(
        "records.Record", models.PROTECT, verbose_name=_("decided at"), null=True, blank=True,
        related_name="referencings_decided", limit_choices_to={"record_type": "event"},
    )  # fmt: skip
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ("-endorsed_first", "key")
        constraints = [
            *partial_date_checks("as_of_on", "submitted_on", "endorsed_on"),
            in_order(
                "submitted_on", "endorsed_on", _("It cannot be endorsed before it was submitted."),
                name="referencing_in_order",
            ),
            models.UniqueConstraint(
                fields=("version", "to_version", "scope"),
                condition=Q(state="endorsed"),
                name="referencing_endorsed_once",
                violation_error_message=_("This version already has an endorsed referencing of this scope."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.framework}: {self.get_state_display()}"


class CriterionResponse(Part):
    """What a referencing says to one criterion, as far as public evidence shows."""

    class State(models.TextChoices):
        MET = "met", _("met")
        PARTLY = "partly_met", _("partly met")
        NOT_MET = "not_met", _("not met")
        NO_EVIDENCE = "no_public_evidence", _("no public evidence")

    parent_field = "referencing"
    content_fields = ("criterion", "state", "summary")

    referencing = models.ForeignKey(
        Referencing, models.CASCADE, related_name="responses", verbose_name=_("referencing")
    )
    criterion = models.ForeignKey(
        ReferencingCriterion, models.PROTECT, related_name="responses", verbose_name=_("criterion")
    )
    state = models.CharField(_("state"), max_length=20, choices=State)
    summary = models.TextField(_("summary"), blank=True)

    class Meta:
        ordering = ("key",)
        constraints = [
            models.UniqueConstraint(
                "referencing", "criterion", name="criterion_response_once",
                violation_error_message=_("This criterion already has a response."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.criterion}: {self.get_state_display()}"


class LevelReference(Part):
    """A level of one framework is referenced to a level of another. No row means not known, not "no match"."""

    class Relation(models.TextChoices):
        EXACT = "exact", _("exact")
        CLOSE = "close", _("close")
        BROADER = "broader", _("broader")
        NARROWER = "narrower", _("narrower")
        NO_MATCH = "no_match", _("no match")

    class Basis(models.TextChoices):
        ENDORSED = "endorsed", _("endorsed")
        NATIONAL_CLAIM = "national_claim", _("national claim")
        UNVERIFIED = "unverified", _("unverified")

    parent_field = "framework"
    content_fields = (
        "position", "from_level", "to_level", "relation", "is_claimed", "justification", "page", "referencing",
    )  # fmt: skip

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="level_references", verbose_name=_("framework")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    from_level = models.ForeignKey(Level, models.PROTECT, verbose_name=_("level"), related_name="references")
    to_level = models.ForeignKey(
        Level, models.PROTECT, verbose_name=_("referenced to"), null=True, blank=True, related_name="references_to"
    )
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    is_claimed = models.BooleanField(_("claimed by the country in a document that was read"), default=False)
    justification = models.TextField(_("justification"), blank=True)
    page = models.CharField(_("page"), max_length=40, blank=True)
    referencing = models.ForeignKey(
        Referencing,
        models.PROTECT,
        verbose_name=_("referencing"),
        null=True,
        blank=True,
        related_name="level_references",
    )

    class Meta:
        ordering = ("position", "key")
        constraints = [
            models.CheckConstraint(
                name="level_reference_no_match_has_no_target",
                condition=Q(relation="no_match", to_level__isnull=True)
                | (~Q(relation="no_match") & Q(to_level__isnull=False)),
                violation_error_message=_("“No match” has no target level; every other relation has one."),
            ),
            models.CheckConstraint(
                name="level_reference_leads_elsewhere",
                condition=Q(to_level__isnull=True) | ~Q(from_level=F("to_level")),
                violation_error_message=_("A level cannot be referenced to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.from_level} → {self.to_level or self.get_relation_display()}"

    @property
    def basis(self):
        """How sure the row is: endorsed with its referencing, else a national claim, else unverified."""
        if self.referencing and self.referencing.state == Referencing.State.ENDORSED:
            return self.Basis.ENDORSED
        return self.Basis.NATIONAL_CLAIM if self.is_claimed or self.referencing else self.Basis.UNVERIFIED
