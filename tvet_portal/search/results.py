"""What search shows: rows of the index, fetched through the gate, so that nothing unapproved can be seen."""

from collections import namedtuple
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.records.models import Record
from tvet_portal.records.models.records import RECORD_ADDRESS, RecordType
from tvet_portal.records.page.kept import kept_rows
from tvet_portal.search import reasons
from tvet_portal.search.highlights import excerpt, mark, marked
from tvet_portal.search.models import SearchEntry
from tvet_portal.values.partial_dates import describe

ICONS = {
    RecordType.EVENT: "i-cal",
    RecordType.EVENT_SERIES: "i-cal",
    RecordType.FRAMEWORK: "i-level",
    RecordType.QUALIFICATION: "i-level",
    "organisation": "i-people",
    "country": "i-globe",
    "area": "i-filter",
}
DIRECTORY_TYPES = {"organisation": _("Organisation"), "country": _("Country"), "area": _("Area of cooperation")}
TYPE_LABELS = {**dict(RecordType.choices), **DIRECTORY_TYPES}
NOT_SHOWN = (
    *("title_words", "name_words", "kin_words", "body_words", "called"),
    *("areas", "organisations", "years", "languages", "states", "changes_from", "changes_until", "has_document"),
)
MOST_COUNTRIES = 4


@dataclass(frozen=True)
class Result:
    """One result as components/result.html shows it."""

    title: str
    url: str
    kind: str
    icon: str
    meta: list
    snippet: str
    snippet_url: str  # where it stands on the page, if that is not its beginning
    texts: list  # what it shows, as plain texts
    reasons: list = field(default_factory=list)


class Directory:
    """The public names of the directory that a page of results needs, kept in memory."""

    def __init__(self):
        self.kept = kept_rows.now()
        self.countries = self.all_of(Country.objects.all(), "iso2")
        self.areas = self.all_of(CooperationArea.objects.approved(), "key")
        self.organisations = {}

    def all_of(self, rows, field):
        name = ("all", rows.model)
        if name not in self.kept:
            self.kept[name] = {getattr(row, field): row for row in rows}
        return self.kept[name]

    def load_organisations(self, keys):
        """Learn the names of these organisations."""
        known = self.kept.setdefault(("approved", Organisation), {})
        if unknown := [key for key in keys if key not in known]:
            known.update((row.key, row) for row in Organisation.objects.approved().filter(key__in=unknown))
        self.organisations |= {key: known[key] for key in keys if key in known}


def fetch(rows, terms, directory):
    """The results of a page in their order. What the gate does not let through is left out."""
    entries = {entry.pk: entry for entry in SearchEntry.objects.filter(pk__in=rows).defer(*NOT_SHOWN)}
    entries = [entries[row] for row in rows if row in entries]
    public = public_rows(entries, directory)
    made = {entry: result(entry, public[entry.key], terms, directory) for entry in entries if entry.key in public}
    hidden = {entry: reasons.unseen(terms, one.texts) for entry, one in made.items()}
    why = reasons.find({entry: some for entry, some in hidden.items() if some}, directory)
    return [replace(one, reasons=why.get(entry, [])) for entry, one in made.items()]


class PublicRecord(namedtuple("PublicRecord", "pk key record_type slug title reference")):
    """What search needs of a public record: to make a whole one of each row takes twice as long."""

    __slots__ = ()

    def get_absolute_url(self):
        return RECORD_ADDRESS[self.record_type].format(slug=self.slug)


def public_rows(entries, directory):
    """Key -> what stands behind an entry, if the public may see it."""
    keys = {entry.key for entry in entries}
    records = Record.objects.published().filter(key__in=keys).order_by().values_list(*PublicRecord._fields)
    found = {row.key: row for row in map(PublicRecord._make, records)}
    if own_keys := [key.split("/", 1)[1] for key in keys if key.startswith("organisation/")]:
        found |= {row.path: row for row in Organisation.objects.approved().filter(key__in=own_keys)}
    found |= {row.path: row for row in (*directory.countries.values(), *directory.areas.values()) if row.path in keys}
    return found


def result(entry, row, terms, directory):
    title = row.title if isinstance(row, PublicRecord) else str(row)
    kind = gettext(entry.kind) if entry.kind else str(TYPE_LABELS[entry.type])
    facts, (number, parts) = meta(entry, row, directory), excerpt(entry.text, terms)
    place = entry.places[number] if number < len(entry.places) and any(hit for _text, hit in parts) else ""
    return Result(
        title=marked(mark(title, terms)),
        url=row.get_absolute_url(),
        kind=kind,
        icon=ICONS.get(entry.type, "i-doc"),
        meta=facts,
        snippet=marked(parts),
        snippet_url=f"{row.get_absolute_url()}#{place}" if place else "",
        texts=[title, "".join(text for text, _hit in parts), kind, *facts],
    )


def meta(entry, row, directory):
    """Date, countries and reference: short facts under the title."""
    if entry.type in ("country", "area"):
        return []
    names = [str(directory.countries[iso2]) for iso2 in entry.countries if iso2 in directory.countries]
    shown = ", ".join(names[:MOST_COUNTRIES]) + (
        f" +{len(names) - MOST_COUNTRIES}" if len(names) > MOST_COUNTRIES else ""
    )
    language = (get_language() or "en").split("-")[0]
    facts = [str(describe(entry.date, language)) if entry.date else "", shown, getattr(row, "reference", "")]
    return [fact for fact in facts if fact]
