"""Pages of qualifications frameworks."""

from django.utils.translation import gettext_lazy as _

from qualifications import linked_data
from qualifications.page import FrameworkPage
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
