"""The names of directory entries as words: in every language, with aliases, former names and typos of sources.

A `Names` is loaded once for a batch of entries, in a number of queries that does not grow with the batch.
"""

from collections import defaultdict
from functools import cache

from babel import Locale
from django.db.models import Value
from django.utils.functional import cached_property

from tvet_portal.directory.models import (
    AreaLabel,
    CooperationArea,
    Country,
    CountryAlias,
    CountryGroup,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    TargetGroup,
    TargetGroupLabel,
    Trade,
)
from tvet_portal.search.analyser import token_text
from tvet_portal.search.kinship import Kinship

LANGUAGES = ("en", "vi", "th", "lo", "km", "my", "id")


@cache
def country_names(iso2):
    """What CLDR calls a country in the languages of the region, each with its language."""
    names = ((Locale.parse(language).territories.get(iso2), language) for language in LANGUAGES)
    return tuple((name, language) for name, language in names if name)


class Names:
    """Names as words, by directory key such as `organisation/kasve`. Withheld names are no names."""

    def __init__(self, *, organisations=(), people=(), trades=()):
        self.kinship = Kinship()
        wanted = set(organisations)
        for key in organisations:
            wanted.update(self.kinship.of([key]))
        self.wanted = {"organisation": wanted, "person": set(people), "trade": set(trades)}
        self._words = {}

    def words(self, key):
        """All names of an entry, as words for the index."""
        if key not in self._words:
            self._words[key] = token_text(dict.fromkeys(text for text, _language in self.spelt(key)))
        return self._words[key]

    def spelt(self, key):
        """All names of an entry as they are written, each with its language if that is not English or not known."""
        return [name for name in self.texts.get(key, ()) if name[0]]

    def each(self, key):
        """The names of an entry, each as words, by which alone it may be asked for."""
        return list(dict.fromkeys(filter(None, (token_text([text]) for text, _language in self.spelt(key)))))

    @cached_property
    def organisations(self):
        fields = (
            "key",
            "name",
            "acronym",
            "slug",
            "kind",
            "description",
            "country__iso2",
            "approved_at",
            "merged_into",
        )
        rows = Organisation.objects.filter(key__in=self.wanted["organisation"]).values(*fields)
        return {row["key"]: row for row in rows}

    @cached_property
    def countries(self):
        return {country.iso2: country for country in Country.objects.all()}

    @cached_property
    def areas(self):
        return {area.key: area for area in CooperationArea.objects.select_related("broader")}

    @cached_property
    def texts(self):
        """Every name of every entry with its language, by key. Names of today come first."""
        found = defaultdict(list)
        for key, row in self.organisations.items():
            found[f"organisation/{key}"] += [(row["acronym"], ""), (row["name"], "")]
        self._add(found, "organisation", OrganisationName.objects.all(), "language")
        for iso2, country in self.countries.items():
            found[f"country/{iso2}"] += [(country.name, ""), (country.iso3, ""), *country_names(iso2)]
        for iso2, text in CountryAlias.objects.values_list("country__iso2", "text"):
            found[f"country/{iso2}"].append((text, ""))
        for key, name in CountryGroup.objects.values_list("key", "name"):
            found[f"country_group/{key}"].append((name, ""))
        for key, area in self.areas.items():
            found[f"area/{key}"].append((area.label, ""))
        for key, *name in AreaLabel.objects.values_list("area__key", "text", "language"):
            found[f"area/{key}"].append(tuple(name))
        for key, label in TargetGroup.objects.values_list("key", "label"):
            found[f"target_group/{key}"].append((label, ""))
        for key, *name in TargetGroupLabel.objects.values_list("target_group__key", "text", "language"):
            found[f"target_group/{key}"].append(tuple(name))
        people = Person.objects.filter(key__in=self.wanted["person"], withheld_at__isnull=True)
        for key, name in people.values_list("key", "printed_name"):
            found[f"person/{key}"].append((name, ""))
        self._add(found, "person", PersonName.objects.filter(person__withheld_at__isnull=True), Value(""))
        for key, *name in Trade.objects.filter(key__in=self.wanted["trade"]).values_list("key", "text", "language"):
            found[f"trade/{key}"].append(tuple(name))
        return found

    def _add(self, found, entry_type, names, language):
        rows = names.filter(**{f"{entry_type}__key__in": self.wanted[entry_type]}).order_by("pk")
        for key, *name in rows.values_list(f"{entry_type}__key", "text", language):
            found[f"{entry_type}/{key}"].append(tuple(name))

    def kin(self, organisations):
        """Approved bodies above and after these."""
        found = self.kinship.of(list(organisations))
        return [key for key in found if key in self.organisations and self.organisations[key]["approved_at"]]

    def with_broader(self, areas):
        """Areas and everything broader that the public may see, each once."""
        found = {}
        for key in areas:
            area = self.areas.get(key)
            while area and area.key not in found:
                if area.approved_at and not area.merged_into_id:
                    found[area.key] = None
                area = self.areas.get(area.broader.key) if area.broader else None
        return list(found)
