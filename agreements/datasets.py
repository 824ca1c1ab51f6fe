"""The list of agreements as a table and as files."""

from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from agreements.level import Level, level_case
from agreements.models import Agreement
from agreements.state import State, badge
from tvet_portal.opendata import joined
from tvet_portal.opendata.records import COUNTRIES, EVERYTHING_ELSE, REFERENCE, TITLE, permanent_address, whole
from tvet_portal.opendata.tables import Column, Table, announce, choice, in_words, partial_date
from tvet_portal.records.lists import names_in_short


def parties(agreement):
    """Who is bound by an agreement. Needs its `participants`."""
    return [row for row in agreement.participants if row.role == "party"]


def short_name(row):
    """A party by its acronym, or else by the name it has today."""
    if row.organisation:
        return row.organisation.acronym or row.organisation.name
    return row.country or row.group or row.category


AGREEMENTS = announce(
    Table(
        "agreements",
        _("Agreements"),
        whole=lambda agreements: whole(agreements).annotate(derived_level=level_case()),
        read=joined.read,
        entry_id=permanent_address,
        columns=(
            TITLE,
            REFERENCE,
            partial_date("signed_on", _("Signed"), is_on_page=True, orders=("newest", "oldest")),
            choice("kind", _("Kind"), Agreement.Kind, is_on_page=True),
            Column(
                "parties",
                _("Parties"),
                lambda agreement: [row.as_printed for row in parties(agreement)],
                cell=lambda agreement: {"text": names_in_short(map(short_name, parties(agreement)))},
                is_on_page=True,
            ),
            COUNTRIES,
            Column(
                "level",
                _("Level"),
                attrgetter("derived_level"),
                words=lambda agreement: in_words(Level, agreement.derived_level),
            ),
            Column("city", _("City"), attrgetter("city")),
            Column(
                "state",
                _("State today"),
                attrgetter("state"),
                words=lambda agreement: in_words(State, agreement.state),
                cell=lambda agreement: {"badge": badge(agreement.state)},
                is_on_page=True,
            ),
            partial_date("effective_on", _("In effect from")),
            partial_date("expires_on", _("Ends")),
            Column("is_expiry_computed", _("The end is computed from the term"), attrgetter("is_expiry_computed")),
            choice("renewal", _("Renewal"), Agreement.Renewal),
            choice("legal_force", _("Legal force"), Agreement.Force),
            *EVERYTHING_ELSE,
        ),
    )
)
