"""Who is in a record, and who acted in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import Actor, actor_check
from tvet_portal.records.models.records import Record
from tvet_portal.values.fields import PartialDateField, QuantityField, partial_date_checks, quantity_checks
from tvet_portal.values.parts import Part


class Participation(Part, Actor):
    """Somebody is in a record, in a role. The one table that relations, facets and country pages ask."""

    class Role(models.TextChoices):
        PARTY = "party", _("Party")
        OWNER = "owner", _("Owner")
        RESPONSIBLE = "responsible_body", _("Responsible body")
        AWARDING = "awarding_body", _("Awarding body")
        QUALITY = "quality_assuring_body", _("Quality-assuring body")
        COMPETENT = "competent_body", _("Competent body")
        HOST = "host", _("Host")
        ORGANISER = "organiser", _("Organiser")
        CO_ORGANISER = "co_organiser", _("Co-organiser")
        FUNDER = "funder", _("Funder")
        FACILITATOR = "facilitator", _("Facilitator")
        IMPLEMENTER = "implementer", _("Implementer")
        BENEFICIARY = "beneficiary", _("Beneficiary")
        MEMBER = "member", _("Member")
        MEMBER_STATE = "member_state", _("Member state")
        INTERNATIONAL = "international_organisation", _("International organisation")
        OBSERVER = "observer", _("Observer")
        PARTICIPANT = "participant", _("Participant")

    content_fields = (
        "position", "role", *Actor.ACTOR_FIELDS, "is_expected", "condition", "headcount", "headcount_to",
        "headcount_qualifier", "on_behalf_of", "is_others", "through", "side", "file_number",
    )  # fmt: skip
    content_parts = ("acts",)

    record = models.ForeignKey(Record, models.CASCADE, related_name="participations", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=30, choices=Role)
    is_expected = models.BooleanField(_("expected, not yet seen to take part"), default=False)
    condition = models.CharField(_("condition"), max_length=200, blank=True)
    headcount = QuantityField(_("people"))
    on_behalf_of = models.CharField(_("on behalf of"), max_length=250, blank=True)
    is_others = models.BooleanField(_("“others”: the source leaves the list of this role open"), default=False)
    through = models.ManyToManyField(
        "directory.Organisation",
        verbose_name=_("through"),
        blank=True,
        related_name="participations_through",
        help_text=_("Who negotiated or signed for a party."),
    )
    side = models.PositiveSmallIntegerField(_("side"), null=True, blank=True)
    file_number = models.CharField(_("own file number"), max_length=80, blank=True)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            actor_check(name="participation_is_exactly_one_actor"),
            *quantity_checks("headcount", "bodies"),
            models.CheckConstraint(
                name="participation_others_is_a_category",
                condition=Q(is_others=False) | ~Q(category=""),
                violation_error_message=_("“Others” is a category in words, such as “others”."),
            ),
        ]
        indexes = [
            models.Index(fields=["country", "role"], name="participation_country"),
            models.Index(fields=["organisation", "role"], name="participation_organisation"),
        ]


class Act(Part):
    """What a party did about an agreement, and when: signed, adopted, ratified, denounced, withdrew."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("signed")
        ADOPTED = "adopted", _("adopted")
        RATIFIED = "ratified", _("ratified")
        DENOUNCED = "denounced", _("denounced")
        WITHDREW = "withdrew", _("withdrew")

    parent_field = "participation"
    content_fields = ("kind", "done_on")

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="acts", verbose_name=_("participation")
    )
    kind = models.CharField(_("act"), max_length=20, choices=Kind)
    done_on = PartialDateField(_("on"))

    class Meta:
        ordering = ("done_first", "key")
        constraints = partial_date_checks("done_on")

    def __str__(self):
        return self.get_kind_display()


class Appearance(Part, Actor):
    """Somebody acting in a record: a person and the body stood for, or a body alone.

    With a person, the actor is the party or body stood for (it may be not stated); without one, the actor itself acts.
    """

    class Role(models.TextChoices):
        SIGNATORY = "signatory", _("Signatory")
        WITNESS = "witness", _("Witness")
        CHAIR = "chair", _("Chair")
        OPENING = "opening", _("Opening")
        SPEAKER = "speaker", _("Speaker")
        PRESENTER = "presenter", _("Presenter")
        REPORTER = "reporter", _("Reporter")

    content_fields = (
        "position", "role", "person", "name_as_printed", "honorific", "post", "capacity", *Actor.ACTOR_FIELDS, "topic",
        "starts_at",
    )  # fmt: skip

    record = models.ForeignKey(Record, models.CASCADE, related_name="appearances", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, verbose_name=_("person"), null=True, blank=True, related_name="appearances"
    )
    name_as_printed = models.CharField(_("name of the person as printed"), max_length=160, blank=True)
    honorific = models.CharField(_("honorific"), max_length=40, blank=True)
    post = models.CharField(_("post"), max_length=250, blank=True)
    capacity = models.CharField(_("capacity as printed"), max_length=250, blank=True)
    topic = models.CharField(_("topic"), max_length=400, blank=True)
    starts_at = models.TimeField(_("local time"), null=True, blank=True)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            actor_check(name="appearance_stands_for_one_actor", optional=True),
            models.CheckConstraint(
                name="appearance_is_somebody",
                condition=Q(person__isnull=False) | ~Q(as_printed=""),
                violation_error_message=_("Name the person, the body, or both."),
            ),
            *quantity_checks("bodies"),
        ]

    def __str__(self):
        return self.name_as_printed or str(self.person or super().__str__())
