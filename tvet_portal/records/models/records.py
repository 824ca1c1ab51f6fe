"""Record: the one table all kinds of records share, its addresses and titles."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from tvet_portal.values.parts import Part
from tvet_portal.values.revisions import Revised


class RecordType(models.TextChoices):
    """What a record is. Children keep their own `kind`."""

    AGREEMENT = "agreement", _("Agreement")
    EVENT = "event", _("Event")
    EVENT_SERIES = "event_series", _("Series of events")
    PROGRAMME = "programme", _("Programme")
    FRAMEWORK = "framework", _("Qualifications framework")
    QUALIFICATION = "qualification", _("Qualification")
    RECOGNITION = "recognition_arrangement", _("Recognition arrangement")


REFERENCE_PREFIX = {
    RecordType.AGREEMENT: "AGR",
    RecordType.EVENT: "EVT",
    RecordType.EVENT_SERIES: "SER",
    RecordType.PROGRAMME: "PRG",
    RecordType.FRAMEWORK: "FRW",
    RecordType.QUALIFICATION: "QUA",
    RecordType.RECOGNITION: "REC",
}
RECORD_ADDRESS = {
    RecordType.AGREEMENT: "/agreements/{slug}/",
    RecordType.EVENT: "/events/{slug}/",
    RecordType.EVENT_SERIES: "/events/series/{slug}/",
    RecordType.PROGRAMME: "/programmes/{slug}/",
    RecordType.FRAMEWORK: "/qualifications/frameworks/{slug}/",
    RecordType.QUALIFICATION: "/qualifications/register/{slug}/",
    RecordType.RECOGNITION: "/qualifications/recognition/{slug}/",
}


class Status(models.TextChoices):
    """Where a record stands on its way to the public."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RecordTypeAttribute(DeferredAttribute):
    """A child's record type is its class's; a plain Record's comes from the database."""

    def __get__(self, instance, cls=None):
        own = getattr(cls, "own_record_type", None)
        if own:
            return own
        return self if instance is None else super().__get__(instance, cls)

    def __set__(self, instance, value):  # a data descriptor, so that the class speaks before the instance
        instance.__dict__[self.field.attname] = value


class RecordTypeField(models.CharField):
    """Reads the model's class, so that no `save()` has to set it."""

    descriptor_class = RecordTypeAttribute


def of_public_records(path="record"):
    """The gate for rows of records: a condition that the record at this path is one the public may see."""
    return Q(**{f"{path}__status": Status.PUBLISHED})


KINDS_WITHOUT_AREAS = ("recital", "proposal")  # points whose areas do not become areas of their record


class RecordQuerySet(models.QuerySet):
    def published(self):
        """Records the public may see. The one gate; `of_public_records` is the same for their rows."""
        return self.filter(status=Status.PUBLISHED)

    def withdrawn(self):
        return self.filter(status=Status.WITHDRAWN)

    def with_countries(self, codes):
        """Records in which any of these countries takes part, itself or through an organisation of it."""
        itself, through = Q(country__iso2__in=codes), Q(organisation__country__iso2__in=codes)
        return self.filter(pk__in=self._participations().filter(itself | through).values("record"))

    def with_organisations(self, keys):
        """Records in which any of these organisations takes part."""
        return self.filter(pk__in=self._participations().filter(organisation__key__in=keys).values("record"))

    @staticmethod
    def _participations():
        """Who is in any record: asked directly, because PostgreSQL plans a join of records with records badly."""
        return Record._meta.get_field("participations").related_model.objects.order_by()

    def about(self, areas):
        """Records about any of these areas: their own and those of their points, except recitals and proposals."""
        own = Record.areas.through.objects.filter(cooperationarea__key__in=areas)
        points = _parts("provisions").filter(areas__key__in=areas).exclude(kind__in=KINDS_WITHOUT_AREAS)
        return self.filter(Q(pk__in=own.values("record")) | Q(pk__in=points.values("record")))

    def for_list(self):
        """With who takes part as `participants`, in one more query."""
        named = _parts("participations").select_related("country", "group", "organisation__country")
        return self.prefetch_related(models.Prefetch("participations", named, to_attr="participants"))

    def with_approval(self):
        """With the moment of the last approval, as `approved_at`."""
        versions = _parts("approved_versions").filter(record=models.OuterRef("pk")).order_by("-number")
        return self.annotate(approved_at=models.Subquery(versions.values("approved_at")[:1]))


def _parts(name):
    return Record._meta.get_field(name).related_model.objects.all()


