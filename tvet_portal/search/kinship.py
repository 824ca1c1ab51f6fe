"""Bodies by whose names another is found: those it is part of and those that came after it, and so on.

Seen from the other side: a search for a body finds it, its parts, and the predecessors of all these. Never siblings.
"""

from collections import defaultdict

from tvet_portal.directory.models import Organisation, OrganisationSuccession, OrganisationTie


class Kinship:
    """The steps upwards and onwards between all organisations, by key."""

    def __init__(self):
        self.steps = defaultdict(list)
        ties = OrganisationTie.objects.filter(role=OrganisationTie.Role.PART_OF)
        for pairs in (
            ties.values_list("organisation__key", "other__key"),
            OrganisationSuccession.objects.values_list("predecessor__key", "successor__key"),
            Organisation.objects.filter(merged_into__isnull=False).values_list("key", "merged_into__key"),
        ):
            for key, onwards in pairs.order_by("pk"):
                self.steps[key].append(onwards)

    def of(self, keys):
        """The keys reached from these, nearest first, without these."""
        seen = dict.fromkeys(keys)
        queue = list(keys)
        while queue:
            onwards = [other for key in queue for other in self.steps.get(key, ()) if other not in seen]
            seen.update(dict.fromkeys(onwards))
            queue = onwards
        return list(seen)[len(set(keys)) :]
