"""Pages of agreements."""

from django.utils.translation import gettext_lazy as _

from agreements.page import AgreementPage
from tvet_portal.records.views import RecordDetailView


class AgreementDetailView(RecordDetailView):
    """One agreement: who, when, still valid, on what, and what became of it."""

    template_name = "agreements/agreement.html"
    record_type = "agreement"
    page_class = AgreementPage
    section = "agreements"
    parent = (_("Agreements"), "/agreements/")

    def get_downloads(self, page):
        if page.version is None:
            return []
        pdf = {
            "url": f"{page.record.get_absolute_url()}summary.pdf",
            "label": _("Two-page summary (PDF)"),
            "hint": _("In English. More pages where the record is longer."),
        }
        return [pdf, *super().get_downloads(page)]
