"""Puts records of the corpus into the database, thousands at once and public from the start.

To load a dataset is to check, compare, publish and log every record: eight seconds for a thousand. Here contents become
rows as they stand. Left out are the log of the workflow, former addresses, citations, blanks, documents and figures.
Versions are kept as a publication keeps them, and search writes its own entries of them.
"""

from collections import defaultdict
from datetime import timedelta
from functools import cache

from django.db import transaction
from django.utils import timezone

from agreements.models import Agreement
from events.models import Event
from tests.benchmarks import words
from tests.benchmarks.corpus import AREAS, Corpus
from tests.benchmarks.inserting import insert, new, next_key, reset_keys, without_checks
from tvet_portal.directory.models import CooperationArea, Country, Organisation, Source
from tvet_portal.records import references
from tvet_portal.records.content import SCHEMA, canonical, record_models, sha256
from tvet_portal.records.content.shape import is_reference, shape
from tvet_portal.records.dataset.loading import no_garbage_collection, refresh_statistics
from tvet_portal.records.models import Record, RecordVersion
from tvet_portal.records.models.records import REFERENCE_PREFIX, Status
from tvet_portal.search import entries
from tvet_portal.search.models import SearchCounter, SearchEntry, SearchMention
from tvet_portal.values.parts import id_of

ROLES = {"agreement": "party", "event": "participant", "qualification": "awarding_body"}
EVENT_STATES = {"planned": {"state": "announced"}, "held": {}, "cancelled": {"state": "cancelled"}}
RECORDS_OF_A_SOURCE = 10


def load(number, seed=7, tick=lambda number: None):
    """Put so many records into an empty database; `tick` hears of every batch."""
    corpus = Corpus(number, seed)
    keys = Directory(corpus).write()
    for batch in entries.batches(corpus.records()):
        with transaction.atomic(), without_checks(), no_garbage_collection():
            write({content["key"]: content for content in map(content_of, batch)}, keys)
        tick(len(batch))
    reset_keys(Record, SearchEntry)
    refresh_statistics()


