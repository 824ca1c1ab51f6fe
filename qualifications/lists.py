"""The list of qualifications frameworks."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from qualifications.datasets import FRAMEWORKS, are_levels_unverified, levels, newest_referencing
from qualifications.filters import FrameworkFilter
from qualifications.models import Framework
from qualifications.page import aqrf_badge
from tvet_portal.opendata.lists import OpenListView
from tvet_portal.records.lists import countries_of, filled, names_in_short
from tvet_portal.records.models import Citation


class FrameworkListView(OpenListView):
    """Public qualifications frameworks by title."""

    table = FRAMEWORKS
    filterset_class = FrameworkFilter
    template_name = "qualifications/list.html"
    section = "qualifications"
    title = _("Qualifications frameworks")
    lede = _("The levels by which countries order their qualifications, and how far each is referenced to the AQRF.")

    def get_records(self):
        counts = Citation.objects.filter(target__endswith="/level_count", certainty=Citation.Certainty.UNVERIFIED)
        unverified = Prefetch("citations", counts, to_attr="unverified_counts")
        return Framework.objects.published().prefetch_related("versions", "referencings", unverified)

    def counted(self, number):
        return ngettext("%(number)d framework", "%(number)d frameworks", number) % {"number": number}

    def item(self, framework):
        return framework_item(framework)


def framework_item(framework):
    """A framework as a line of a list. Needs what the view prefetches."""
    referencing, number = newest_referencing(framework), levels(framework)
    counted_levels = ngettext("%(number)d level", "%(number)d levels", number) % {"number": number} if number else ""
    if number and are_levels_unverified(framework):
        counted_levels = _("%(levels)s, unverified") % {"levels": counted_levels}
    return {
        "icon": "i-level",
        "kind": Framework.Kind(framework.kind).label,
        "title": framework.title,
        "url": framework.get_absolute_url(),
        "badge": aqrf_badge(referencing.state) if referencing else None,
        "meta": filled(framework.acronym, names_in_short(countries_of(framework)), counted_levels),
    }
