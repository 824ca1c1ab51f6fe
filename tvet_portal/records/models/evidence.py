"""What statements rest on, and what sources do not state."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models.records import Record
from tvet_portal.values.parts import Part

CITABLE = ("record", "organisation", "country")  # whose statements can have citations
BLANKABLE = ("record", "organisation", "about_source")  # whose fields can say why they are empty


class Subject(Part):
    """A part of exactly one record or directory entry."""

    subjects = ()

    record = models.ForeignKey(
        Record, models.CASCADE, related_name="%(class)ss", verbose_name=_("record"), null=True, blank=True
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="%(class)ss", null=True, blank=True,
        verbose_name=_("organisation"),
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def subject(self):
        return next(subject for name in self.subjects if (subject := getattr(self, name)))

    def find_path(self):
        return f"{self.subject.path}/{self._meta.model_name}s/{self.key}"


def subject_check(*subjects, name):
    condition = Q()
    for chosen in subjects:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in subjects})
    return models.CheckConstraint(
        name=name, condition=condition, violation_error_message=_("It belongs to exactly one record or entry.")
    )


class Citation(Subject):
    """What one statement rests on: a source, a quote, who asserts it, and how surely.

    An empty path means the record as a whole. Where sources differ, `statement` says in our own words what this one
    says, and `rank` which one the record follows: both are kept and shown.
    """

    class Certainty(models.TextChoices):
        STATED = "stated", _("stated")
        HEDGED = "hedged", _("hedged")
        INFERRED = "inferred", _("inferred by the editor")
        UNVERIFIED = "unverified", _("unverified: from the editor’s general knowledge")

    class Rank(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        NORMAL = "normal", _("normal")
        DEPRECATED = "deprecated", _("deprecated")

    content_fields = (
        "target", "source", "quote", "locator", "asserted_by", "asserted_by_as_printed", "certainty", "rank",
        "statement", "note",
    )  # fmt: skip

    subjects = CITABLE

    country = models.ForeignKey(
        "directory.Country", models.CASCADE, related_name="citations", verbose_name=_("country"), null=True, blank=True
    )
    target = models.CharField(
        _("statement it supports"),
        max_length=300,
        blank=True,
        help_text=_("Path to the field; empty: the whole record."),
    )
    source = models.ForeignKey(
        "directory.Source", models.PROTECT, verbose_name=_("source"), null=True, blank=True, related_name="citations_of"
    )
    quote = models.TextField(_("quote"), blank=True)
    locator = models.CharField(_("page or place"), max_length=120, blank=True)
    asserted_by = models.ForeignKey(
        "directory.Organisation", models.PROTECT, verbose_name=_("asserted by"), null=True, blank=True, related_name="+"
    )
    asserted_by_as_printed = models.CharField(_("asserted by, as printed"), max_length=250, blank=True)
    certainty = models.CharField(_("certainty"), max_length=20, choices=Certainty, default=Certainty.STATED)
    rank = models.CharField(_("rank"), max_length=20, choices=Rank, default=Rank.NORMAL)
    statement = models.TextField(_("what this source says"), blank=True)
    note = models.TextField(_("remark for the reader"), blank=True)

    class Meta:
        ordering = ("target", "key")
        constraints = [
            subject_check(*CITABLE, name="citation_of_one_subject"),
            models.CheckConstraint(
                name="citation_rests_on_a_source_or_the_editor",
                condition=Q(source__isnull=False) | Q(certainty__in=["inferred", "unverified"]),
                violation_error_message=_("Choose the source, or say that the editor inferred it."),
            ),
        ]

    def __str__(self):
        return self.target or str(self.source)


class Blank(Subject):
    """Why a field is empty: not stated, none, not applicable, unknown."""

    class Why(models.TextChoices):
        NOT_STATED = "not_stated", _("not stated in the source")
        NONE = "none", _("none")
        NOT_APPLICABLE = "not_applicable", _("not applicable")
        UNKNOWN = "unknown", _("unknown")

    content_fields = ("target", "why")

    subjects = BLANKABLE

    about_source = models.ForeignKey(
        "directory.Source", models.CASCADE, related_name="blanks", verbose_name=_("source"), null=True, blank=True
    )
    target = models.CharField(_("field"), max_length=300)
    why = models.CharField(_("why it is empty"), max_length=20, choices=Why)

    class Meta:
        ordering = ("target", "key")
        constraints = [
            subject_check(*BLANKABLE, name="blank_of_one_subject"),
            models.UniqueConstraint(
                "record", "target", name="blank_once_a_field_of_a_record",
                violation_error_message=_("This field already says why it is empty."),
            ),
            models.UniqueConstraint("organisation", "target", name="blank_once_a_field_of_an_organisation"),
            models.UniqueConstraint("about_source", "target", name="blank_once_a_field_of_a_source"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.target}: {self.get_why_display()}"
