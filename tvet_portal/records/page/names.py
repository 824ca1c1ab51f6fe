"""Names of what a content points at, looked up in a number of queries that does not grow."""

from collections import namedtuple

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
from tvet_portal.records.page.stored import approved_content

Word = namedtuple("Word", "label url")


class Names:
    """Answers by key: `names.organisation("kasve").name`. Asks the database once a kind, and only for what is named."""

    def __init__(self, model, content):
        keys = named_keys(model, content)
        self.countries = _by_key(Country.objects, keys.get(Country), "iso2")
        self.groups = _by_key(CountryGroup.objects, keys.get(CountryGroup))
        organisations = Organisation.objects.select_related("country", "merged_into__country")
        self.organisations = _by_key(organisations, keys.get(Organisation))
        self.people = _by_key(Person.objects, keys.get(Person))
        self.sources = _by_key(Source.objects.prefetch_related("blanks"), keys.get(Source))
        self.uploads = _by_key(Upload.objects, keys.get(Upload), "sha256")
        self.words = _words(keys)
        records = Record.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN])
        self.records = _by_key(records, named_records(model, content) - {content.get("key")})
        self._name_withdrawn_as_approved()

    def _name_withdrawn_as_approved(self):
        """A withdrawn record may be under correction: the public goes on seeing the title that was approved."""
        withdrawn = {row.pk: row for row in self.records.values() if row.status == Status.WITHDRAWN}
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
            return _("name withheld")
        honorific = row.get("honorific", "")
        name = row.get("name_as_printed") or (person.printed_name if person else "")
        return f"{honorific} {name}".strip()


def _by_key(queryset, keys, field="key"):
    return {getattr(row, field): row for row in queryset.filter(**{f"{field}__in": keys})} if keys else {}


def _words(keys):
    """Labels of areas, target groups and trades: three small tables, one query."""
    parts = []
    for kind, model, label in (
        ("area", CooperationArea, "label"),
        ("target_group", TargetGroup, "label"),
        ("trade", Trade, "text"),
    ):
        if keys.get(model):
            slug = F("slug") if kind == "area" else Value("")
            rows = model.objects.filter(key__in=keys[model]).order_by()
            parts.append(rows.values_list(Value(kind), "key", F(label), slug))
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:]) if parts[1:] else parts[0]
    return {(kind, key): Word(label, f"/areas/{slug}/" if slug else "") for kind, key, label, slug in rows}
