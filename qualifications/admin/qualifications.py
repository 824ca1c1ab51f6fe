"""Qualifications, and the arrangements that recognise them across a border."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from qualifications.models import Qualification, RecognitionArrangement, Route
from tvet_portal.directory.admin.inlines import TabularParts
from tvet_portal.records.admin import INLINES, RecordAdmin


class RouteInline(TabularParts):
    model = Route


@admin.register(Qualification)
class QualificationAdmin(RecordAdmin):
    list_display = ("title", "reference", "status", "kind", "type", "level")
    list_filter = ("status", "kind", "is_not_levelled")
    row_related = ("type", "level__version__framework")
    elsewhere = ("type", "level")
    first = ("title", "kind", "main_source", ("type", "level", "is_not_levelled"), "trade", "summary")
    further = (
        (
            _("Volume, outcomes, assessment"),
            (
                ("volume", "volume_to", "volume_qualifier", "volume_unit"), "learning_outcomes",
                "occupational_standard", "assessment",
            ),
        ),
        (
            _("Validity"),
            (("registered_from_on", "registered_until_on"), ("last_enrolment_on", "last_award_on"), "replaces"),
        ),
    )  # fmt: skip
    statements = ("language", "trade", "volume", "learning_outcomes", "assessment", "registered_from_on")
    inlines = [RouteInline, *INLINES]


@admin.register(RecognitionArrangement)
class RecognitionAdmin(RecordAdmin):
    list_display = ("title", "reference", "status", "gives", "from_country", "in_country")
    list_filter = ("status", "gives", "direction")
    row_related = ("from_country", "in_country")
    first = ("title", ("gives", "direction"), ("from_country", "in_country"), "main_source", "instrument", "summary")
    further = ((_("Procedure, conditions, trades"), ("procedure", "conditions", "trades", "period")),)
    statements = ("language", "gives", "direction", "procedure", "conditions", "period")
