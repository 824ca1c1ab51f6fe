"""National frameworks by how far their referencing to the AQRF has come."""

from django.utils.translation import gettext_lazy as _

from qualifications.models import Framework, Referencing
from tvet_portal.records.models import Participation
from tvet_portal.values.partial_dates import describe

UNDER_WAY = {Referencing.State.IN_PREPARATION, Referencing.State.SUBMITTED, Referencing.State.UNDER_REVIEW}
GROUPS = (
    ("endorsed", _("Endorsed"), {"tone": "ok", "icon": "s-full"}, "acc"),
    ("under_way", _("Under way"), {"tone": "warn", "icon": "s-half"}, "prov"),
    ("other", _("Not started or not known"), {"tone": "", "icon": "s-open"}, "nomap"),
)


class Strip:
    """The principal framework of every country given, grouped by the state of its referencing."""

    def __init__(self, countries):
        self.countries = countries
        principal = Framework.objects.published().filter(is_principal=True)
        owners = Participation.objects.filter(record__in=principal.values("pk"), role="owner").order_by("record")
        self.frameworks = {}  # id of a country -> its framework
        for owner in owners.select_related("record__framework", "organisation"):
            country = owner.country_id or (owner.organisation and owner.organisation.country_id)
            self.frameworks.setdefault(country, owner.record.framework)
        self.referencings = {}  # id of a framework -> its newest referencing
        for referencing in Referencing.objects.filter(framework__in=principal.values("pk")):
            self.referencings.setdefault(referencing.framework_id, referencing)

    @property
    def groups(self):
        """The groups that hold a country, in order."""
        grouped = {name: [] for name, *_rest in GROUPS}
        for country in self.countries:
            group, tile = self._tile(country)
            grouped[group].append(tile)
        return [
            {"name": name, "badge": look | {"word": word}, "fill": fill, "tiles": grouped[name]}
            for name, word, look, fill in GROUPS
            if grouped[name]
        ]

    @property
    def endorsed(self):
        return sum(self._tile(country)[0] == "endorsed" for country in self.countries)

    def cell(self, country):
        """The country's framework as a cell of components/table.html."""
        framework = self.frameworks.get(country.pk)
        if framework is None:
            return {"text": _("no framework recorded"), "soft": True}
        _group, tile = self._tile(country)
        words = f"{framework.acronym or framework.title}: {str(tile['state']).lower()}"
        return {"text": words, "url": framework.get_absolute_url()}

    def _tile(self, country):
        """The group of a country's framework and what stands in its square."""
        framework = self.frameworks.get(country.pk)
        if framework is None:
            return "other", {
                "name": country.name,
                "url": country.get_absolute_url(),
                "note": _("no framework recorded"),
            }
        referencing = self.referencings.get(framework.pk)
        state = referencing.state if referencing else Referencing.State.UNKNOWN
        tile = {"name": country.name, "url": framework.get_absolute_url(), "state": Referencing.State(state).label}
        if state == Referencing.State.ENDORSED:
            return "endorsed", tile | {"note": describe(referencing.endorsed_on) or _("date not recorded")}
        group = "under_way" if state in UNDER_WAY else "other"
        return group, tile | {"note": tile["state"]}
