"""Records for files: who takes part in them and what they are about is read with them, in one statement.

A file may have a hundred thousand rows, and most of them name the same few hundred bodies, countries and areas. Their
ids come with each record, as JSON; what the ids stand for is read once a file.
"""

import json
from collections import defaultdict, namedtuple
from itertools import islice

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, TextField

from tvet_portal.directory.models import CooperationArea, Country, CountryGroup, Organisation, Source
from tvet_portal.records.models import Participation, Provision, Record
from tvet_portal.records.models.records import KINDS_WITHOUT_AREAS

MOST_KEPT = 5_000  # rows of one model

Participant = namedtuple("Participant", "role as_printed category country group organisation")


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
    """Records one after another, with `participants`, `about` and `main_source`, so many at a time."""
    kept = Kept()
    with transaction.atomic(savepoint=False):  # outside of one, PostgreSQL makes all rows before it sends the first
        found = with_ids(records).iterator(chunk_size=size)
        while batch := list(islice(found, size)):
            complete(batch, kept)
            yield from batch


def complete(batch, kept):
    """Put what the ids stand for in their place."""
    named = [json.loads(record.named_json or "[]") for record in batch]
    areas = [
        {area for text in (record.areas_json, record.areas_of_points_json) for (area,) in json.loads(text or "[]")}
        for record in batch
    ]
    of_countries, of_groups, of_bodies = ({row[place] for rows in named for row in rows} for place in (3, 4, 5))
    countries = kept.rows(Country.objects, of_countries)
    groups = kept.rows(CountryGroup.objects, of_groups)
    bodies = kept.rows(Organisation.objects.select_related("country"), of_bodies)
    approved = kept.rows(CooperationArea.objects.approved(), set().union(*areas))
    sources = kept.rows(Source.objects, {record.main_source_id for record in batch})
    for record, rows, own in zip(batch, named, areas, strict=True):
        record.participants = [
            Participant(role, printed, category, countries.get(country), groups.get(group), bodies.get(body))
            for role, printed, category, country, group, body in rows
        ]
        record.about = [area for pk in own if (area := approved[pk])]
        record.main_source = sources.get(record.main_source_id)


class Kept:
    """Rows of the directory by id, read when one of them is first named."""

    def __init__(self):
        self.of_model = defaultdict(dict)

    def rows(self, queryset, ids):
        known = self.of_model[queryset.model]
        unknown = ids - known.keys() - {None}
        if len(known) > MOST_KEPT:
            known.clear()
            unknown = ids - {None}
        if unknown:
            known.update(dict.fromkeys(unknown) | queryset.in_bulk(unknown))
        return known
