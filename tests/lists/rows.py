"""Public records with everything that a list shows and counts."""

from tests.factories.agreements import AgreementFactory
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.factories.events import EventFactory, ProgrammeFactory
from tests.factories.qualifications import FrameworkFactory, FrameworkVersionFactory, ReferencingFactory
from tests.factories.records import ParticipationFactory, ProvisionFactory, publish


def agreement(**more):
    return whole(AgreementFactory, **more)


def event(**more):
    return whole(EventFactory, **more)


def programme(**more):
    return whole(ProgrammeFactory, **{"period": "2019/2021"} | more)


def framework(*, state="endorsed", endorsed_on="2019-05", **more):
    def refer(record):
        version = FrameworkVersionFactory(framework=record, level_count=8)
        ReferencingFactory(framework=record, version=version, to_version=version, state=state, endorsed_on=endorsed_on)

    return whole(FrameworkFactory, role="owner", before=refer, **more)


def whole(
    factory,
    *,
    countries=("VN", "LA"),
    organisations=(),
    areas=(),
    role="participant",
    before=None,
    published=True,
    **more,
):
    """A public record in which these take part, and of which one point is about these areas."""
    record = factory(**more)
    for iso2 in countries:
        ParticipationFactory(record=record, role=role, organisation=None, country=CountryFactory(iso2=iso2))
    for organisation in organisations or [OrganisationFactory()]:
        ParticipationFactory(record=record, role=role, organisation=organisation)
    point = ProvisionFactory(record=record)
    point.areas.set(areas or [AreaFactory()])
    if before:
        before(record)
    publish(record, True, published)
    return record


LISTS = {"/agreements/": agreement, "/events/": event, "/programmes/": programme, "/qualifications/": framework}


def titles(page):
    """The titles of the lines of a list, in order."""
    return [item["title"] for item in page.context["items"]]


def options(page, name):
    """Value -> count of one group of filters."""
    group = next((facet for facet in page.context["facets"] if facet["name"] == name), {"options": []})
    return {option["value"]: option["count"] for option in group["options"]}
