"""How far the principal framework of each country has come on its way to the regional one."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from qualifications.models import Framework, LevelReference, Referencing
from tvet_portal.records.models import Participation

FAR = (Referencing.State.SUPERSEDED, Referencing.State.UNKNOWN)
STEPS = [*FAR, *(state for state in Referencing.State if state not in FAR)]  # as they follow one another
UNDER_WAY = {Referencing.State.IN_PREPARATION, Referencing.State.SUBMITTED, Referencing.State.UNDER_REVIEW}
GROUPS = {
    "endorsed": {"tone": "ok", "icon": "s-full", "word": _("Endorsed"), "fill": "acc"},
    "under_way": {"tone": "warn", "icon": "s-half", "word": _("Under way or claimed"), "fill": "prov"},
    "other": {"tone": "", "icon": "s-open", "word": _("Not started or not known"), "fill": "nomap"},
}


class Standing:
    """One country: its principal framework, the referencing of it that has come farthest, and the group it is in."""

    def __init__(self, country, framework, referencing):
        self.country, self.framework, self.referencing = country, framework, referencing

    @property
    def state(self):
        return Referencing.State(self.referencing.state if self.referencing else Referencing.State.UNKNOWN)

    @property
    def group(self):
        """Endorsed; under way, or claimed for some level; or neither as far as is known."""
        if self.state == Referencing.State.ENDORSED:
            return "endorsed"
        return "under_way" if self.state in UNDER_WAY or (self.framework and self.framework.has_levels) else "other"


class Standings:
    """Every country with a principal framework, from published records; read in two queries."""

    def __init__(self):
        principal = Framework.objects.published().filter(is_principal=True)
        self.frameworks = principal_frameworks(principal)  # id of a country -> its framework
        rows = Referencing.objects.filter(framework__in=principal.values("pk"))
        rows = sorted(rows.select_related("decided_by", "decided_at"), key=nearness)
        self.referencings = {row.framework_id: row for row in rows}

    def of(self, country):
        """The standing of any country, one without a framework too."""
        framework = self.frameworks.get(country.pk)
        return Standing(country, framework, framework and self.referencings.get(framework.pk))


def principal_frameworks(principal):
    """Who owns which of these frameworks: the country itself, or one through an organisation."""
    has_levels = Exists(LevelReference.objects.filter(framework=OuterRef("record")))
    owners = Participation.objects.filter(record__in=principal.values("pk"), role="owner").order_by("-record")
    found = {}
    for owner in owners.select_related("record__framework", "organisation").annotate(has_levels=has_levels):
        country = owner.country_id or (owner.organisation and owner.organisation.country_id)
        owner.record.framework.has_levels = owner.has_levels
        found[country] = owner.record.framework
    return found


def nearness(referencing):
    """A key by which the referencing that has come farthest stands last, of equals the one endorsed last."""
    return STEPS.index(referencing.state), referencing.endorsed_last or date.min, referencing.key
