"""National frameworks by how far their referencing to the AQRF has come: the strip of the home page."""

from django.utils.translation import gettext_lazy as _

from qualifications.standings import GROUPS, Standings
from tvet_portal.values.partial_dates import describe


class Strip:
    """The principal framework of every country given, grouped by the state of its referencing."""

    def __init__(self, countries):
        standings = Standings()
        self.shown = [standings.of(country) for country in countries]

    @property
    def groups(self):
        """The groups that hold a country, in order."""
        tiles = {name: [] for name in GROUPS}
        for standing in self.shown:
            tiles[standing.group].append(tile(standing))
        return [
            {"name": name, "badge": look, "fill": look["fill"], "tiles": tiles[name]}
            for name, look in GROUPS.items()
            if tiles[name]
        ]

    @property
    def endorsed(self):
        return sum(standing.group == "endorsed" for standing in self.shown)


def tile(standing):
    """A country's square in its group."""
    country, framework = standing.country, standing.framework
    if framework is None:
        return {"name": country.name, "url": country.get_absolute_url(), "note": _("no framework recorded")}
    note = standing.state.label
    if standing.group == "endorsed":
        note = describe(standing.referencing.endorsed_on) or _("date not recorded")
    return {"name": country.name, "url": framework.get_absolute_url(), "note": note}
