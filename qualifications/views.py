"""Pages of qualifications frameworks."""

from django.conf import settings
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from qualifications import linked_data, referencing_files
from qualifications.page import FrameworkPage
from qualifications.referencing import Board
from qualifications.referencing_evidence import Evidence
from tvet_portal.opendata.csv import table_response
from tvet_portal.records.views import RecordDetailView


class FrameworkDetailView(RecordDetailView):
    """One framework: its levels, what stands at them, and how far its referencing has come."""

    template_name = "qualifications/framework.html"
    record_type = "framework"
    page_class = FrameworkPage
    section = "qualifications"
    parent = (_("Qualifications"), "/qualifications/")

    def get_linked_data(self, page):
        return linked_data.framework(page)


class ReferencingView(TemplateView):
    """Whose framework is referenced to the AQRF, level by level, and what that rests on."""

    template_name = "qualifications/board.html"

    def get_context_data(self, **kwargs):
        board = Board(day=timezone.localdate())
        downloads = [
            {"label": label, "url": f"/qualifications/referencing.{ending}", "type": media_type}
            for ending, label, media_type in (("csv", "CSV", "text/csv"), ("json", "JSON", "application/json"))
        ]
        return super().get_context_data(
            board=board,
            evidence=Evidence(board),
            downloads=downloads,
            other_forms=downloads,
            section="qualifications",
            crumbs=[{"label": _("Qualifications"), "url": "/qualifications/"}, {"label": _("Referencing")}],
            **kwargs,
        )


@require_safe
def referencing_csv(request):
    rows = referencing_files.rows(Board(day=timezone.localdate()), settings.SITE_URL)
    return table_response("referencing", referencing_files.HEADER, rows)


@require_safe
def referencing_json(request):
    return JsonResponse(referencing_files.data(Board(day=timezone.localdate()), settings.SITE_URL))
