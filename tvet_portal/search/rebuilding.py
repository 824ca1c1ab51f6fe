"""All entries made anew from what is public, and what differs from that."""

from collections import Counter

from tantivy import Query

from tvet_portal.directory.models import CooperationArea, Country, Organisation
from tvet_portal.records.models import Record
from tvet_portal.search import entries
from tvet_portal.search.models import SearchEntry

COMPARED = [name for name in entries.WRITTEN if name != "stamp"]


def public_keys():
    """Keys of everything that should be found: directory entries first."""
    keys = [f"country/{iso2}" for iso2 in Country.objects.order_by("pk").values_list("iso2", flat=True)]
    for model in (CooperationArea, Organisation):
        found = model.objects.approved().filter(merged_into__isnull=True).order_by("pk")
        keys += [f"{model.entry_type}/{key}" for key in found.values_list("key", flat=True)]
    return keys + list(Record.objects.published().order_by("pk").values_list("key", flat=True))


def rebuild(tick=lambda number: None):
    """Write every entry anew, some at a time, so that nobody who saves waits long. Every node's index follows."""
    entries.write_now(all_keys(), tick)


def all_keys():
    """Keys of everything that should be found, and of what is found and should not be."""
    return list(dict.fromkeys([*public_keys(), *known_keys()]))


def known_keys():
    return SearchEntry.objects.filter(is_public=True).values_list("key", flat=True)


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
    found["superfluous"] = len(set(known_keys()) - set(keys))
    return +found


def drift_of_index(searcher):
    """How many public entries an index lacks, holds as they were before, or holds although they are not public."""
    found = searcher.search(Query.all_query(), max(searcher.num_docs, 1), count=False).hits
    places = [address for _score, address in found]
    held = dict(zip(*(searcher.fast_field_values(name, places) for name in ("row", "stamp")), strict=True))
    rows = dict(SearchEntry.objects.filter(is_public=True).values_list("pk", "stamp"))
    return +Counter(
        {
            "missing in the index": len(rows.keys() - held.keys()),
            "stale in the index": sum(held[pk] != stamp for pk, stamp in rows.items() if pk in held),
            "superfluous in the index": len(held.keys() - rows.keys()) + searcher.num_docs - len(held),
        }
    )
