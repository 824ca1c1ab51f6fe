"""Documents and photos of a record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models.records import Record
from tvet_portal.values.fields import PartialDateField, partial_date_checks
from tvet_portal.values.parts import Part


class Document(Part):
    """A text that belongs to a record: held, known but not held, or planned."""

    class Kind(models.TextChoices):
        SIGNED_TEXT = "signed_text", _("Signed text")
        ANNEX = "annex", _("Annex")
        TRANSLATION = "translation", _("Translation")
        REPORT = "report", _("Report")
        GUIDELINE = "guideline", _("Guidelines")
        PLAN = "plan", _("Work plan")
        PRESENTATION = "presentation", _("Presentation")
        MINUTES = "minutes", _("Minutes")
        LEGAL_TEXT = "legal_text", _("Legal text")

    class Availability(models.TextChoices):
        HELD = "held", _("held")
        NOT_HELD = "not_held", _("not held")
        PLANNED = "planned", _("planned when the source was written")

    content_fields = (
        "position", "kind", "title", "language", "availability", "upload", "pages", "dated_on", "address", "note",
        "provision",
    )  # fmt: skip
    content_filter = {"is_public": True}

    record = models.ForeignKey(Record, models.CASCADE, related_name="documents", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=12, blank=True)
    availability = models.CharField(
        _("availability"), max_length=20, choices=Availability, default=Availability.NOT_HELD
    )
    upload = models.ForeignKey(
        "directory.Upload", models.PROTECT, verbose_name=_("file"), null=True, blank=True, related_name="documents"
    )
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    dated_on = PartialDateField(_("date"))
    address = models.URLField(_("address"), max_length=1500, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    provision = models.ForeignKey(
        "records.Provision",
        models.CASCADE,
        verbose_name=_("of the point"),
        null=True,
        blank=True,
        related_name="documents",
    )
    is_public = models.BooleanField(_("public"), default=True)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            *partial_date_checks("dated_on"),
            models.CheckConstraint(
                name="document_held_has_a_file",
                condition=~Q(availability="held") | Q(upload__isnull=False),
                violation_error_message=_("Add the file, or say that the text is not held."),
            ),
        ]

    def __str__(self):
        return self.title


class Photo(Part):
    """A picture of a record. The file may be missing while its caption is known."""

    class Writer(models.TextChoices):
        PERSON = "person", _("a person")
        MACHINE = "machine", _("a machine")

    content_fields = ("position", "caption", "people", "credit", "alt_text", "alt_text_by", "upload")

    record = models.ForeignKey(Record, models.CASCADE, related_name="photos", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    caption = models.CharField(_("caption"), max_length=400, blank=True)
    people = models.ManyToManyField(
        "directory.Person", verbose_name=_("people shown"), blank=True, related_name="photos"
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    alt_text = models.CharField(_("description for those who cannot see it"), max_length=400, blank=True)
    alt_text_by = models.CharField(_("description written by"), max_length=20, choices=Writer, blank=True)
    upload = models.ForeignKey(
        "directory.Upload", models.PROTECT, verbose_name=_("file"), null=True, blank=True, related_name="photos"
    )

    class Meta:
        ordering = ("position", "key")
        constraints = [
            models.CheckConstraint(
                name="photo_description_says_who_wrote_it",
                condition=Q(alt_text="") | ~Q(alt_text_by=""),
                violation_error_message=_("Say whether a person or a machine wrote the description."),
            ),
        ]

    def __str__(self):
        return self.caption or self.alt_text
