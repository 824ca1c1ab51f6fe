"""The list of qualifications frameworks."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from qualifications.filters import FrameworkFilter
from qualifications.models import Framework
from qualifications.page import referencing_badge
from tvet_portal.records.lists import FacetedListView, countries_of, filled, names_in_short
from tvet_portal.records.models import Citation


class FrameworkListView(FacetedListView):
    """Public qualifications frameworks by title."""

    filterset_class = FrameworkFilter
    template_name = "records/result_list.html"
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
    versions, referencings = list(framework.versions.all()), list(framework.referencings.all())
    levels = versions[0].level_count if versions else None
    counted_levels = ngettext("%(number)d level", "%(number)d levels", levels) % {"number": levels} if levels else ""
    if levels and f"versions/{versions[0].key}/level_count" in [row.target for row in framework.unverified_counts]:
        counted_levels = _("%(levels)s, unverified") % {"levels": counted_levels}
    return {
        "icon": "i-level",
        "kind": framework.get_kind_display(),
        "title": framework.title,
        "url": framework.get_absolute_url(),
        "badge": aqrf_badge(referencings[0].state) if referencings else None,
        "meta": filled(framework.acronym, names_in_short(countries_of(framework)), counted_levels),
    }


def aqrf_badge(state):
    """How far the referencing has come, where it stands without its heading."""
    badge = referencing_badge(state)
    return badge | {"word": _("AQRF: %(state)s") % {"state": str(badge["word"]).lower()}}
