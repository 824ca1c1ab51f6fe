"""Events, series of events and programmes in Django's admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventSeries, Programme
from tvet_portal.records.admin import RecordAdmin


@admin.register(Event)
class EventAdmin(RecordAdmin):
    list_display = ("title", "reference", "status", "form", "held_on", "country")
    list_filter = ("status", "form", "state", ("held_last", admin.DateFieldListFilter))
    row_related = ("country", "series")
    first = ("title", ("form", "held_on"), ("city", "country"), "main_source", "summary")
    further = (
        (_("Series and edition"), ("series", ("edition", "edition_as_printed"))),
        (
            _("Level, theme, hours, who was called"),
            (
                "state", "level", "theme", "theme_variant", ("starts_at", "ends_at", "time_zone"), "modality",
                "invited_group",
            ),
        ),
        (_("As printed, and the place"), ("form_as_printed", "held_as_printed", "venue", "subdivision")),
    )  # fmt: skip
    statements = (
        "language", "level", "theme", "held_on", "starts_at", "modality", "venue", "city", "country", "figures",
        "obstacles",
    )  # fmt: skip


@admin.register(EventSeries)
class EventSeriesAdmin(RecordAdmin):
    list_display = ("title", "reference", "status", "periodicity", "body")
    list_filter = ("status", "periodicity")
    row_related = ("body",)
    first = ("title", "main_source", "periodicity", "body", "age_limit", "summary")
    statements = ("language", "periodicity", "body")


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    list_display = ("title", "reference", "status", "kind", "period", "acts_through")
    list_filter = ("status", "kind")
    row_related = ("acts_through",)
    first = ("title", ("kind", "period"), "main_source", "acts_through", "summary")
    further = ((_("As printed"), ("kind_as_printed", "period_as_printed")),)
    statements = ("language", "period", "acts_through", "figures", "obstacles")
