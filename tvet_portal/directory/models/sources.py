"""Sources: the texts statements rest on; and the files staff upload."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models.entries import Entry
from tvet_portal.values.fields import PartialDateField, partial_date_checks


def stored_name(upload, name):
    """Where the bytes of an upload lie: found from their hash, so that the same bytes lie in one place."""
    return f"{upload.sha256[:2]}/{upload.sha256}"


class Upload(models.Model):
    """A stored file, named by its SHA-256. It leaves the store only through the gate."""

    content_key = "sha256"

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    file = models.FileField(_("file"), upload_to=stored_name, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(_("media type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    width = models.PositiveIntegerField(_("width in pixels"), null=True, help_text=_("Of a picture, as it is shown."))
    height = models.PositiveIntegerField(_("height in pixels"), null=True)
    pages = models.PositiveIntegerField(_("pages"), null=True, help_text=_("Where they can be counted."))
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("uploaded by"), null=True, related_name="+"
    )

    class Meta:
        ordering = ("-uploaded_at",)
        constraints = [
            models.CheckConstraint(
                name="upload_sha256_is_hexadecimal",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A SHA-256 has 64 hexadecimal digits."),
            ),
            models.CheckConstraint(
                name="upload_has_both_sides_or_none",
                condition=Q(width__isnull=True, height__isnull=True) | Q(width__gt=0, height__gt=0),
                violation_error_message=_("A picture has a width and a height."),
            ),
        ]

    def __str__(self):
        return self.name


class Source(Entry):
    """A text that statements rest on. Its title or date may be missing: the page says so."""

    class Translation(models.TextChoices):
        NONE = "none", _("not a translation")
        HUMAN = "human", _("translated by a person")
        MACHINE = "machine", _("translated by a machine")
        UNKNOWN = "unknown", _("not known")

    entry_type = "source"
    content_fields = (
        "key", "title", "description", "publisher", "author", "original_publisher", "language", "translation",
        "dateline", "published_on", "published_as_printed", "modified_on", "modified_as_printed", "address",
        "accessed_on", "copy_name", "copy_sha256", "is_copy_public", "rights",
    )  # fmt: skip
    content_parts = ("blanks",)

    title = models.TextField(_("title"), blank=True)
    description = models.CharField(
        _("what it is"), max_length=250, blank=True, help_text=_("In our own words; names a source without a title.")
    )
    publisher = models.CharField(_("publisher"), max_length=250, blank=True)
    author = models.CharField(_("author"), max_length=250, blank=True)
    original_publisher = models.CharField(_("original publisher"), max_length=250, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    translation = models.CharField(_("translation"), max_length=20, choices=Translation, default=Translation.UNKNOWN)
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    published_on = PartialDateField(_("published"), printed=True)
    modified_on = PartialDateField(_("last modified"), printed=True)
    address = models.URLField(_("address"), max_length=1500, blank=True)
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    copy_name = models.CharField(_("name of the archived copy"), max_length=250, blank=True)
    copy_sha256 = models.CharField(_("SHA-256 of the archived copy"), max_length=64, blank=True)
    archived_copy = models.ForeignKey(
        Upload, models.PROTECT, verbose_name=_("archived copy"), null=True, blank=True, related_name="+"
    )
    is_copy_public = models.BooleanField(_("licence allows showing the copy"), default=False)
    rights = models.CharField(_("rights line"), max_length=250, blank=True)

    class Meta:
        ordering = ("key",)
        constraints = [
            *partial_date_checks("published_on", "modified_on"),
            models.CheckConstraint(
                name="source_has_a_title_or_a_description",
                condition=~Q(title="") | ~Q(description=""),
                violation_error_message=_("Give the title, or say in your own words what the text is."),
            ),
        ]

    def __str__(self):
        return self.title or self.description
