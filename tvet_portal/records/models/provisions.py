"""The ordered points of a record, what became of them, and what stood in the way."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import Actor, actor_check
from tvet_portal.records.models.records import Record
from tvet_portal.values.fields import PartialDateField, partial_date_checks, quantity_checks
from tvet_portal.values.parts import Part


class Provision(Part):
    """One point of a record: a purpose, a recital, an area of cooperation, a decision, a commitment, a proposal..."""

    class Kind(models.TextChoices):
        PURPOSE = "purpose", _("Purpose")
        RECITAL = "recital", _("Recital")
        OBJECTIVE = "objective", _("Objective")
        AREA = "area_of_cooperation", _("Area of cooperation")
        DECISION = "decision", _("Decision")
        COMMITMENT = "commitment", _("Commitment")
        PROPOSAL = "proposal", _("Proposal")
        DELIVERABLE = "deliverable", _("Deliverable")
        PHASE = "phase", _("Phase")
        ACTIVITY = "activity", _("Activity")

    class Form(models.TextChoices):
        SIGNED = "signed", _("signed")
        ADOPTED = "adopted", _("adopted")
        SPOKEN = "spoken", _("spoken")
        REPORTED = "reported", _("reported")

    content_fields = (
        "position", "label", "kind", "heading", "text", "is_quotation", "part_of", "form", "is_mutual", "due_on",
        "due_as_printed", "period", "period_as_printed", "condition", "areas", "trades", "target_groups", "with_groups",
        "is_list_open",
    )  # fmt: skip
    content_parts = ("actors", "progress")

    record = models.ForeignKey(Record, models.CASCADE, related_name="provisions", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    label = models.CharField(_("label as printed"), max_length=30, blank=True, help_text=_("“(1)”, “First”, “i.”"))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    heading = models.CharField(_("short heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    is_quotation = models.BooleanField(_("verbatim from the source"), default=False)
    part_of = models.ForeignKey(
        "self", models.CASCADE, verbose_name=_("part of the point"), null=True, blank=True, related_name="points"
    )
    form = models.CharField(_("form"), max_length=20, choices=Form, blank=True)
    is_mutual = models.BooleanField(_("mutual: all parties alike"), default=False)
    due_on = PartialDateField(_("due"), printed=True)
    period = PartialDateField(_("period"), printed=True)
    condition = models.CharField(_("condition in words"), max_length=250, blank=True, help_text=_("“if needed”"))
    areas = models.ManyToManyField(
        "directory.CooperationArea", verbose_name=_("areas"), blank=True, related_name="provisions"
    )
    trades = models.ManyToManyField("directory.Trade", verbose_name=_("trades"), blank=True, related_name="provisions")
    target_groups = models.ManyToManyField(
        "directory.TargetGroup", verbose_name=_("for"), blank=True, related_name="provisions_for"
    )
    with_groups = models.ManyToManyField(
        "directory.TargetGroup", verbose_name=_("with"), blank=True, related_name="provisions_with"
    )
    is_list_open = models.BooleanField(_("the list is open in the source"), default=False)

    class Meta:
        ordering = ("position", "key")
        constraints = [
            *partial_date_checks("due_on", "period"),
            models.CheckConstraint(
                name="provision_not_part_of_itself",
                condition=Q(part_of__isnull=True) | ~Q(part_of=models.F("id")),
                violation_error_message=_("A point cannot be part of itself."),
            ),
        ]
        indexes = [models.Index(fields=["kind"], name="provision_kind")]

    def __str__(self):
        return self.heading or self.text[:80]


class ProvisionActor(Part, Actor):
    """By whom a point is to be done, to whom, with whom, within which region."""

    class Role(models.TextChoices):
        BY = "by", _("by")
        TO = "to", _("to")
        WITH = "with", _("with")
        WITHIN = "within", _("within")
        ADOPTED_BY = "adopted_by", _("adopted by")
        FUNDED_BY = "funded_by", _("supported by")
        CHAIRED_BY = "chaired_by", _("chaired by")

    parent_field = "provision"
    content_fields = ("position", "role", *Actor.ACTOR_FIELDS, "subdivision")

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="actors", verbose_name=_("provision"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    subdivision = models.CharField(
        _("province or state"), max_length=10, blank=True, help_text=_("ISO 3166-2 code, such as VN-22.")
    )

    class Meta:
        ordering = ("position", "key")
        constraints = [actor_check(name="provision_actor_is_exactly_one"), *quantity_checks("bodies")]


class Progress(Part):
    """What became of a point, as of a day, by a dated source. Never without both."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        LIMITED = "limited", _("Limited")
        SUBSTANTIAL = "substantial", _("Substantial")
        COMPLETE = "complete", _("Complete")
        BLOCKED = "blocked", _("Blocked")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        SUPERSEDED = "superseded", _("Superseded")

    AT_AN_END = (Status.COMPLETE, Status.WITHDRAWN, Status.SUPERSEDED)  # no further news is to be expected

    parent_field = "provision"
    content_fields = ("status", "as_of_on", "text", "next_step", "figures", "source", "quote", "certainty")
    content_parts = ("actors",)

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="progress", verbose_name=_("provision"))
    status = models.CharField(_("status"), max_length=20, choices=Status)
    as_of_on = PartialDateField(_("as of"), blank=False)
    text = models.TextField(_("what became of it"), blank=True)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    figures = models.ManyToManyField("records.Figure", verbose_name=_("figures"), blank=True, related_name="progress")
    source = models.ForeignKey("directory.Source", models.PROTECT, verbose_name=_("source"), related_name="progress")
    quote = models.CharField(_("quote"), max_length=300, blank=True)
    certainty = models.CharField(
        _("certainty"), max_length=20, blank=True,
        choices=[("stated", _("stated")), ("hedged", _("hedged")), ("inferred", _("inferred by the editor"))],
    )  # fmt: skip

    class Meta:
        ordering = ("-as_of_last", "key")
        verbose_name_plural = _("progress")
        constraints = [
            *partial_date_checks("as_of_on"),
            models.CheckConstraint(
                name="progress_has_a_date",
                condition=Q(as_of_last__isnull=False),
                violation_error_message=_("A status needs the date of its source."),
            ),
        ]

    def __str__(self):
        return f"{self.get_status_display()} ({self.as_of_on})"


