"""Events, series of events, and programmes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tvet_portal.records.models import Record, RecordQuerySet
from tvet_portal.values.fields import PartialDateField, partial_date_checks
from tvet_portal.values.places import Place


class EventSeries(Record):
    """A meeting or competition that is held again and again."""

    class Periodicity(models.TextChoices):
        ANNUAL = "annual", _("every year")
        BIENNIAL = "biennial", _("every two years")
        IRREGULAR = "irregular", _("irregular")

    own_record_type = "event_series"
    content_fields = (*Record.content_fields, "periodicity", "body", "age_limit")

    periodicity = models.CharField(_("periodicity"), max_length=20, choices=Periodicity, blank=True)
    body = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        verbose_name=_("body behind it"),
        null=True,
        blank=True,
        related_name="+",
    )
    age_limit = models.PositiveSmallIntegerField(_("age limit of competitors"), null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("event series")


class EventQuerySet(RecordQuerySet):
    def for_list(self):
        return super().for_list().select_related("country")

    def for_calendar(self):
        """With what an entry of a calendar says, the latest event first."""
        return self.select_related("country").with_approval().order_by("-held_last", "pk")


class Event(Record, Place):
    """A meeting, training, ceremony or competition: who was called, who came, what was agreed."""

    class Form(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        JOINT_COMMITTEE = "joint_committee", _("Joint committee")
        ROUND_TABLE = "round_table", _("Round table")
        WORKSHOP = "workshop", _("Workshop")
        TRAINING = "training", _("Training")
        DIALOGUE = "dialogue", _("Dialogue")
        CONFERENCE = "conference", _("Conference")
        CEREMONY = "ceremony", _("Ceremony")
        COMPETITION = "competition", _("Competition")
        VISIT = "visit", _("Visit")
        OTHER = "other", _("Other")

    class Level(models.TextChoices):
        LEADERS = "leaders", _("Leaders")
        MINISTERS = "ministers", _("Ministers")
        OFFICIALS = "officials", _("Officials")
        EXPERTS = "experts", _("Experts")
        INSTITUTIONS = "institutions", _("Institutions")

    class Modality(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("Announced")
        HELD = "held", _("Held")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    own_record_type = "event"
    content_fields = (
        *Record.content_fields, "series", "edition", "edition_as_printed", "form", "form_as_printed", "level", "theme",
        "theme_variant", "held_on", "held_as_printed", "starts_at", "ends_at", "time_zone", "modality",
        *Place.PLACE_FIELDS, "state", "invited_group",
    )  # fmt: skip

    series = models.ForeignKey(
        EventSeries, models.PROTECT, verbose_name=_("series"), null=True, blank=True, related_name="editions"
    )
    edition = models.PositiveSmallIntegerField(_("edition"), null=True, blank=True)
    edition_as_printed = models.CharField(_("edition as printed"), max_length=60, blank=True)
    form = models.CharField(_("form"), max_length=20, choices=Form)
    form_as_printed = models.CharField(_("form as printed"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    theme = models.CharField(_("theme"), max_length=400, blank=True)
    theme_variant = models.CharField(_("theme in other words of the source"), max_length=400, blank=True)
    held_on = PartialDateField(_("held on"), printed=True)
    starts_at = models.TimeField(_("starts, local time"), null=True, blank=True)
    ends_at = models.TimeField(_("ends, local time"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, help_text=_("Such as Asia/Vientiane."))
    modality = models.CharField(_("modality"), max_length=20, choices=Modality, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.HELD)
    invited_group = models.ForeignKey(
        "directory.CountryGroup",
        models.PROTECT,
        verbose_name=_("group whose members were called"),
        null=True,
        blank=True,
        related_name="+",
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            *partial_date_checks("held_on"),
            models.CheckConstraint(
                name="event_edition_counts_from_one",
                condition=Q(edition__isnull=True) | Q(edition__gte=1),
                violation_error_message=_("Editions are counted from 1."),
            ),
        ]
        indexes = [models.Index(fields=["-held_last"], name="event_held")]


class Programme(Record):
    """A network, project, study, work plan, or the cooperation of two countries over years."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("Network")
        PROJECT = "project", _("Project")
        STUDY = "study", _("Study")
        WORK_PLAN = "work_plan", _("Work plan")
        BILATERAL = "bilateral_cooperation", _("Bilateral cooperation")

    own_record_type = "programme"
    content_fields = (*Record.content_fields, "kind", "kind_as_printed", "period", "period_as_printed", "acts_through")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    kind_as_printed = models.CharField(_("kind as printed"), max_length=120, blank=True)
    period = PartialDateField(_("period"), printed=True)
    acts_through = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        verbose_name=_("organisation through which it acts and has members"),
        null=True,
        blank=True,
        related_name="programmes",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = partial_date_checks("period")
