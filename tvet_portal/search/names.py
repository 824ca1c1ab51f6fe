"""The names of directory entries as words: in every language, with aliases, former names and typos of sources.

A `Names` is loaded once for a batch of entries, in a number of queries that does not grow with the batch.
"""

from collections import defaultdict

from django.utils.functional import cached_property

from tvet_portal.directory.country_names import country_names
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


class Names:
    """Names as words, by directory key such as `organisation/kasve`. Withheld names are no names."""

    def __init__(self, *, organisations=(), people=(), trades=()):
        self.kinship = Kinship()
        wanted = set(organisations)
        for key in organisations:
            wanted.update(self.kinship.of([key]))
        self.wanted = {"organisation": wanted, "person": set(people), "trade": set(trades)}
        self._words, self._texts = {}, {}

    def words(self, key):
        """All names of an entry, as words for the index."""
        if key not in self._words:
            self._words[key] = token_text(dict.fromkeys(text for text, _language in self.spelt(key)))
        return self._words[key]

    def spelt(self, key):
        """All names of an entry as they are written, each with its language if that is not English or not known."""
        return [name for name in self.of_type(key.split("/")[0]).get(key, ()) if name[0]]

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
    def kinds(self):
        """Organisation -> its kind."""
        return {key: row["kind"] for key, row in self.organisations.items()}

    @cached_property
    def countries(self):
        return {country.iso2: country for country in Country.objects.all()}

    @cached_property
    def areas(self):
        return {area.key: area for area in CooperationArea.objects.select_related("broader")}

    def of_type(self, entry_type):
        """Key -> every name with its language, of all entries of a type. Read once, and only if one is asked for."""
        if entry_type not in self._texts:
            self._texts[entry_type] = found = defaultdict(list)
            for key, text, language in READERS[entry_type](self):
                found[f"{entry_type}/{key}"].append((text, language))
        return self._texts[entry_type]

    def of_organisations(self):
        """Names of today come first."""
        for key, row in self.organisations.items():
            yield from ((key, row["acronym"], ""), (key, row["name"], ""))
        names = OrganisationName.objects.filter(organisation__key__in=self.wanted["organisation"]).order_by("pk")
        yield from names.values_list("organisation__key", "text", "language")

    def of_countries(self):
        for iso2, country in self.countries.items():
            names = ((country.name, ""), (country.iso3, ""), *country_names(iso2))
            yield from ((iso2, *name) for name in names)
        for iso2, text in CountryAlias.objects.values_list("country__iso2", "text"):
            yield iso2, text, ""

    def of_country_groups(self):
        yield from ((key, name, "") for key, name in CountryGroup.objects.values_list("key", "name"))

    def of_areas(self):
        yield from ((key, area.label, "") for key, area in self.areas.items())
        yield from AreaLabel.objects.values_list("area__key", "text", "language")

    def of_target_groups(self):
        yield from ((key, label, "") for key, label in TargetGroup.objects.values_list("key", "label"))
        yield from TargetGroupLabel.objects.values_list("target_group__key", "text", "language")

    def of_people(self):
        people = Person.objects.filter(key__in=self.wanted["person"], withheld_at__isnull=True)
        yield from ((key, name, "") for key, name in people.values_list("key", "printed_name"))
        names = PersonName.objects.filter(person__in=people).order_by("pk")
        yield from ((key, text, "") for key, text in names.values_list("person__key", "text"))

    def of_trades(self):
        yield from Trade.objects.filter(key__in=self.wanted["trade"]).values_list("key", "text", "language")

    def country_of(self, organisation):
        """The code of the country of an organisation, if it has one."""
        return self.organisations.get(organisation, {}).get("country__iso2")

    def kin(self, organisations):
        """Approved bodies above and after these."""
        found = self.kinship.of(list(organisations))
        return [key for key in found if key in self.organisations and self.organisations[key]["approved_at"]]

    def with_broader(self, areas):
        """Areas and everything broader, each once, as far up as the public may see."""
        found = {}
        for key in areas:
            area = self.areas.get(key)
            while area and area.approved_at and not area.merged_into_id and area.key not in found:
                found[area.key] = None
                area = self.areas.get(area.broader.key) if area.broader else None
        return list(found)


READERS = {
    "organisation": Names.of_organisations,
    "country": Names.of_countries,
    "country_group": Names.of_country_groups,
    "area": Names.of_areas,
    "target_group": Names.of_target_groups,
    "person": Names.of_people,
    "trade": Names.of_trades,
}