class ProgressActor(Part, Actor):
    """Who is waited on, who delivered, to whom it was delivered."""

    class Role(models.TextChoices):
        WAITING_ON = "waiting_on", _("waiting on")
        DELIVERED_BY = "delivered_by", _("delivered by")
        DELIVERED_TO = "delivered_to", _("delivered to")

    parent_field = "progress"
    content_fields = ("role", *Actor.ACTOR_FIELDS)

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="actors", verbose_name=_("progress"))
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        ordering = ("role", "key")
        constraints = [actor_check(name="progress_actor_is_exactly_one"), *quantity_checks("bodies")]


class Obstacle(Part):
    """What stood in the way of one or more points."""

    class Kind(models.TextChoices):
        FUNDING = "funding", _("Funding")
        INFORMATION = "information", _("Information")
        CAPACITY = "capacity", _("Capacity")
        LEGAL = "legal", _("Legal")
        EXTERNAL = "external", _("External")

    class Effect(models.TextChoices):
        SLOW = "slow", _("slow")
        FAILED = "failed", _("failed")
        SLOW_OR_FAILED = "slow_or_failed", _("slow or failed")

    content_fields = ("position", "kind", "text", "is_main", "effect", "provisions")

    record = models.ForeignKey(Record, models.CASCADE, related_name="obstacles", verbose_name=_("record"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.TextField(_("text"))
    is_main = models.BooleanField(_("named as the main reason"), default=False)
    effect = models.CharField(_("effect"), max_length=20, choices=Effect, blank=True)
    provisions = models.ManyToManyField(Provision, verbose_name=_("hinders"), blank=True, related_name="obstacles")

    class Meta:
        ordering = ("position", "key")

    def __str__(self):
        return self.text[:80]