class Record(Revised):
    """What every public noun is: a title, parts, sources, a reference, and a way to the public."""

    own_record_type = None
    content_key = "key"
    content_fields = (
        "title", "summary", "language", "areas", "coverage_countries", "coverage_groups", "coverage_as_printed",
        "is_coverage_open", "main_source", "verified_on",
    )  # fmt: skip
    content_parts = (
        "alternative_titles", "participations", "appearances", "provisions", "obstacles", "figures", "documents",
        "photos", "links", "citations", "blanks", "translations",
    )  # fmt: skip
    internal_fields = ("review_on", "internal_remarks")

    record_type = RecordTypeField(_("record type"), max_length=30, choices=RecordType, editable=False)
    key = models.CharField(_("key"), max_length=200, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, null=True, blank=True, editable=False)
    slug = models.SlugField(
        _("address"), max_length=160, help_text=_("The last part of its address. Old ones redirect.")
    )
    title = models.CharField(_("title"), max_length=500)
    summary = models.TextField(_("summary"), blank=True, help_text=_("One to three sentences in our own words."))
    language = models.CharField(_("language of the original"), max_length=12, blank=True)
    areas = models.ManyToManyField(
        "directory.CooperationArea", verbose_name=_("areas it is about as a whole"), blank=True, related_name="records"
    )
    coverage_countries = models.ManyToManyField(
        "directory.Country", verbose_name=_("covers countries"), blank=True, related_name="covered_by"
    )
    coverage_groups = models.ManyToManyField(
        "directory.CountryGroup", verbose_name=_("covers groups"), blank=True, related_name="covered_by"
    )
    coverage_as_printed = models.CharField(_("coverage as printed"), max_length=300, blank=True)
    is_coverage_open = models.BooleanField(_("the list is open in the source"), default=False)
    main_source = models.ForeignKey(
        "directory.Source",
        models.PROTECT,
        verbose_name=_("main source"),
        null=True,
        blank=True,
        related_name="records",
        help_text=_("Every statement without a citation of its own rests on it."),
    )
    verified_on = models.DateField(_("last verified on"), null=True, blank=True)

    review_on = models.DateField(_("review on"), null=True, blank=True)
    internal_remarks = models.TextField(_("internal remarks"), blank=True, help_text=_("Never shown to the public."))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(_("first published at"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(_("reason of withdrawal"), max_length=400, blank=True, editable=False)
    version_number = models.PositiveIntegerField(_("public version"), default=0, editable=False)
    loaded_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("created by"),
        null=True,
        editable=False,
        related_name="+",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("title", "key")
        constraints = [
            models.UniqueConstraint(
                "record_type",
                "slug",
                name="record_slug_unique_per_type",
                violation_error_message=_("Another record of this type has this address. Choose another."),
            ),
            models.CheckConstraint(
                name="record_published_is_complete",
                condition=~Q(status__in=["published", "withdrawn"])
                | Q(
                    reference__isnull=False,
                    published_at__isnull=False,
                    main_source__isnull=False,
                    version_number__gte=1,
                )
                & ~Q(slug=""),
                violation_error_message=_("A published record has a reference, an address and a main source."),
            ),
            models.CheckConstraint(
                name="record_withdrawn_says_why",
                condition=~Q(status="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message=_("Say why the record is withdrawn."),
            ),
            models.CheckConstraint(
                name="record_type_is_known",
                condition=Q(record_type__in=RecordType.values),
                violation_error_message=_("This is no type of record."),
            ),
        ]
        indexes = [
            models.Index(fields=["record_type", "status"], name="record_type_and_status"),
            models.Index(fields=["status", "verified_on"], name="record_status_and_verified_on"),
            models.Index(fields=["review_on"], name="record_review_on"),
        ]
        permissions = [
            ("publish_record", "Can publish and withdraw records"),
            ("import_tables", "Can import tables of records and directory entries"),
        ]

    def __str__(self):
        return f"{self.title} ({self.reference or _('draft')})"

    def get_absolute_url(self):
        return RECORD_ADDRESS[self.record_type].format(slug=self.slug)

    @property
    def path(self):
        return self.key


class RecordSlug(models.Model):
    """An address a record has or had. No later record can take it; an old one redirects for ever."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="slugs")
    record_type = models.CharField(max_length=30, choices=RecordType)
    slug = models.SlugField(max_length=160)

    class Meta:
        constraints = [
            models.UniqueConstraint("record_type", "slug", name="record_slug_never_given_twice"),
        ]

    def __str__(self):
        return self.slug


class AlternativeTitle(Part):
    """Another title of a record: a variant, a former one, an official translation, a typo of the source."""

    class Kind(models.TextChoices):
        VARIANT = "variant", _("variant")
        FORMER = "former", _("former")
        TRANSLATION = "official_translation", _("official translation")
        ACRONYM = "acronym", _("acronym")
        TYPO = "typo", _("typo in a source")

    content_fields = ("text", "language", "kind", "is_verified")

    record = models.ForeignKey(Record, models.CASCADE, related_name="alternative_titles", verbose_name=_("record"))
    text = models.CharField(_("text"), max_length=500)
    language = models.CharField(_("language"), max_length=12, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    is_verified = models.BooleanField(_("read in a source"), default=True)

    class Meta:
        ordering = ("key",)

    def __str__(self):
        return self.text