class Directory:
    """The countries, areas, organisations and sources that the records of a corpus name."""

    def __init__(self, corpus):
        self.corpus, self.approved = corpus, {"approved_at": timezone.now()}

    @transaction.atomic
    def write(self):
        """Model -> content key -> primary key of each."""
        made = {model: model.objects.bulk_create(rows) for model, rows in self.rows()}
        found = [row.path for rows in made.values() for row in rows]
        entries.write_many((path, {}) for path in found)
        return {model: {getattr(row, model.content_key): row.pk for row in rows} for model, rows in made.items()}

    def rows(self):
        sources = range(self.corpus.number // RECORDS_OF_A_SOURCE + 1)
        yield Country, [Country(iso2=code, iso3=f"{code}X", name=name) for code, name in words.COUNTRIES.items()]
        yield CooperationArea, list(map(self.area, AREAS))
        yield Organisation, list(map(self.organisation, self.corpus.organisations))
        yield Source, [Source(key=f"source-{one}", title=f"Yearbook {one}", **self.approved) for one in sources]

    def area(self, key):
        label, position = key.replace("-", " ").capitalize(), AREAS.index(key)
        return CooperationArea(key=key, slug=key, branch="topic", position=position, label=label, **self.approved)

    def organisation(self, name):
        key = organisation_key(name)
        return Organisation(key=key, slug=key, kind="institution", name=name, **self.approved)


def organisation_key(name):
    return f"body-{name.rsplit(' ', 1)[1]}"


def content_of(record):
    """A record of the corpus as a content of the portal, in the order in which contents are kept."""
    kind, slug = record["kind"], f"made-up-{record['id']}"
    return {
        "record_type": kind,
        "key": f"{kind}/{slug}",
        "reference": f"{REFERENCE_PREFIX[kind]}-{record['id']:05}",
        "slug": slug,
        "title": record["title"],
        "summary": record["summary"],
        "language": record["language"],
        "areas": record["areas"],
        "main_source": f"source-{record['id'] // RECORDS_OF_A_SOURCE}",
        **OWN[kind](record),
        "participations": list(participations(record)),
        "provisions": [provision(record, position) for position in range(1, len(record["body"]) + 1)],
    }


def agreement(record):
    day, state = record["date"], record["state"]
    own = {"kind": Agreement.Kind.values[record["id"] % len(Agreement.Kind)], "signed_on": day.isoformat()}
    if state in ("in-force", "expired", "renewed"):
        own["effective_on"] = day.isoformat()
    if state in ("expired", "renewed"):
        own["expires_on"] = (day + timedelta(days=730)).isoformat()
    return own | ({"renewal": "automatic"} if state == "renewed" else {})


def event(record):
    form = Event.Form.values[record["id"] % len(Event.Form)]
    return {"form": form, "held_on": record["date"].isoformat(), **EVENT_STATES[record["state"]]}


def qualification(record):
    return {"kind": "full", "registered_from_on": record["date"].isoformat()}


OWN = {"agreement": agreement, "event": event, "qualification": qualification}


def participations(record):
    bodies = [{"organisation": organisation_key(name), "as_printed": name} for name in record["organisations"]]
    countries = [{"country": code, "as_printed": words.COUNTRIES[code]} for code in record["countries"]]
    for position, actor in enumerate(countries + bodies, 1):
        yield {"key": f"who-{position}", "position": position, "role": ROLES[record["kind"]], **actor}


def provision(record, position):
    """A paragraph, which is about the area in the same place."""
    point = {"key": f"point-{position}", "position": position, "kind": "area_of_cooperation"}
    areas = record["areas"][position - 1 : position]
    return point | {"text": record["body"][position - 1]} | ({"areas": areas} if areas else {})


def write(contents, keys):
    """Write the rows of new records, their versions and their entries. `keys` are those of the directory."""
    below, rows, now = Below(keys), {}, timezone.now()
    for pk, (key, content) in enumerate(contents.items(), next_key(Record)):
        head = {name: content[name] for name in ("key", "reference", "slug")}
        public = {"status": Status.PUBLISHED, "published_at": now, "version_number": 1}
        row = rows[key] = new(record_models()[content["record_type"]], pk=pk, id=pk, **head, **public)
        below.fill(row, content)
        below.add(row, content)
    insert(Record, rows.values())
    for model in set(map(type, rows.values())):
        insert(model, [row for row in rows.values() if type(row) is model])
    for model, some in below.found.items():
        insert(model, some)
    insert(RecordVersion, [version(rows[key], content, now) for key, content in contents.items()])
    references.keep(row.reference for row in rows.values())
    write_entries(contents)


def write_entries(contents):
    """What search keeps of new records, as it writes it itself, but without looking for what was there before."""
    stamp, mentions = SearchCounter.bump(), []
    made = entries.make_batch(contents).values()
    for pk, (entry, names) in enumerate(made, next_key(SearchEntry)):
        entry.pk, entry.stamp = pk, stamp
        mentions += [new(SearchMention, entry_id=pk, key=name) for name in names]
    insert(SearchEntry, [entry for entry, _names in made])
    insert(SearchMention, mentions)


class Below:
    """The rows below some records, by model: parts, parts of parts, and pairs of many-to-many lists."""

    def __init__(self, keys):
        self.keys, self.found = keys, defaultdict(list)

    def fill(self, row, content):
        """Set the columns that a content names."""
        columns, _lists, _parts = names_of(type(row))
        for name in content.keys() & columns.keys():
            column, value = columns[name], content[name]
            setattr(row, column.attname, self.keys[column.related_model][value] if is_reference(column) else value)

    def add(self, row, content):
        """Make what stands below a row."""
        _columns, lists, parts = names_of(type(row))
        for name in content.keys() & lists.keys():
            many = lists[name]
            source, target = (f"{one}_id" for one in (many.m2m_field_name(), many.m2m_reverse_field_name()))
            keys = self.keys[many.related_model]
            pairs = [new(many.remote_field.through, **{source: row.pk, target: keys[key]}) for key in content[name]]
            self.found[many.remote_field.through] += pairs
        for name in content.keys() & parts.keys():
            for child in content[name]:
                path = f"{row.path}/{name}/{child['key']}"
                parent = {f"{parts[name].parent}_id": row.pk}
                part = new(parts[name].model, id=id_of(path), path=path, key=child["key"], **parent)
                self.fill(part, child)
                self.found[parts[name].model].append(part)
                self.add(part, child)


@cache
def names_of(model):
    """The columns, the lists and the parts of a model, by their names."""
    found = shape(model)
    return tuple({one.name: one for one in some} for some in (found.columns, found.lists, found.parts))


def version(record, content, now):
    text = canonical(content)
    about = {"schema": SCHEMA, "reason": "made up", "role": "benchmark", "approved_at": now}
    return RecordVersion(record_id=record.pk, number=1, content=text, sha256=sha256(text), **about)
