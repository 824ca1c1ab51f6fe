"""Public records and directory entries for the tests of search: rows, and the news of them to whoever follows."""

import json

from django.utils import timezone

from tvet_portal.directory import followers
from tvet_portal.directory.models import (
    AreaLabel,
    CooperationArea,
    Country,
    CountryAlias,
    Organisation,
    OrganisationName,
    OrganisationSuccession,
    OrganisationTie,
    Source,
)
from tvet_portal.records.models import Record, RecordVersion
from tvet_portal.records.models.records import REFERENCE_PREFIX, Status


def country(iso2, iso3, name, aliases=()):
    row = Country.objects.create(iso2=iso2, iso3=iso3, name=name)
    for number, text in enumerate(aliases):
        CountryAlias.objects.create(country=row, key=f"alias-{number}", text=text)
    followers.tell([(row.path, {})])
    return row


def area(key, label, labels=(), broader=None):
    row = CooperationArea.objects.create(
        key=key, slug=key, label=label, branch="topic", broader=broader, approved_at=timezone.now()
    )
    for number, (language, text) in enumerate(labels):
        AreaLabel.objects.create(area=row, key=f"label-{number}", language=language, text=text)
    followers.tell([(row.path, {})])
    return row


def organisation(key, name, acronym="", *, names=(), part_of=None, succeeds=None, **fields):
    fields = {"kind": "ministry", "slug": key, "approved_at": timezone.now(), **fields}
    row = Organisation.objects.create(key=key, name=name, acronym=acronym, **fields)
    for number, (kind, text) in enumerate(names):
        OrganisationName.objects.create(organisation=row, key=f"name-{number}", kind=kind, text=text)
    if part_of:
        OrganisationTie.objects.create(organisation=row, other=part_of, role="part_of", key="part")
    followers.tell([(row.path, {})])
    if succeeds:
        OrganisationSuccession.objects.create(
            predecessor=succeeds, successor=row, kind="function_moved", key=f"to-{key}"
        )
        followers.tell([(succeeds.path, {})])
    return row


def publish(name, title, *, record_type="agreement", **content):
    """A public record with this content, the way the workflow leaves it."""
    record, content = save(name, title, record_type=record_type, **content)
    followers.tell([(record.key, content)])
    return record


def save(name, title, *, record_type="agreement", **content):
    source, _created = Source.objects.get_or_create(key="source", defaults={"title": "A source"})
    number = Record.objects.count() + 1
    head = {
        "record_type": record_type,
        "key": f"{record_type}/{name}",
        "reference": f"{REFERENCE_PREFIX[record_type]}-{number:05}",
        "slug": name,
    }
    row = Record.objects.create(
        **head, title=title, status=Status.PUBLISHED, published_at=timezone.now(), main_source=source, version_number=1
    )
    content = {**head, "title": title, **content}
    RecordVersion.objects.create(
        record=row, number=1, content=json.dumps(content), sha256="0" * 64, schema=1, reason="first publication",
        role="publisher", approved_at=timezone.now(),
    )  # fmt: skip
    return row, content


def provision(key, text, kind="area_of_cooperation", **fields):
    return {"key": key, "kind": kind, "text": text, **fields}


def party(key, **actor):
    return {"key": key, "role": "party", "as_printed": key, **actor}


def tell(*records, content):
    """The news that these were published; the last of them with this content."""
    known = {version.record_id: json.loads(version.content) for version in RecordVersion.objects.all()}
    followers.tell([(record.key, known[record.pk]) for record in records[:-1]] + [(records[-1].key, content)])


def withdraw(record):
    Record.objects.filter(pk=record.pk).update(
        status=Status.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="A mistake."
    )
    followers.tell([(record.key, None)])
