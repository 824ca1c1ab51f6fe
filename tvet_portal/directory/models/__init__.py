"""The directory: what records point at. A public page shows an entry once it is approved."""

from tvet_portal.directory.models.actors import Actor, actor_check
from tvet_portal.directory.models.areas import (
    AreaLabel,
    AreaSlug,
    CooperationArea,
    TargetGroup,
    TargetGroupLabel,
    Trade,
)
from tvet_portal.directory.models.changes import PublicChanges
from tvet_portal.directory.models.countries import Country, CountryAlias, CountryGroup, GroupMembership
from tvet_portal.directory.models.entries import Entry
from tvet_portal.directory.models.organisations import (
    Organisation,
    OrganisationName,
    OrganisationSlug,
    OrganisationSuccession,
    OrganisationTie,
)
from tvet_portal.directory.models.people import Person, PersonName
from tvet_portal.directory.models.sources import Source, Upload
from tvet_portal.directory.models.staff import CountryLimit, Writing

__all__ = [
    "Actor",
    "AreaLabel",
    "AreaSlug",
    "CooperationArea",
    "Country",
    "CountryAlias",
    "CountryGroup",
    "CountryLimit",
    "Entry",
    "GroupMembership",
    "Organisation",
    "OrganisationName",
    "OrganisationSlug",
    "OrganisationSuccession",
    "OrganisationTie",
    "Person",
    "PersonName",
    "PublicChanges",
    "Source",
    "TargetGroup",
    "TargetGroupLabel",
    "Trade",
    "Upload",
    "Writing",
    "actor_check",
]
