"""Qualifications frameworks: versions, levels, descriptors, qualification types, quality assurance."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models import Record, RecordQuerySet
from tvet_portal.values.fields import PartialDateField, QuantityField, in_order, partial_date_checks, quantity_checks
from tvet_portal.values.parts import Part


class Framework(Record):
    """A national, regional or partial qualifications framework; or the record that a country has none."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("National framework")
        REGIONAL = "regional", _("Regional framework")
        SUB = "sub_framework", _("Part of another framework")
        NONE = "none", _("No national framework")

    own_record_type = "framework"
    content_fields = (
        *Record.content_fields,
        "kind",
        "acronym",
        "scope",
        "sectors",
        "is_principal",
        "part_of_framework",
    )
    content_parts = (
        *Record.content_parts, "versions", "types", "criteria", "referencings", "level_references",
        "quality_assurances",
    )  # fmt: skip

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    scope = models.CharField(_("scope"), max_length=400, blank=True)
    sectors = models.CharField(
        _("sectors"), max_length=120, blank=True, help_text=_("Separated by commas: general, tvet, higher_education.")
    )
    is_principal = models.BooleanField(_("the country’s principal framework"), default=False)
    part_of_framework = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of the framework"),
        null=True,
        blank=True,
        related_name="sub_frameworks",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="framework_not_part_of_itself",
                condition=Q(part_of_framework__isnull=True) | ~Q(part_of_framework=models.F("record_ptr")),
                violation_error_message=_("A framework cannot be part of itself."),
            ),
        ]


class FrameworkVersion(Part):
    """A framework as one legal text or edition sets it."""

    parent_field = "framework"
    content_fields = ("label", "from_on", "until_on", "level_count", "planned_level_count", "responsible", "note")
    content_parts = ("instruments", "domains", "levels")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions", verbose_name=_("framework"))
    label = models.CharField(_("label"), max_length=120)
    from_on = PartialDateField(_("in force from"))
    until_on = PartialDateField(_("in force until"))
    level_count = models.PositiveSmallIntegerField(_("number of levels stated"), null=True, blank=True)
    planned_level_count = models.PositiveSmallIntegerField(_("number of levels planned"), null=True, blank=True)
    responsible = models.ManyToManyField(
        "directory.Organisation",
        verbose_name=_("responsible organisations"),
        blank=True,
        related_name="framework_versions",
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ("-from_first", "key")
        constraints = [
            *partial_date_checks("from_on", "until_on"),
            in_order("from_on", "until_on", _("It cannot end before it began."), name="framework_version_in_order"),
        ]

    def __str__(self):
        return f"{self.framework.acronym or self.framework.title}, {self.label}"


class LegalInstrument(Part):
    """The legal text a framework version rests on."""

    parent_field = "version"
    content_fields = ("title", "number", "dated_on")

    version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="instruments", verbose_name=_("version"))
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("number"), max_length=80, blank=True)
    dated_on = PartialDateField(_("dated"))

    class Meta:
        ordering = ("dated_first", "key")
        constraints = partial_date_checks("dated_on")

    def __str__(self):
        return self.title


