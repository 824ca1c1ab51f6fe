"""The tree of cooperation areas, as far as it is approved: loaded in one query, asked without another."""

from collections import defaultdict

from tvet_portal.directory.models import CooperationArea


class AreaTree:
    """All approved areas by key, each with what is broader and narrower."""

    def __init__(self):
        rows = list(CooperationArea.objects.public())
        self.areas = {area.key: area for area in rows}
        self.by_id = {area.pk: area for area in rows}
        self._narrower = defaultdict(list)
        for area in rows:
            self._narrower[area.broader_id].append(area)

    def narrower(self, area):
        return self._narrower[area.pk]

    def tops(self, branch):
        """The areas of a branch that are part of no approved other."""
        return [area for area in self.areas.values() if area.branch == branch and area.broader_id not in self.by_id]

    def upwards(self, area):
        """The area and everything broader, nearest first."""
        found = []
        while area is not None and area not in found:
            found.append(area)
            area = self.by_id.get(area.broader_id)
        return found

    def with_narrower(self, keys):
        """The keys of these areas and of everything narrower."""
        return [key for key, area in self.areas.items() if any(one.key in keys for one in self.upwards(area))]
