"""Records for files: who takes part in them and what they are about is read with them, in one statement a batch.

A file may have a hundred thousand rows, and most of them name the same few hundred bodies, countries and areas. Their
ids come with each record, as JSON; what the ids stand for is read once a file.
"""

import json
from itertools import islice

from django.db.models import F, OuterRef, Subquery, TextField

from tvet_portal.directory.models import CooperationArea, Source
from tvet_portal.records.models import Participation, Provision, Record
from tvet_portal.records.models.records import KINDS_WITHOUT_AREAS
from tvet_portal.records.participants import NAMED, Participant, rows_by_id

MOST_KEPT = 5_000  # rows of one model
MOST_AT_ONCE = 1_000  # records; to ask for a batch takes longer than to read a hundred of it


class JSONRows(Subquery):
    """The rows of a queryset as one text: a JSON list of lists of these columns; nothing where there are no rows."""

    template = "(SELECT json_agg(json_build_array(%(columns)s))::text FROM (%(subquery)s) joined)"
    output_field = TextField()

    def __init__(self, rows, *columns):
        columns = {f"joined_{column}": F(column) for column in columns}
        super().__init__(rows.values(**columns), columns=", ".join(columns))

    def as_sqlite(self, compiler, connection):
        template = "(SELECT json_group_array(json_array(%(columns)s)) FROM (%(subquery)s) joined)"
        return self.as_sql(compiler, connection, template=template)


def with_ids(records):
    """Records with the ids of what their rows name, as texts of JSON."""
    named = Participation.objects.filter(record=OuterRef("pk"))
    own = Record.areas.through.objects.filter(record=OuterRef("pk"))
    points = Provision.areas.through.objects.filter(provision__record=OuterRef("pk"))
    points = points.exclude(provision__kind__in=KINDS_WITHOUT_AREAS)
    return records.annotate(
        named_json=JSONRows(named, "role", "as_printed", "category", "country_id", "group_id", "organisation_id"),
        areas_json=JSONRows(own, "cooperationarea_id"),
        areas_of_points_json=JSONRows(points, "cooperationarea_id"),
    )


def read(records, size):
    """Records one after another, with `participants`, `about` and `main_source`."""
    kept = {}
    for batch in in_batches(records, size):
        complete(batch, kept)
        yield from batch


def in_batches(records, size):
    """Records in their order, first so many and then more at a time; if they are sliced, all at once.

    Their order is asked for first, and then what each batch holds: a database that is asked for all of it at once joins
    everything to all records before it sends the first.
    """
    if records.query.is_sliced:
        yield list(with_ids(records))
        return
    ids = records.values_list("pk", flat=True).iterator(chunk_size=MOST_AT_ONCE)
    rows = with_ids(records.order_by())
    while some := list(islice(ids, size)):
        found = rows.in_bulk(some)
        yield [found[pk] for pk in some if pk in found]  # what was withdrawn meanwhile is left out
        size = MOST_AT_ONCE


def complete(batch, kept):
    """Put what the ids stand for in their place."""
    named = [json.loads(record.named_json or "[]") for record in batch]
    areas = [
        {area for text in (record.areas_json, record.areas_of_points_json) for (area,) in json.loads(text or "[]")}
        for record in batch
    ]
    if sum(map(len, kept.values())) > MOST_KEPT:
        kept.clear()
    countries, groups, bodies = (
        rows_by_id(rows, {row[place] for of_record in named for row in of_record}, kept)
        for place, rows in enumerate(NAMED, 3)
    )
    approved = rows_by_id(CooperationArea.objects.approved(), set().union(*areas), kept)
    sources = rows_by_id(Source.objects, {record.main_source_id for record in batch}, kept)
    for record, rows, own in zip(batch, named, areas, strict=True):
        record.participants = [
            Participant(*words, countries.get(country), groups.get(group), bodies.get(body))
            for *words, country, group, body in rows
        ]
        record.about = [area for pk in own if (area := approved.get(pk))]
        record.main_source = sources.get(record.main_source_id)
