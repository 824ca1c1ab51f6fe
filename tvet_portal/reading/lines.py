"""The lines of a text beside it: what was found, what it could become in a record, and what it most likely is."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import Country, CountryGroup, Organisation, Person
from tvet_portal.reading import guessing
from tvet_portal.reading.sentences import Sentences
from tvet_portal.records.models import Appearance, Participation, Provision
from tvet_portal.values.partial_dates import describe

MOST = 400  # lines that one page shows
MOST_MENTIONS = 100  # of one thing that are marked
KINDS = [  # in the order of the page
    ("date", _("Dates")),
    ("place", _("Places")),
    ("organisation", _("Organisations")),
    ("person", _("People")),
    ("country", _("Countries and groups")),
    ("point", _("Points")),
    ("number", _("Numbers")),
]
SHOWN_AS = {
    "body": "organisation",
    "ministry": "organisation",  # of which only the minister is named
    "group": "country",
    "purpose": "point",
    "count": "number",
    "money": "number",
    "term": "number",
    "ordinal": "number",
}
OF_THE_SOURCE = [
    ("source:published_on", _("the day the text was published")),
    ("source:modified_on", _("the day the text was last changed")),
]


@dataclass
class Line:
    """`choices` are (value, words); `guess` is one of them; of a sure line the words of the text say what it is."""

    find: object
    words: str
    says: str  # what it is taken to say, where that is not the words themselves
    choices: list
    guess: str = ""
    is_sure: bool = False
    entries: list = field(default_factory=list)  # (key, words) of the directory entries it may mean, if several
    is_asked: bool = False  # whether somebody has to say which of these it is, if any
    more: list = field(default_factory=list)  # finds that say the same
    number: int = 0
    target: str = ""  # where it stands in the draft already
    error: str = ""

    @property
    def key(self):
        return f"{self.find.kind}-{self.find.start}-{self.find.end}"

    @property
    def section(self):
        return SHOWN_AS.get(self.find.kind, self.find.kind)

    @property
    def finds(self):
        return [self.find, *self.more]


def lines_of(done, offer, source):
    """The lines of a read text, numbered in its order, for a record of a type; and how many there are too many."""
    found, hidden, labels, sentences = {}, 0, Labels(done.finds), Sentences(done.text)
    for find in done.finds:
        choices = choices_of(find.kind, offer)
        if not choices:
            continue
        same = sameness(find, sentences)
        if same in found:
            found[same].more += [find] * (len(found[same].more) < MOST_MENTIONS)
            continue
        if len(found) == MOST:
            hidden += 1
            continue
        found[same] = Line(
            find, " ".join(done.words(find).split()), labels.says(find), choices, entries=labels.several(find)
        )
    lines = list(found.values())
    for line in lines:
        prefer_fullest(line, done, labels)
    guessing.guess(lines, offer, source, sentences)
    for number, line in enumerate(lines, 1):
        line.number = number
    return lines, hidden


def sameness(find, sentences):
    """Mentions of one thing are one line; points and numbers are each their own, and so is the day of the text."""
    if find.kind == "date":
        return find.kind, find.value, guessing.day_of_text(find, sentences)
    if find.kind == "person":
        return find.kind, find.value.keys or find.value.name
    if find.kind in ("organisation", "body", "ministry", "country", "group"):
        return find.kind, find.value
    if find.kind == "place":
        return find.kind, find.value.name, find.value.country
    if find.kind == "term":
        return find.kind, str(find.value)
    return find.kind, find.start


def prefer_fullest(line, done, labels):
    """Of a person the mention with the post stands for all."""
    if line.find.kind == "person" and not line.find.value.post.name:
        fuller = next((find for find in line.more if find.value.post.name), None)
        if fuller:
            line.more = [find for find in line.finds if find is not fuller]
            line.find, line.words, line.says = fuller, " ".join(done.words(fuller).split()), labels.says(fuller)


def choices_of(kind, offer):
    if kind == "date":
        own = [(f"date:{name}", offer.model._meta.get_field(name).verbose_name) for name in offer.dates]
        return [*own, *OF_THE_SOURCE]
    if kind == "place":
        return [("place:", _("where it was"))]
    if kind in ("organisation", "body", "ministry", "country", "group"):
        roles = [(f"role:{value}", label) for value, label in Participation.Role.choices]
        return roles if SHOWN_AS.get(kind, kind) == "organisation" else [*roles, ("coverage:", _("what it covers"))]
    if kind == "person":
        return [(f"act:{value}", label) for value, label in Appearance.Role.choices]
    if kind in ("point", "purpose"):
        return [(f"point:{value}", label) for value, label in Provision.Kind.choices]
    if kind in ("count", "money", "term"):
        figure = [("figure:", _("a reported number"))]
        return [("term:", _("how long it is valid")), *figure] if kind == "term" and offer.term else figure
    return [("edition:", _("the edition"))] if offer.edition else []


class Labels:
    """What directory entries are called, read once for all lines."""

    def __init__(self, finds):
        keys = {"organisation": set(), "country": set(), "group": set(), "person": set()}
        for find in finds:
            kind = entry_kind(find)
            if kind in ("organisation", "country", "group"):
                keys[kind].update(find.value)
            elif kind == "person":
                keys["person"].update(find.value.keys)
                keys["organisation"].update(find.value.post.bodies)
                keys["country"].add(find.value.post.country)
            elif kind == "place":
                keys["country"].add(find.value.country)
        self.names = {
            "organisation": labels(Organisation.objects.select_related("country").filter(key__in=keys["organisation"])),
            "country": labels(Country.objects.filter(iso2__in=keys["country"]), "iso2"),
            "group": labels(CountryGroup.objects.filter(key__in=keys["group"])),
            "person": labels(Person.objects.filter(key__in=keys["person"])),
        }

    def says(self, find):
        if find.kind == "date":
            return describe(find.value)
        if find.kind == "place":
            return ", ".join(filter(None, [find.value.name, self.names["country"].get(find.value.country)]))
        kind = entry_kind(find)
        if kind in ("organisation", "country", "group"):
            return " / ".join(self.names[kind].get(key, key) for key in find.value)
        if find.kind == "body":
            return _("%(body)s: not in the directory; accepted, it becomes a new entry") % {"body": find.value}
        if find.kind == "person":
            post = find.value.post
            known = _("in the directory") if find.value.keys else _("new in the directory")
            return ", ".join(str(part) for part in (find.value, post.name, self.stood_for(post), known) if part)
        if find.kind == "money":
            said = f"{find.value.amount.normalize():,f} {find.value.currency}"
            return capfirst(f"{find.value.qualifier.replace('_', ' ')} {said}".strip())
        if find.kind in ("count", "term"):
            return capfirst(f"{find.value.qualifier.replace('_', ' ')} {find.value}".strip())
        return ""

    def stood_for(self, post):
        """The body or country a post is of; as printed where it is new, or may be one of several."""
        known = [self.names["organisation"].get(key, "") for key in post.bodies]
        return known[0] if len(known) == 1 and known[0] else self.names["country"].get(post.country, post.stands_for)

    def several(self, find):
        keys = find.value.keys if find.kind == "person" else find.value
        kind = entry_kind(find)
        if kind not in self.names or len(keys) < 2:
            return []
        return [(key, self.names[kind].get(key, key)) for key in keys]


def entry_kind(find):
    return "organisation" if find.kind == "ministry" else find.kind


def labels(rows, key="key"):
    return {getattr(row, key): with_country(row) for row in rows}


def with_country(row):
    """An organisation with its country: two may share an acronym."""
    country = getattr(row, "country", None)
    return f"{row}, {country}" if country else str(row)
