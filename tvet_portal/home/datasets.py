"""The lists of organisations and countries as tables and as files."""

from operator import attrgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qualifications.models import Referencing
from tvet_portal.directory.models import Organisation
from tvet_portal.opendata.records import data_address
from tvet_portal.opendata.tables import Column, Table, announce, choice, partial_date
from tvet_portal.records.models.records import RecordType


def page_link(entry):
    return {"url": entry.get_absolute_url()}


def address(entry):
    return f"{settings.SITE_URL}{entry.get_absolute_url()}"


ADDRESS = Column("address", gettext_lazy("Address"), address)
DATA = Column("data", gettext_lazy("Everything about it as data"), data_address)


def tag(entry):
    """A permanent id (RFC 4151): an entry's address may change, its key never does."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{entry.path}"


def own_name(organisation):
    """The official name in its own language, read in a source. Needs what the list prefetches."""
    return next(iter(organisation.names.all()), None)


def country_cell(organisation):
    return {} if organisation.country else {"text": _("no single country"), "soft": True}


ORGANISATIONS = announce(
    Table(
        "organisations",
        gettext_lazy("Organisations"),
        entry_id=tag,
        whole=lambda organisations: organisations.for_list(),
        columns=(
            Column(
                "name", gettext_lazy("Name"), attrgetter("name"), cell=page_link, is_on_page=True, orders=("title",)
            ),
            Column("key", gettext_lazy("Key"), attrgetter("key")),
            Column("acronym", gettext_lazy("Acronym"), attrgetter("acronym"), is_on_page=True),
            choice("kind", gettext_lazy("Kind"), Organisation.Kind, is_on_page=True),
            Column(
                "country",
                gettext_lazy("Country"),
                lambda organisation: getattr(organisation.country, "iso2", ""),
                words=lambda organisation: str(organisation.country or ""),
                cell=lambda organisation: (
                    {} if organisation.country else {"text": _("no single country"), "soft": True}
                ),
                is_on_page=True,
            ),
            Column(
                "own_name",
                gettext_lazy("Name in its own language"),
                lambda organisation: getattr(own_name(organisation), "text", ""),
                cell=lambda organisation: {"lang": getattr(own_name(organisation), "language", "")},
                is_on_page=True,
            ),
            Column(
                "own_name_language",
                gettext_lazy("Language of that name"),
                lambda organisation: getattr(own_name(organisation), "language", ""),
            ),
            partial_date("founded_on", gettext_lazy("Founded")),
            partial_date("ended_on", gettext_lazy("Ended")),
            Column("description", gettext_lazy("What it is"), attrgetter("description")),
            Column("website", gettext_lazy("Website"), attrgetter("website")),
            ADDRESS,
            DATA,
        ),
    )
)


def number_of(record_type):
    """A column's function and cell: how many public records of a type a country takes part in."""

    def value(country):
        return country.numbers[record_type]

    return {"value": value, "cell": lambda country: {"soft": not value(country)}, "is_on_page": True}


def is_member_cell(country):
    return {"text": _("member") if country.is_member else _("not a member"), "soft": not country.is_member}


def referencing_state(country):
    return country.referencing.state if country.referencing else ""


COUNTRIES = announce(
    Table(
        "countries",
        gettext_lazy("Countries"),
        columns=(
            Column(
                "name", gettext_lazy("Name"), attrgetter("name"), cell=page_link, is_on_page=True, orders=("title",)
            ),
            Column("iso2", gettext_lazy("ISO 3166-1 alpha-2"), attrgetter("iso2")),
            Column("iso3", gettext_lazy("ISO 3166-1 alpha-3"), attrgetter("iso3")),
            Column(
                "is_asean_member",
                gettext_lazy("ASEAN"),
                attrgetter("is_member"),
                cell=is_member_cell,
                is_on_page=True,
                orders=("members",),
            ),
            Column(
                "groups",
                gettext_lazy("Groups it is a member of"),
                lambda country: [group.key for group in country.groups],
                words=lambda country: [group.name for group in country.groups],
            ),
            Column("agreements", gettext_lazy("Agreements"), **number_of(RecordType.AGREEMENT)),
            Column("programmes", gettext_lazy("Programmes"), **number_of(RecordType.PROGRAMME)),
            Column("events", gettext_lazy("Meetings"), **number_of(RecordType.EVENT)),
            Column(
                "framework",
                gettext_lazy("Qualifications framework"),
                lambda country: getattr(country.framework, "reference", ""),
                cell=attrgetter("framework_cell"),
                is_on_page=True,
            ),
            Column(
                "framework_title",
                gettext_lazy("Title of the framework"),
                lambda country: getattr(country.framework, "title", ""),
            ),
            Column(
                "referencing",
                gettext_lazy("Referencing to the AQRF"),
                referencing_state,
                words=lambda country: str(dict(Referencing.State.choices).get(referencing_state(country), "")),
            ),
            ADDRESS,
            DATA,
        ),
    )
)
