"""People acting in office. No private data, no index: a person is shown only in the records that name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models.entries import Entry
from tvet_portal.values.parts import Part


class Person(Entry):
    """Somebody acting in office, named as printed. Learners, trainees and competitors are never entered."""

    entry_type = "person"
    content_fields = ("key", "printed_name", "honorific")
    content_parts = ("names",)

    printed_name = models.CharField(_("name as printed"), max_length=160, help_text=_("Never re-ordered by a guess."))
    honorific = models.CharField(_("honorific"), max_length=40, blank=True)
    withheld_at = models.DateTimeField(_("name withheld at"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("printed_name", "key")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.printed_name


class PersonName(Part):
    """Another printed form of a person's name, such as "Dr. Ai"."""

    parent_field = "person"
    content_fields = ("text",)

    person = models.ForeignKey(Person, models.CASCADE, related_name="names", verbose_name=_("person"))
    text = models.CharField(_("text"), max_length=160)

    class Meta:
        ordering = ("key",)

    def __str__(self):
        return self.text
