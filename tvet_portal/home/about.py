"""What the register says about itself: who runs it, how facts get in, how well it can be used."""

from datetime import date

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from tvet_portal.directory.models import Source
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import RecordType
from tvet_portal.values.partial_dates import describe

ACCESSIBILITY_WRITTEN_ON = date(2026, 11, 22)  # when the statement was last compared with what the tests do
LISTS = (
    (RecordType.AGREEMENT, gettext_lazy("Agreements"), "/agreements/"),
    (RecordType.EVENT, gettext_lazy("Meetings and competitions"), "/events/"),
    (RecordType.PROGRAMME, gettext_lazy("Programmes"), "/programmes/"),
    (RecordType.FRAMEWORK, gettext_lazy("Qualifications frameworks"), "/qualifications/"),
)


def operator():
    """Who runs this portal, as far as the settings name them."""
    contact = settings.CONTACT
    return {
        "name": settings.OPERATOR,
        "contact": contact,
        "contact_url": f"mailto:{contact}" if "@" in contact else contact,
        "data_licence": settings.DATA_LICENCE,
    }


class AboutPage(TemplateView):
    """A page about the portal itself; a subclass says which."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(operator=operator(), crumbs=self.crumbs, toc=self.toc, **kwargs)

    @property
    def crumbs(self):
        return [{"label": _("About this register"), "url": "/about/"}, {"label": self.title}]


class AboutView(AboutPage):
    """What the register is and how far it can be trusted."""

    template_name = "home/about.html"
    toc = (
        {"id": "what", "label": gettext_lazy("What is in it")},
        {"id": "who", "label": gettext_lazy("Who runs it")},
        {"id": "how", "label": gettext_lazy("How facts get in")},
        {"id": "words", "label": gettext_lazy("What the words mean")},
        {"id": "data", "label": gettext_lazy("Taking the data along")},
        {"id": "mistake", "label": gettext_lazy("Reporting a mistake")},
    )

    @property
    def crumbs(self):
        return [{"label": _("About this register")}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(counts=self.counts, needs_two_people=settings.TWO_PERSON_RULE, **kwargs)

    @property
    def counts(self):
        """How much is in it, with the lists of it."""
        numbers = dict(Record.objects.published().order_by().values_list("record_type").annotate(Count("pk")))
        counts = [(label, numbers.get(kind, 0), url) for kind, label, url in LISTS]
        counts.append((_("Sources"), Source.objects.public().count(), "/about/sources/"))
        return [{"label": label, "value": number, "url": url} for label, number, url in counts]


class AccessibilityView(AboutPage):
    """How well the portal can be used by everybody: what was tested, what is known not to work."""

    template_name = "home/accessibility.html"
    title = gettext_lazy("Accessibility")
    toc = (
        {"id": "standard", "label": gettext_lazy("Standard")},
        {"id": "tested", "label": gettext_lazy("What is tested")},
        {"id": "untested", "label": gettext_lazy("What is not tested yet")},
        {"id": "known", "label": gettext_lazy("What is known not to work")},
        {"id": "complain", "label": gettext_lazy("If something stops you")},
    )

    def get_context_data(self, **kwargs):
        return super().get_context_data(written_on=describe(ACCESSIBILITY_WRITTEN_ON.isoformat()), **kwargs)
