"""What the pages of the directory show: countries with memberships, bodies with ties, records between them."""

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import CountryFactory, CountryGroupFactory, OrganisationFactory
from tests.factories.events import EventFactory, ProgrammeFactory
from tests.factories.records import (
    ParticipationFactory,
    ProgressFactory,
    ProvisionActorFactory,
    ProvisionFactory,
    publish,
)
from tvet_portal.directory.models import CountryGroup, GroupMembership

NAMES = {
    "KH": "Cambodia",
    "LA": "Lao PDR",
    "TH": "Thailand",
    "VN": "Viet Nam",
    "CN": "China",
    "KR": "Republic of Korea",
}


def country(iso2):
    return CountryFactory(iso2=iso2, name=NAMES[iso2])


def asean(*codes, from_on="1995"):
    """The countries of these codes become members of ASEAN."""
    group = CountryGroup.objects.filter(key="asean-members").first()
    group = group or CountryGroupFactory(key="asean-members", name="ASEAN member states", approved=True)
    for iso2 in codes:
        GroupMembership.objects.create(group=group, country=country(iso2), key=iso2.lower(), from_on=from_on)


def body(iso2=None, **more):
    return OrganisationFactory(**{"approved": True, "country": country(iso2) if iso2 else None} | more)


def record(factory, *, who=(), role="participant", published=True, **more):
    """A record in which these take part: codes of countries, or organisations."""
    made = factory(**more)
    for actor in who:
        is_country = isinstance(actor, str)
        named = {"country": country(actor), "organisation": None} if is_country else {"organisation": actor}
        ParticipationFactory(record=made, role=role, **named)
    publish(made, True, published)
    return made


def agreement(*who, **more):
    return record(AgreementFactory, who=who, role="party", **{"parties": 0} | more)


def programme(*who, **more):
    return record(ProgrammeFactory, who=who, **{"period": "2019/2021"} | more)


def meeting(*who, **more):
    return record(EventFactory, who=who, **more)


def commitment(giver, receiver, *, status="limited", as_of_on="2022-11-29", **more):
    """A meeting at which one country committed itself to another, with a report on it."""
    made = EventFactory(**more)
    point = ProvisionFactory(record=made, kind="commitment", heading=f"{giver} helps {receiver}")
    for role, iso2 in (("by", giver), ("to", receiver)):
        ProvisionActorFactory(provision=point, role=role, organisation=None, country=country(iso2), as_printed=iso2)
    if status:
        ProgressFactory(provision=point, status=status, as_of_on=as_of_on)
    publish(made, True, True)
    return made
