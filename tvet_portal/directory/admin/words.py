"""Controlled words: cooperation areas, target groups, trades."""

from django.contrib import admin

from tvet_portal.directory.admin.entries import EntryAdmin
from tvet_portal.directory.admin.inlines import TabularParts
from tvet_portal.directory.models import AreaLabel, CooperationArea, TargetGroup, TargetGroupLabel, Trade


class AreaLabelInline(TabularParts):
    model = AreaLabel


@admin.register(CooperationArea)
class AreaAdmin(EntryAdmin):
    list_display = ("label", "branch", "broader", "position", "is_approved")
    list_filter = ("branch", *EntryAdmin.list_filter)
    search_fields = ("label", "key", "labels__text")
    row_related = ("broader",)
    fieldsets = [(None, {"fields": ["label", "branch", "broader", "definition", "position"]})]
    inlines = [AreaLabelInline]


class TargetGroupLabelInline(TabularParts):
    model = TargetGroupLabel


@admin.register(TargetGroup)
class TargetGroupAdmin(EntryAdmin):
    list_display = ("label", "position", "is_approved")
    search_fields = ("label", "key", "labels__text")
    fieldsets = [(None, {"fields": ["label", "definition", "position"]})]
    inlines = [TargetGroupLabelInline]


@admin.register(Trade)
class TradeAdmin(EntryAdmin):
    list_display = ("text", "language", "isced_f", "isco", "is_approved")
    list_filter = ("language", *EntryAdmin.list_filter)
    search_fields = ("text", "key", "isced_f", "isco")
    fieldsets = [(None, {"fields": ["text", "language", "isced_f", "isco"]})]
