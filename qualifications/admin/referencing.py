"""Referencing: criteria, where each framework stands, what it answers, which level is referenced to which."""

from django.contrib import admin

from qualifications.models import CriterionResponse, LevelReference, Referencing, ReferencingCriterion
from tvet_portal.directory.admin.inlines import TabularParts
from tvet_portal.records.admin import PartAdmin
from tvet_portal.records.admin.inlines import FactParts


class CriterionInline(TabularParts):
    model = ReferencingCriterion
    classes = ["collapse"]


class ReferencingInline(FactParts):
    model = Referencing
    facts = ("as_of_on", "submitted_on", "endorsed_on")
    elsewhere = ("to_version",)
    related = ("framework", "version__framework", "to_version__framework")
    first = (("version", "to_version"), ("state", "as_of_on"), ("submitted_on", "endorsed_on"))
    classes = ["collapse"]


class LevelReferenceInline(FactParts):
    model = LevelReference
    facts = ("justification", "page")
    elsewhere = ("to_level",)
    related = ("from_level__version__framework", "to_level__version__framework", "referencing__framework")
    first = (("from_level", "relation", "to_level"), "is_claimed")
    classes = ["collapse"]


class ResponseInline(FactParts):
    model = CriterionResponse
    facts = ("summary",)
    related = ("criterion",)
    own_choices = {"criterion": lambda referencing: {"framework__versions": referencing.to_version_id}}


@admin.register(Referencing)
class ReferencingAdmin(PartAdmin):
    list_display = ("framework", "state", "as_of_on", "endorsed_on")
    list_filter = ("state",)
    search_fields = ("framework__title", "framework__acronym", "report_title")
    row_related = ("framework", "version__framework", "to_version__framework")
    elsewhere = ("to_version",)
    facts = (
        "version", "scope", "as_of_on", "report_title", "report_address", "submitted_on", "endorsed_on", "decided_by",
        "decided_at",
    )  # fmt: skip
    inlines = [ResponseInline]


@admin.register(ReferencingCriterion)
class CriterionAdmin(PartAdmin):
    list_display = ("number", "text", "framework")
    search_fields = ("=number", "text")
    row_related = ("framework",)
