"""Names of what a content points at, looked up in a number of queries that does not grow."""

from collections import defaultdict, namedtuple

from django.db.models import F, Value
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import (
    CooperationArea,
    Country,
    CountryGroup,
    Organisation,
    Person,
    Source,
    TargetGroup,
    Trade,
    Upload,
)
from tvet_portal.records.content.walking import named_keys, named_records
from tvet_portal.records.models import Record, RecordVersion
from tvet_portal.records.models.records import Status
from tvet_portal.records.page.kept import kept_rows
from tvet_portal.records.page.stored import approved_content

WITHHELD = _("name withheld")


class Word(namedtuple("Word", "label url")):
    """The label of an area, a target group or a trade, and the page of an area."""

    __slots__ = ()

    def __str__(self):
        return self.label


WORDS = {"area": (CooperationArea, "label"), "target_group": (TargetGroup, "label"), "trade": (Trade, "text")}


class Names:
    """Answers by key: `names.organisation("kasve").name`. Asks the database once a kind, for what is named.

    Of the directory, what a public page names is kept in memory; the names of a draft may change without being public.
    """

    def __init__(self, model, *contents, is_public=False):
        self._kept = kept_rows.now() if is_public else {}
        keys, records = defaultdict(set), set()
        for content in contents:
            records |= named_records(model, content) - {content.get("key")}
            for named, some in named_keys(model, content).items():
                keys[named] |= some
        self.countries = self._rows(Country.objects, keys, "iso2")
        self.groups = self._rows(CountryGroup.objects, keys)
        self.organisations = self._rows(Organisation.objects.select_related("country", "merged_into__country"), keys)
        self.people = self._rows(Person.objects, keys)
        self.sources = self._rows(Source.objects.prefetch_related("blanks"), keys)
        self.uploads = self._rows(Upload.objects, keys, "sha256")
        self.words = self._words(keys)
        self.records = self._records(records)

    def _rows(self, queryset, keys, field="key"):
        known, wanted = self._kept.setdefault(queryset.model, {}), keys.get(queryset.model, ())
        if unknown := [key for key in wanted if key not in known]:
            known.update((getattr(row, field), row) for row in queryset.filter(**{f"{field}__in": unknown}))
        return {key: known[key] for key in wanted if key in known}

    def _words(self, keys):
        """Labels of areas, target groups and trades: three small tables, one query."""
        known, parts = self._kept.setdefault(Word, {}), []
        wanted = {(kind, key) for kind, (model, _label) in WORDS.items() for key in keys.get(model, ())}
        unknown = wanted - known.keys()
        for kind, (model, label) in WORDS.items():
            if some := [key for each, key in unknown if each == kind]:
                slug = F("slug") if kind == "area" else Value("")
                rows = model.objects.filter(key__in=some).order_by()
                parts.append(rows.values_list(Value(kind), "key", F(label), slug))
        if parts:
            for kind, key, label, slug in parts[0].union(*parts[1:]) if parts[1:] else parts[0]:
                known[kind, key] = Word(label, f"/areas/{slug}/" if slug else "")
        return {each: known[each] for each in wanted if each in known}

    def _records(self, keys):
        if not keys:
            return {}
        records = Record.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN], key__in=keys)
        found = {record.key: record for record in records}
        self._name_withdrawn_as_approved(found.values())
        return found

    def _name_withdrawn_as_approved(self, records):
        """A withdrawn record may be under correction: the public goes on seeing the title that was approved."""
        withdrawn = {row.pk: row for row in records if row.status == Status.WITHDRAWN}
        if withdrawn:
            for version in RecordVersion.objects.filter(record__in=withdrawn).order_by("record", "number"):
                withdrawn[version.record_id].title = approved_content(version)["title"]

    def country(self, key):
        return self.countries[key]

    def group(self, key):
        return self.groups[key]

    def organisation(self, key):
        found = self.organisations[key]
        return found.merged_into or found

    def person(self, key):
        return self.people[key]

    def source(self, key):
        return self.sources[key]

    def upload(self, sha256):
        """A stored file, or None where a row has none."""
        return self.uploads.get(sha256)

    def area(self, key):
        return self.words["area", key]

    def target_group(self, key):
        return self.words["target_group", key]

    def trade(self, key):
        return self.words["trade", key]

    def record(self, key):
        """The linked record, or None while the public cannot see it."""
        return self.records.get(key)

    def printed_person(self, row):
        """The name of a person as a row prints it, or that it is withheld."""
        person = self.people.get(row.get("person"))
        if person and person.withheld_at:
            return WITHHELD
        honorific = row.get("honorific", "")
        name = row.get("name_as_printed") or (person.printed_name if person else "")
        return f"{honorific} {name}".strip()
