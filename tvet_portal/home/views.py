"""The home page and the pages of the directory."""

from django.utils import timezone
from django.views.generic import TemplateView

from tvet_portal.home.front import FrontPage


class HomeView(TemplateView):
    """What is here, and who works with whom."""

    template_name = "home/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(front=FrontPage(day=timezone.localdate()), **kwargs)
