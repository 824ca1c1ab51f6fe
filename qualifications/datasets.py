"""The list of qualifications frameworks as a table and as files."""

from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qualifications.models import Framework, Referencing
from qualifications.page import referencing_badge
from tvet_portal.opendata import joined
from tvet_portal.opendata.records import COUNTRIES, EVERYTHING_ELSE, REFERENCE, TITLE, permanent_address, whole
from tvet_portal.opendata.tables import Column, Table, announce, choice, on_page
from tvet_portal.values.partial_dates import describe


def newest_version(framework):
    return next(iter(framework.versions.all()), None)


def newest_referencing(framework):
    return next(iter(framework.referencings.all()), None)


def levels(framework):
    """The number of levels of the newest version; None if it is not recorded."""
    return getattr(newest_version(framework), "level_count", None)


def are_levels_unverified(framework):
    """Whether nobody has read the number of levels in a source. Needs what the list prefetches."""
    version = newest_version(framework)
    targets = [row.target for row in framework.unverified_counts]
    return bool(version) and f"versions/{version.key}/level_count" in targets


def levels_in_words(framework):
    number = levels(framework)
    return _("%(number)d, unverified") % {"number": number} if number and are_levels_unverified(framework) else number


def of_referencing(name):
    """A function that gives a field of the newest referencing, empty where there is none."""
    return lambda framework: getattr(newest_referencing(framework), name, "")


def referencing_word(framework):
    state = of_referencing("state")(framework)
    return Referencing.State(state).label if state else ""


def referencing_cell(framework):
    state = of_referencing("state")(framework)
    return {"badge": referencing_badge(state)} if state else {}


FRAMEWORKS = announce(
    Table(
        "qualifications",
        gettext_lazy("Qualifications frameworks"),
        whole=whole,
        read=joined.read,
        entry_id=permanent_address,
        columns=(
            TITLE,
            REFERENCE,
            Column("acronym", gettext_lazy("Acronym"), attrgetter("acronym"), is_on_page=True),
            choice("kind", gettext_lazy("Kind"), Framework.Kind, is_on_page=True),
            on_page(COUNTRIES),
            Column(
                "levels",
                gettext_lazy("Levels"),
                levels,
                cell=lambda framework: {"text": levels_in_words(framework)},
                is_on_page=True,
            ),
            Column("are_levels_unverified", gettext_lazy("The number of levels is unverified"), are_levels_unverified),
            Column(
                "referencing",
                gettext_lazy("Referencing to the AQRF"),
                of_referencing("state"),
                words=referencing_word,
                cell=referencing_cell,
                is_on_page=True,
            ),
            Column(
                "endorsed_on",
                gettext_lazy("Referencing endorsed"),
                of_referencing("endorsed_on"),
                words=lambda framework: describe(of_referencing("endorsed_on")(framework)),
            ),
            *EVERYTHING_ELSE,
        ),
    )
)
