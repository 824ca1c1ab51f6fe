"""Entries: rows of the directory with a permanent key, public once approved."""

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tvet_portal.values.revisions import Revised


class EntryQuerySet(models.QuerySet):
    def approved(self):
        """Entries the public may see. The gate of the directory."""
        return self.filter(approved_at__isnull=False)

    def public(self):
        """Entries with a page of their own: approved, and not merged into another."""
        return self.approved().filter(merged_into__isnull=True)

    def approve(self):
        """Make these entries public. It counts as an edit: from now on, who saves one saves what the public sees."""
        self.update(approved_at=timezone.now(), revision=F("revision") + 1)


class Entry(Revised):
    """An entry of the directory. Its key never changes; a merged entry stays as a row that points on."""

    content_key = "key"
    content_parts = ()

    key = models.SlugField(
        _("key"), max_length=120, unique=True, help_text=_("Permanent. Never changed, never reused.")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("merged into"), null=True, blank=True, related_name="+", editable=False
    )
    loaded_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def path(self):
        return f"{self.entry_type}/{self.key}"


class Slug(models.Model):
    """An address an entry has or had. Kept for ever, so that an old address redirects and is never given again."""

    slug = models.SlugField(_("address"), max_length=160, unique=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.slug


class Label(models.Model):
    """A word for an entry in one language. An unchecked label is machine-made and shown as such."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALTERNATIVE = "alternative", _("alternative")

    language = models.CharField(_("language"), max_length=12)
    text = models.CharField(_("text"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PREFERRED)
    is_checked = models.BooleanField(_("read in use"), default=False)
    source_address = models.URLField(_("read at"), max_length=1500, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.text
