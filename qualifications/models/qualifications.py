"""Qualifications, and the terms under which they are recognised across a border."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from qualifications.models.frameworks import Level, QualificationType
from tvet_portal.records.models import Record, RecordQuerySet
from tvet_portal.values.fields import PartialDateField, QuantityField, in_order, partial_date_checks, quantity_checks
from tvet_portal.values.parts import Part


class Qualification(Record):
    """What a learner can be awarded. Its bodies are participations, its native title an alternative title."""

    class Kind(models.TextChoices):
        FULL = "full", _("full")
        PART = "part", _("part")
        MICRO = "micro_credential", _("micro-credential")

    own_record_type = "qualification"
    content_fields = (
        *Record.content_fields, "kind", "type", "level", "is_not_levelled", "trade", "volume", "volume_to",
        "volume_qualifier", "volume_unit", "learning_outcomes", "occupational_standard", "assessment",
        "registered_from_on", "registered_until_on", "last_enrolment_on", "last_award_on", "replaces",
    )  # fmt: skip
    content_parts = (*Record.content_parts, "routes")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    type = models.ForeignKey(
        QualificationType, models.PROTECT, verbose_name=_("type"), null=True, blank=True, related_name="qualifications"
    )
    level = models.ForeignKey(
        Level, models.PROTECT, verbose_name=_("level"), null=True, blank=True, related_name="qualifications"
    )
    is_not_levelled = models.BooleanField(_("not levelled"), default=False)
    trade = models.ForeignKey(
        "directory.Trade", models.PROTECT, verbose_name=_("trade"), null=True, blank=True, related_name="qualifications"
    )
    volume = QuantityField(_("volume"))
    volume_unit = models.CharField(_("unit of the volume"), max_length=60, blank=True)
    learning_outcomes = models.TextField(_("learning outcomes"), blank=True)
    occupational_standard = models.CharField(_("occupational standard"), max_length=300, blank=True)
    assessment = models.TextField(_("assessment"), blank=True)
    registered_from_on = PartialDateField(_("registered from"))
    registered_until_on = PartialDateField(_("registered until"))
    last_enrolment_on = PartialDateField(_("last enrolment"))
    last_award_on = PartialDateField(_("last award"))
    replaces = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("replaces"), null=True, blank=True, related_name="replaced_by"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            *partial_date_checks("registered_from_on", "registered_until_on", "last_enrolment_on", "last_award_on"),
            *quantity_checks("volume"),
            in_order(
                "registered_from_on", "registered_until_on", _("It cannot end before it began."),
                name="qualification_in_order",
            ),
            models.CheckConstraint(
                name="qualification_level_or_not_levelled",
                condition=models.Q(is_not_levelled=False) | models.Q(level__isnull=True),
                violation_error_message=_("It is either at a level or not levelled."),
            ),
        ]  # fmt: skip


class Route(Part):
    """A way to a qualification: a programme, an apprenticeship, assessment or recognition of prior learning only."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("programme")
        APPRENTICESHIP = "apprenticeship", _("apprenticeship")
        ASSESSMENT_ONLY = "assessment_only", _("assessment or recognition of prior learning only")

    parent_field = "qualification"
    content_fields = ("kind", "note")

    qualification = models.ForeignKey(
        Qualification, models.CASCADE, related_name="routes", verbose_name=_("qualification")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ("kind", "key")

    def __str__(self):
        return self.get_kind_display()


class RecognitionArrangement(Record):
    """The terms under which skills or qualifications of one country are recognised in another."""

    class Gives(models.TextChoices):
        FULL = "full", _("full recognition")
        PARTIAL = "partial", _("partial recognition")
        EXEMPTION = "exemption", _("exemption")
        RIGHT_TO_WORK = "right_to_work", _("right to work")

    class Direction(models.TextChoices):
        ONE_WAY = "one_way", _("one way")
        MUTUAL = "mutual", _("mutual")

    own_record_type = "recognition_arrangement"
    content_fields = (
        *Record.content_fields, "gives", "direction", "from_country", "in_country", "instrument", "procedure",
        "conditions", "trades", "period",
    )  # fmt: skip

    gives = models.CharField(_("what it gives"), max_length=20, choices=Gives, blank=True)
    direction = models.CharField(_("direction"), max_length=20, choices=Direction, blank=True)
    from_country = models.ForeignKey(
        "directory.Country",
        models.PROTECT,
        verbose_name=_("qualifications of"),
        null=True,
        blank=True,
        related_name="+",
    )
    in_country = models.ForeignKey(
        "directory.Country", models.PROTECT, verbose_name=_("recognised in"), null=True, blank=True, related_name="+"
    )
    instrument = models.ForeignKey(
        "records.Record", models.PROTECT, verbose_name=_("instrument"), null=True, blank=True,
        related_name="recognition_arrangements", limit_choices_to={"record_type": "agreement"},
    )  # fmt: skip
    procedure = models.TextField(_("procedure"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    trades = models.ManyToManyField(
        "directory.Trade", verbose_name=_("trades"), blank=True, related_name="recognition_arrangements"
    )
    period = PartialDateField(_("period"))

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = partial_date_checks("period")
