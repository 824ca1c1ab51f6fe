"""What a record said before: its versions, what changed from each to the next, and each of them as it stood."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tvet_portal.records.content import record_models
from tvet_portal.records.page import wording
from tvet_portal.records.page.changes import Changes
from tvet_portal.records.page.names import Names
from tvet_portal.records.page.stored import approved_content
from tvet_portal.records.views import answer_elsewhere, approved_version, record_ever_at, record_json
from tvet_portal.records.workflow import OWN_WRITER, PUBLISHER

VERSIONS_A_PAGE = 20
LONGEST_NUMBER = 6  # digits of the number of a version
ROLES = {
    PUBLISHER: gettext_lazy("approved by a publisher"),
    OWN_WRITER: gettext_lazy("approved by the publisher who wrote it"),
    "dataset": gettext_lazy("loaded from a dataset of the portal"),
}


def addresses(start, name, view):
    """The addresses of one kind of record: its page, its data, its history, and each of its versions as it stood."""
    own = {"record_type": view.record_type, "section": view.section, "parent": view.parent}
    return [
        path(f"{start}<slug:slug>/", view.as_view(), name=name),
        path(f"{start}<slug:slug>.json", record_json, {"record_type": view.record_type}, name=f"{name}-json"),
        path(f"{start}<slug:slug>/history/", HistoryView.as_view(**own), name="history"),
        path(f"{start}<slug:slug>/history/<int:number>/", view.as_view(), name="version"),
    ]


class HistoryView(TemplateView):
    """All versions of a record, the newest first, each with what it changed, when, by which role and why."""

    template_name = "records/history.html"
    record_type = section = parent = None

    def get(self, request, *args, slug, **kwargs):
        current = approved_version(self.record_type, slug)
        if current is None:
            return answer_elsewhere(request, record_ever_at(self.record_type, slug), slug, "/history/")
        return self.render_to_response(self.get_context_data(current=current))

    def get_context_data(self, *, current, **kwargs):
        record, (label, url) = current.record, self.parent
        paginator = Paginator(record.approved_versions.order_by("-number"), VERSIONS_A_PAGE)
        page = paginator.get_page(self.request.GET.get("page"))
        title = approved_content(current)["title"]
        return super().get_context_data(
            record=record,
            title=title,
            address=record.get_absolute_url(),
            today=timezone.localdate().isoformat(),
            versions=self.versions(record, page),
            since=self.since(record, current),
            page_obj=page,
            query=QueryDict(),
            page_numbers=list(paginator.get_elided_page_range(page.number)),
            section=self.section,
            crumbs=[
                {"label": label, "url": url},
                {"label": record.reference, "url": record.get_absolute_url()},
                {"label": _("Changes")},
            ],
            **kwargs,
        )

    def since(self, record, current):
        """What changed since the version of `?since=2`, all steps in one; nothing if there is none such to show."""
        number = self.request.GET.get("since", "")
        is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
        version = record.approved_versions.filter(number=number).first() if is_number else None
        if version is None or version.withheld_at or version.number == current.number:
            return None
        before, after = approved_content(version), approved_content(current)
        model = record_models()[self.record_type]
        lines = Changes(model, Names(model, before, after, is_public=True)).lines(before, after)
        return {"number": version.number, "table": table(lines)}

    def versions(self, record, page):
        """The versions of a page, each with what it says otherwise than the one before it."""
        start = page.start_index() - 1
        found = list(page.paginator.object_list[start : start + VERSIONS_A_PAGE + 1])  # with the one before the last
        contents = [None if version.withheld_at else approved_content(version) for version in found]
        model = record_models()[self.record_type]
        changes = Changes(model, Names(model, *filter(None, contents), is_public=True))
        before = [*contents[1:], None]
        return [
            {
                "number": version.number,
                "day": wording.describe(timezone.localdate(version.approved_at).isoformat()),
                "role": ROLES.get(version.role, version.role),
                "reason": version.reason,
                "is_current": version.number == record.version_number,
                "is_first": previous is None,
                "withheld": withheld(version),
                "is_compared": bool(content and earlier),
                "table": earlier and content and table(changes.lines(earlier, content)),
            }
            for version, previous, content, earlier in zip(found, [*found[1:], None], contents, before, strict=True)
        ][:VERSIONS_A_PAGE]


def withheld(version):
    """Since when and why a version is withheld; nothing if it is not."""
    if version.withheld_at:
        day = wording.describe(timezone.localdate(version.withheld_at).isoformat())
        return {"day": day, "reason": version.withheld_reason}


def table(lines):
    """Changes as components/table.html shows them."""
    columns = {"where": _("What"), "before": _("Before"), "after": _("After")}
    rows = [
        {
            "head": {"text": line["where"]},
            "cells": [
                {"label": columns[name], "text": line[name] or _("nothing"), "soft": not line[name]}
                for name in ("before", "after")
            ],
        }
        for line in lines
    ]
    return {"columns": list(columns.values()), "rows": rows}
