"""All entries made anew from what is public, and what differs from that."""

import uuid
from collections import Counter

from django.db import transaction

from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.records.models import Record
from tvet_portal.search import entries
from tvet_portal.search.models import SearchCounter, SearchEntry

COMPARED = [name for name in entries.WRITTEN if name != "stamp"]


def public_keys():
    """Keys of everything that should be found: directory entries first."""
    keys = [f"country/{iso2}" for iso2 in Country.objects.order_by("pk").values_list("iso2", flat=True)]
    for model in (CooperationArea, Organisation):
        found = model.objects.approved().filter(merged_into__isnull=True).order_by("pk")
        keys += [f"{model.entry_type}/{key}" for key in found.values_list("key", flat=True)]
    return keys + list(Record.objects.published().order_by("pk").values_list("key", flat=True))


@transaction.atomic
def rebuild(keys, tick=lambda number: None):
    """Write every entry anew and begin an epoch, so that every node throws its index away."""
    for some in entries.batches(keys):
        entries.write_many(entries.public_contents(some), tick)
    known = SearchEntry.objects.filter(is_public=True).values_list("key", flat=True)
    entries.write_many((key, None) for key in set(known) - set(keys))
    SearchCounter.bump()
    SearchCounter.objects.update(epoch=uuid.uuid4())


def drift(keys, tick=lambda number: None):
    """How many entries are missing, stale (not what they would be if written now) or superfluous."""
    found = Counter()
    for some in entries.batches(keys):
        rows = {row.key: row for row in SearchEntry.objects.filter(key__in=some)}
        for key, (entry, _mentions) in entries.make_batch(dict(entries.public_contents(some))).items():
            if key not in rows:
                found["missing"] += 1
            elif any(getattr(rows[key], name) != getattr(entry, name) for name in COMPARED):
                found["stale"] += 1
        tick(len(some))
    known = SearchEntry.objects.filter(is_public=True).values_list("key", flat=True)
    found["superfluous"] = len(set(known) - set(keys))
    return +found
