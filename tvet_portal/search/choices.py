"""The facets beside the results: which values exist, what they are called, and how they stand on the page."""

from django.utils.translation import gettext as _

from tvet_portal.records.page.wording import language_name
from tvet_portal.search import parameters
from tvet_portal.search.documents import YES
from tvet_portal.search.results import TYPE_LABELS, Directory
from tvet_portal.search.sources import state_labels

MOST_OPTIONS = 60
FOLDED = ("organisation", "year", "state", "language")


def facet_title(name):
    return {
        "type": _("Type"),
        "country": _("Country"),
        "area": _("Cooperation area"),
        "organisation": _("Organisation"),
        "year": _("Single year"),
        "years": _("Years"),
        "state": _("State"),
        "language": _("Language of the original"),
        "has_document": _("Documents"),
    }[name]


class Choices:
    """The values of all facets. Of organisations only those that were asked for or found."""

    def __init__(self):
        self.directory = Directory()

    def load_organisations(self, counts):
        """Learn the names of the commonest organisations of a page."""
        commonest = sorted(counts, key=counts.get, reverse=True)[:MOST_OPTIONS]
        self.directory.load_organisations(commonest)

    def known(self, facet, values):
        """Those of the values that exist."""
        if facet == "organisation":
            self.directory.load_organisations(values)
        return [value for value in values if self.label(facet, value)]

    def label(self, facet, value):
        """What a value is called; nothing if there is none such."""
        if facet == "year":
            return str(value)
        if facet == "language":
            name = language_name(value)
            return name if name != value else ""
        names = {
            "type": TYPE_LABELS,
            "country": self.directory.countries,
            "area": self.directory.areas,
            "organisation": self.directory.organisations,
            "state": state_labels,
            "has_document": {YES: _("Has a document to read")},
        }[facet]
        return str(names.get(value, ""))

    def group(self, name, counts, ticked):
        """One facet as components/facet.html shows it. A ticked value stays, even where it would find nothing."""
        labels = {value: self.label(name, value) for value in {*counts, *ticked}}
        known = sorted((value for value in labels if labels[value]), key=lambda value: labels[value])
        if name == "year":
            known.reverse()
        else:
            known.sort(key=lambda value: -counts.get(value, 0))
        known.sort(key=lambda value: value not in ticked)
        most = max(MOST_OPTIONS, len(ticked))
        options = [
            {
                "value": parameters.written(name, value),
                "label": labels[value],
                "count": counts.get(value, 0),
                "checked": value in ticked,
            }
            for value in known[:most]
        ]
        return {
            "title": facet_title(name),
            "name": name,
            "folded": name in FOLDED and not ticked,
            "options": options,
            "left_out": max(len(labels) - most, 0),
        }