class DescriptorDomain(Part):
    """A column of a framework's level descriptors, such as "Knowledge and skills"."""

    parent_field = "version"
    content_fields = ("position", "name")

    version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="domains", verbose_name=_("version"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        ordering = ("position", "key")

    def __str__(self):
        return self.name


class Level(Part):
    """One level of a framework version. Codes are as printed ("5a", "E2"); positions may be 0 and below."""

    parent_field = "version"
    content_fields = ("position", "code", "label", "volume", "volume_to", "volume_qualifier", "volume_unit")
    content_parts = ("descriptors",)

    version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="levels", verbose_name=_("version"))
    position = models.SmallIntegerField(_("position"))
    code = models.CharField(_("code as printed"), max_length=20)
    label = models.CharField(_("label"), max_length=200, blank=True)
    volume = QuantityField(_("volume"))
    volume_unit = models.CharField(_("unit of the volume"), max_length=60, blank=True)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            *quantity_checks("volume"),
            models.UniqueConstraint(
                "version", "code", name="level_code_once_a_version",
                violation_error_message=_("This version already has a level with this code."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.version}: {self.code}"


class LevelDescriptor(Part):
    """What a level asks for in one domain."""

    parent_field = "level"
    content_fields = ("domain", "text", "is_quotation")

    level = models.ForeignKey(Level, models.CASCADE, related_name="descriptors", verbose_name=_("level"))
    domain = models.ForeignKey(
        DescriptorDomain, models.CASCADE, verbose_name=_("domain"), null=True, blank=True, related_name="descriptors"
    )
    text = models.TextField(_("text"))
    is_quotation = models.BooleanField(_("verbatim from the source"), default=False)

    class Meta:
        ordering = ("key",)

    def __str__(self):
        return self.text[:80]


class Sector(models.TextChoices):
    """The part of education a qualification belongs to."""

    GENERAL = "general", _("General education")
    TVET = "tvet", _("TVET")
    HIGHER = "higher_education", _("Higher education")
    TVET_HIGHER = "tvet_and_higher_education", _("TVET and higher education")


class QualificationType(Part):
    """A type of qualification that a framework knows, such as "College diploma"."""

    parent_field = "framework"
    content_fields = (
        "position", "name", "native_name", "native_language", "short_name", "sector", "volume", "volume_to",
        "volume_qualifier", "volume_unit", "awarding_bodies", "awarding_as_printed", "note",
    )  # fmt: skip
    content_parts = ("placements",)

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="types", verbose_name=_("framework"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=250)
    native_name = models.CharField(_("native name"), max_length=250, blank=True)
    native_language = models.CharField(_("language of the native name"), max_length=12, blank=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector, blank=True)
    volume = QuantityField(_("volume"))
    volume_unit = models.CharField(_("unit of the volume"), max_length=60, blank=True)
    awarding_bodies = models.ManyToManyField(
        "directory.Organisation", verbose_name=_("awarding bodies"), blank=True, related_name="qualification_types"
    )
    awarding_as_printed = models.CharField(_("awarding body as printed"), max_length=250, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ("position", "key")
        constraints = quantity_checks("volume")

    def __str__(self):
        return self.name


class TypePlacement(Part):
    """A qualification type is at a level from a day until a day: it can move without a new version."""

    parent_field = "type"
    content_fields = ("level", "from_on", "until_on")

    type = models.ForeignKey(QualificationType, models.CASCADE, related_name="placements", verbose_name=_("type"))
    level = models.ForeignKey(Level, models.CASCADE, verbose_name=_("level"), related_name="placements")
    from_on = PartialDateField(_("from"))
    until_on = PartialDateField(_("until"))

    class Meta:
        ordering = ("key",)
        constraints = [
            *partial_date_checks("from_on", "until_on"),
            in_order("from_on", "until_on", _("It cannot end before it began."), name="type_placement_in_order"),
        ]

    def __str__(self):
        return f"{self.type}: {self.level.code}"


class QualityAssurance(Part):
    """Who assures the quality of what, by which mechanism, on which legal basis."""

    class Mechanism(models.TextChoices):
        PROVIDER = "provider_accreditation", _("provider accreditation")
        PROGRAMME = "programme_accreditation", _("programme accreditation")
        ASSESSMENT = "assessment", _("assessment")
        CERTIFICATION = "certification", _("certification")
        EXTERNAL = "external_evaluation", _("external evaluation")
        RPL = "recognition_of_prior_learning", _("recognition of prior learning")

    parent_field = "framework"
    content_fields = (
        "position", "sector", "organisation", "organisation_as_printed", "mechanism", "legal_basis", "typology",
        "note",
    )  # fmt: skip

    framework = models.ForeignKey(
        Framework, models.CASCADE, related_name="quality_assurances", verbose_name=_("framework")
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, verbose_name=_("organisation"), null=True, blank=True,
        related_name="quality_assurances",
    )  # fmt: skip
    organisation_as_printed = models.CharField(_("organisation as printed"), max_length=250, blank=True)
    mechanism = models.CharField(_("mechanism"), max_length=40, choices=Mechanism, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)
    typology = models.CharField(_("typology"), max_length=250, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            models.CheckConstraint(
                name="quality_assurance_names_somebody",
                condition=Q(organisation__isnull=False) | ~Q(organisation_as_printed=""),
                violation_error_message=_("Choose the organisation, or write it as printed."),
            ),
        ]

    def __str__(self):
        return self.organisation_as_printed or str(self.organisation)
