"""The columns that all lists of records share, and what their files need besides."""

from operator import attrgetter

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from tvet_portal.opendata.tables import Column
from tvet_portal.records.lists import countries_of
from tvet_portal.records.models import RecordVersion


def whole(records):
    """Records with the moment of their approval, for files."""
    version = RecordVersion.objects.filter(record=OuterRef("pk"), number=OuterRef("version_number"))
    return records.annotate(approved_at=Subquery(version.values("approved_at")))


def permanent_address(record):
    """The address of a record that stays for ever, whatever becomes of its title."""
    return f"{settings.SITE_URL}/id/{record.reference}"


def data_address(entry):
    """Where the whole of a record or directory entry stands as data."""
    return f"{settings.SITE_URL}{entry.get_absolute_url().removesuffix('/')}.json"


def areas(record):
    """What a record is about, by name: its own approved areas, and those of its points. For files."""
    return sorted(record.about, key=attrgetter("label"))


def organisations(record):
    """The approved organisations that take part in a record, in its order, each once."""
    found = [row.organisation for row in record.participants if row.organisation]
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
