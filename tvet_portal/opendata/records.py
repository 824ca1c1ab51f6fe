"""The columns that all lists of records share, and what their files need besides."""

from operator import attrgetter

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.translation import gettext_lazy as _

from tvet_portal.directory.models import CooperationArea
from tvet_portal.opendata.tables import Column
from tvet_portal.records.lists import countries_of
from tvet_portal.records.models import Provision, RecordVersion
from tvet_portal.records.models.records import KINDS_WITHOUT_AREAS


def whole(records):
    """Records with everything that the columns of their files say, in a number of queries that stays the same."""
    version = RecordVersion.objects.filter(record=OuterRef("pk"), number=OuterRef("version_number"))
    approved = CooperationArea.objects.approved().only("key", "label")
    points = Provision.objects.exclude(kind__in=KINDS_WITHOUT_AREAS).only("record").order_by()
    return (
        records.for_list()
        .annotate(approved_at=Subquery(version.values("approved_at")))
        .select_related("main_source")
        .prefetch_related(
            Prefetch("areas", approved, to_attr="own_areas"),
            Prefetch("provisions", points, to_attr="points"),
            Prefetch("points__areas", approved, to_attr="own_areas"),
        )
    )


def permanent_address(record):
    """The address of a record that stays for ever, whatever becomes of its title."""
    return f"{settings.SITE_URL}/id/{record.reference}"


def data_address(entry):
    """Where the whole of a record or directory entry stands as data."""
    return f"{settings.SITE_URL}{entry.get_absolute_url().removesuffix('/')}.json"


def areas(record):
    """What a record is about, each approved area once: its own, and those of its points."""
    found = {area.key: area for part in (record, *record.points) for area in part.own_areas}
    return sorted(found.values(), key=lambda area: area.label)


def organisations(record):
    """The approved organisations that take part in a record, in its order, each once."""
    found = [row.organisation for row in record.participations.all() if row.organisation]
    return list(dict.fromkeys(organisation for organisation in found if organisation.approved_at))


def source(record):
    """The main source of a record, which is public with it."""
    return record.main_source if record.main_source and record.main_source.approved_at else None


REFERENCE = Column("reference", _("Reference"), attrgetter("reference"))
TITLE = Column(
    "title",
    _("Title"),
    attrgetter("title"),
    cell=lambda record: {"url": record.get_absolute_url()},
    is_on_page=True,
    orders=("title",),
)
COUNTRIES = Column(
    "countries",
    _("Countries"),
    lambda record: [country.iso2 for country in countries_of(record)],
    words=lambda record: [country.name for country in countries_of(record)],
)
EVERYTHING_ELSE = (
    Column(
        "organisations",
        _("Organisations"),
        lambda record: [one.key for one in organisations(record)],
        words=lambda record: [str(one) for one in organisations(record)],
    ),
    Column(
        "areas",
        _("Cooperation areas"),
        lambda record: [area.key for area in areas(record)],
        words=lambda record: [area.label for area in areas(record)],
    ),
    Column("summary", _("Summary"), attrgetter("summary")),
    Column("source", _("Main source"), lambda record: str(source(record) or "")),
    Column("source_address", _("Address of the main source"), lambda record: getattr(source(record), "address", "")),
    Column("version", _("Public version"), attrgetter("version_number")),
    Column("approved_at", _("Approved at"), lambda record: record.approved_at.isoformat(timespec="seconds")),
    Column("address", _("Permanent address"), permanent_address),
    Column("data", _("Whole record as data"), data_address),
)
