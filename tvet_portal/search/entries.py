"""Writes search entries in the transaction of the change they follow, one by one or thousands at once."""

import json

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation

from tvet_portal.records.models import Record, RecordLink, RecordVersion
from tvet_portal.records.models.records import RecordType, of_public_records
from tvet_portal.records.withheld_names import withheld_people
from tvet_portal.search.making import OF_ENTRY, TYPES, of_record
from tvet_portal.search.models import SearchCounter, SearchEntry, SearchMention
from tvet_portal.search.names import Names
from tvet_portal.search.walking import COUNTED, participants, walk

BATCH = 1_000
WRITTEN = [field.name for field in SearchEntry._meta.concrete_fields if field.name not in ("id", "key")]
# What of an entry's row others hold a copy of.
COPIED = ("is_public", "title_words", "kin_words", "organisations", "areas", "countries", "kind_code")
NAMED_TYPES = {*COUNTED.values(), "area"}


def follow(changes):
    """Enter or retire what changed, and write anew the entries that hold a name that changed."""
    changes = dict(changes)
    before, ended_before = copied(changes), superseded_by(changes)
    ended_after = write_many(changes.items())
    after = copied(changes)
    write_now(sorted(ended_before ^ ended_after))
    renamed = [
        key
        for key in changes
        if key.split("/")[0] in NAMED_TYPES and (key not in after or before.get(key) != after[key])
    ]
    write_anew(renamed, except_for=changes)


def copied(keys):
    rows = {}
    for some in batches(key for key in keys if key.split("/")[0] in OF_ENTRY):
        rows.update({row[0]: row[1:] for row in SearchEntry.objects.filter(key__in=some).values_list("key", *COPIED)})
    return rows


def superseded_by(keys):
    """Keys of the records that these supersede: their state depends on it."""
    found = set()
    for some in batches(keys):
        mentions = SearchMention.objects.filter(entry__key__in=some, entry__is_public=True)
        found.update(of_records(mentions.values_list("key", flat=True)))
    return found


def of_records(keys):
    """Those of the keys that an entry mentions which are records': only a record that supersedes one names it."""
    return (key for key in keys if key.split("/")[0] in RecordType.values)


def write_anew(names, *, except_for=()):
    """Write the public entries that hold these directory entries' names once more."""
    keys = set()
    for some in batches(names):
        mentions = SearchMention.objects.filter(key__in=some, entry__is_public=True)
        keys.update(mentions.values_list("entry__key", flat=True))
    write_now(sorted(keys - set(except_for)))


def write_now(keys, tick=lambda number: None):
    """Write the entries of these by what is public now, and retire those of what is not."""
    for some in batches(keys):
        with transaction.atomic():
            SearchCounter.bump()  # before looking: who changes what is public meanwhile then writes after this
            known = SearchEntry.objects.filter(key__in=some, is_public=True).values_list("key", flat=True)
            write_batch({**dict.fromkeys(known), **dict(public_contents(some))})
        tick(len(some))


def public_contents(keys):
    """(key, content) of what is public among these: a record's approved content; a directory entry needs none."""
    records = RecordVersion.objects.filter(
        of_public_records(), record__key__in=keys, number=F("record__version_number")
    )
    for key, text in records.values_list("record__key", "content"):
        yield key, json.loads(text)
    for key in keys:
        if key.split("/")[0] in OF_ENTRY:
            yield key, {}


def write_many(changes):
    """Write the entries of many changes, each (key, content or None). Gives the keys of the records they supersede."""
    superseded = set()
    for batch in batches((key, content) for key, content in changes if key.split("/")[0] in TYPES):
        with transaction.atomic():
            superseded |= write_batch(dict(batch))
    return superseded


def write_batch(changes):
    stamp = SearchCounter.bump()  # first: names are then read by whoever holds the counter, and never go stale
    made = make_batch(changes)
    for entry, _mentions in made.values():
        entry.stamp = stamp
    SearchEntry.objects.bulk_create(
        [entry for entry, _mentions in made.values()],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=WRITTEN,
    )
    write_mentions(made.values())
    return {key for entry, keys in made.values() if entry.is_public for key in of_records(keys)}


def make_batch(changes):
    """Key -> the unsaved row of each change, and the keys of the entries whose names it holds."""
    records = {key: content for key, content in changes.items() if content and "record_type" in content}
    withheld = withheld_people() if records else set()
    findings = {key: walk(content, withheld) for key, content in records.items()}
    names = load_names(changes, findings)
    links = RecordLink.objects.filter(of_public_records(), role=RecordLink.Role.SUPERSEDES)
    superseded = set(links.filter(to_record__key__in=findings).values_list("to_record__key", flat=True))
    rows = dict(Record.objects.filter(key__in=findings).values_list("key", "pk")) if findings else {}
    with translation.override(settings.LANGUAGE_CODE):  # kinds are kept in English and translated when shown
        return {
            key: make(key, rows.get(key), content, findings.get(key), names, key in superseded)
            for key, content in changes.items()
        }


def load_names(changes, findings):
    """The names all entries of a batch need, loaded at once."""
    organisations = {key.removeprefix("organisation/") for key in changes if key.startswith("organisation/")}
    for key, found in findings.items():
        organisations.update(found.keys["organisation"], participants(changes[key]))
    people = {person for found in findings.values() for person in found.keys["person"]}
    trades = {trade for found in findings.values() for trade in found.keys["trade"]}
    return Names(organisations=organisations, people=people, trades=trades)


def make(key, pk, content, findings, names, is_superseded):
    """The row of a change, and the keys of the entries whose names it holds."""
    entry_type, own_key = key.split("/", 1)
    if findings:
        return of_record(key, pk, content, findings, names, is_superseded)
    made = OF_ENTRY[entry_type](own_key, names) if content is not None and entry_type in OF_ENTRY else None
    return made or (SearchEntry(key=key, type=entry_type, is_public=False), [])


def write_mentions(made):
    SearchMention.objects.filter(entry__in=[entry.pk for entry, _keys in made]).delete()
    SearchMention.objects.bulk_create(
        (SearchMention(entry_id=entry.pk, key=key) for entry, keys in made for key in keys),
        batch_size=BATCH,
    )


def batches(items):
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
