"""Pages of agreements."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from agreements import linked_data, summary
from agreements.page import AgreementPage
from tvet_portal.records.confirmations import standings
from tvet_portal.records.pdf import pdf_response
from tvet_portal.records.views import RecordDetailView


class AgreementView(RecordDetailView):
    """What is made of one agreement, with what its parties say of the text."""

    record_type = "agreement"
    page_class = AgreementPage

    def page_of(self, record, content, version=None, day=None):
        page = super().page_of(record, content, version, day)
        if page.is_current and version.is_asked:
            page.standings = standings(record, version, content)
        return page


class AgreementDetailView(AgreementView):
    """One agreement: who, when, still valid, on what, and what became of it."""

    template_name = "agreements/agreement.html"
    section = "agreements"
    parent = (_("Agreements"), "/agreements/")

    def get_downloads(self, page):
        pdf = {
            "url": f"{page.record.get_absolute_url()}summary.pdf",
            "label": _("Two-page summary (PDF)"),
            "hint": _("In English. More pages where the record is longer."),
        }
        return [pdf, *super().get_downloads(page)]

    def get_linked_data(self, page):
        return [linked_data.agreement(page)]


class SummaryView(AgreementView):
    """The two-page summary of a published agreement as a PDF, in English."""

    ending = "/summary.pdf"
    shows_drafts = False

    def get(self, request, *args, slug, **kwargs):
        if request.GET.get("lang", "en") != "en":
            raise Http404(_("This summary exists in English only."))
        with override("en"):
            return super().get(request, *args, slug=slug, **kwargs)

    def answer(self, request, page):
        filename = f"{page.content['reference']}-summary.pdf"
        return pdf_response(request, summary.TEMPLATE, summary.summarise(page), filename=filename)
