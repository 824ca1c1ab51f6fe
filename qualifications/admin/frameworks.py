"""Frameworks with their versions, levels and qualification types."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from qualifications.admin.referencing import CriterionInline, LevelReferenceInline, ReferencingInline
from qualifications.models import (
    DescriptorDomain,
    Framework,
    FrameworkVersion,
    LegalInstrument,
    Level,
    LevelDescriptor,
    QualificationType,
    QualityAssurance,
    TypePlacement,
)
from tvet_portal.directory.admin.inlines import TabularParts
from tvet_portal.records.admin import INLINES, PartAdmin, RecordAdmin
from tvet_portal.records.admin.inlines import FactParts


class VersionInline(FactParts):
    model = FrameworkVersion
    facts = ("from_on", "until_on", "level_count")
    verbose_name = _("version")
    verbose_name_plural = _("versions (levels are on the page of each version)")
    first = ("label", ("from_on", "until_on"), "level_count")
    related = ("framework",)


class TypeInline(FactParts):
    model = QualificationType
    facts = ("sector",)
    verbose_name_plural = _("qualification types (their levels are on the page of each type)")
    first = ("name", ("native_name", "native_language"), "sector")
    classes = ["collapse"]


class QualityAssuranceInline(FactParts):
    model = QualityAssurance
    facts = ("sector", "mechanism", "legal_basis", "typology")
    verbose_name_plural = _("quality assurance")
    first = ("sector", "organisation", "mechanism", "legal_basis")
    classes = ["collapse"]


@admin.register(Framework)
class FrameworkAdmin(RecordAdmin):
    list_display = ("title", "reference", "status", "kind", "acronym", "is_principal")
    list_filter = ("status", "kind", "is_principal")
    search_fields = (*RecordAdmin.search_fields, "acronym")
    first = ("title", ("kind", "acronym"), "main_source", "is_principal", "summary")
    further = ((_("Scope"), ("scope", "sectors", "part_of_framework")),)
    statements = ("language", "scope")
    inlines = [
        VersionInline, TypeInline, ReferencingInline, LevelReferenceInline, CriterionInline, QualityAssuranceInline,
        *INLINES,
    ]  # fmt: skip


class InstrumentInline(FactParts):
    model = LegalInstrument
    facts = ("number", "dated_on")


class DomainInline(TabularParts):
    model = DescriptorDomain


class LevelInline(TabularParts):
    model = Level
    verbose_name_plural = _("levels (descriptors are on the page of each level)")
    related = ("version__framework",)


@admin.register(FrameworkVersion)
class VersionAdmin(PartAdmin):
    list_display = ("label", "framework", "from_on", "until_on")
    search_fields = ("label", "framework__title", "framework__acronym")
    row_related = ("framework",)
    facts = ("from_on", "until_on", "level_count", "planned_level_count", "responsible")
    inlines = [InstrumentInline, DomainInline, LevelInline]


class DescriptorInline(FactParts):
    model = LevelDescriptor
    own_choices = {"domain": lambda level: {"version": level.version_id}}


@admin.register(Level)
class LevelAdmin(PartAdmin):
    list_display = ("code", "label", "position", "version")
    search_fields = ("=code", "label", "version__label", "version__framework__title", "version__framework__acronym")
    row_related = ("version__framework",)
    facts = ("label", "volume")
    inlines = [DescriptorInline]


class PlacementInline(TabularParts):
    model = TypePlacement
    related = ("type", "level__version__framework")


@admin.register(QualificationType)
class TypeAdmin(PartAdmin):
    list_display = ("name", "short_name", "sector", "framework")
    list_filter = ("sector",)
    search_fields = ("name", "native_name", "short_name", "framework__title", "framework__acronym")
    row_related = ("framework",)
    facts = ("native_name", "short_name", "sector", "volume", "awarding_bodies")
    inlines = [PlacementInline]
