"""The index answers the lists of records, and says what the database would."""

from itertools import pairwise

import pytest
from django.test import RequestFactory
from tantivy import Order

from agreements.lists import AgreementListView
from events.lists import EventListView, ProgrammeListView
from qualifications.lists import FrameworkListView
from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory
from tests.factories.records import BlankFactory, LinkFactory, ProvisionFactory
from tests.lists.rows import agreement, event, framework, options, programme, titles
from tvet_portal.directory import followers
from tvet_portal.search import index, lists
from tvet_portal.search.models import SearchCounter, SearchEntry

pytestmark = pytest.mark.django_db
DATES = ("2019-08-01/2019-08-04", "", "[..2018-11-21]", "2018/..", "XXXX-11-20", "2019", "")
TITLES = ("beta", "Alpha", "alpha", "Ba", "ba (2)", "Alpha", "-")
SHOWN = ("count", "items", "facets", "ways_out", "notices", "page_numbers")


def agreements():
    """Agreements on every level and in several states."""
    ministry, other = (OrganisationFactory(kind="ministry", country=CountryFactory(iso2=iso2)) for iso2 in ("VN", "LA"))
    more = [
        {"expires_on": "2021"},
        {"effective_on": "2001"},
        {"expires_on": "2020", "renewal": "automatic"},
        {"kind": "other", "countries": (), "parties": 0, "role": "party", "organisations": [ministry, other]},
        {"parties": 0, "role": "party", "organisations": [ministry, OrganisationFactory()]},
        {"parties": 0, "role": "party", "before": supersede, "signed_on": "2020"},
        {"kind": "protocol"},
    ]
    made.clear()
    for values, own in zip(varied("signed_on"), more, strict=True):
        made.append(agreement(**values | own))


made = []


def supersede(record):
    LinkFactory(record=record, to_record=made[0], role="supersedes")


def events():
    for number, values in enumerate(varied("held_on")):
        event(form=("workshop", "visit", "other")[number % 3], state=("held", "cancelled")[number % 2], **values)


def programmes():
    for number, values in enumerate(varied("period")):
        programme(kind=("network", "study")[number % 2], **values)


def frameworks():
    for number, values in enumerate(varied("endorsed_on")):
        del values["before"]
        framework(kind=("national", "sub_framework")[number % 2], state=("endorsed", "unknown")[number % 2], **values)


def varied(date_field):
    """Titles, dates, areas and who takes part, of seven records."""
    broad = AreaFactory(approved=True)
    narrow, other = AreaFactory(broader=broad, approved=True), AreaFactory(broader=AreaFactory())
    bodies = [OrganisationFactory(country=CountryFactory(iso2=iso2)) for iso2 in ("VN", "TH", "KR")]
    countries = (("VN", "LA"), ("TH",), ("LA",))
    for number, (title, date) in enumerate(zip(TITLES, DATES, strict=True)):
        yield {
            "title": title,
            date_field: date,
            "areas": [(narrow, broad, other)[number % 3]],
            "countries": countries[number % 3],
            "organisations": [bodies[number % 2], bodies[2]][: 1 + number % 2],
            "before": adding(broad, blank="" if date else date_field),
        }


def adding(area, blank):
    """A function that adds a recital about an area, and that a source does not state a date."""

    def add(record):
        ProvisionFactory(record=record, kind="recital").areas.add(area)
        if blank:
            BlankFactory(record=record, target=blank)

    return add


LISTS = [
    (AgreementListView, agreements),
    (EventListView, events),
    (ProgrammeListView, programmes),
    (FrameworkListView, frameworks),
]


def shown(view_class, query):
    """What a list shows, and whether the index said so."""
    view = view_class()
    view.setup(RequestFactory().get(f"/?{query}"))
    view.object_list = view.get_queryset()
    context = view.get_context_data()
    return {name: context[name] for name in SHOWN}, view.filter.listed is not None


def questions(view_class):
    """Choices of every facet, pairs of choices, years, and orders."""
    facets = shown(view_class, "")[0]["facets"]
    choices = [f"{facet['name']}={option['value']}" for facet in facets for option in facet["options"][:2]]
    yield from ("", *choices, *map("&".join, pairwise(choices[::2])))
    if view_class.filterset_class.date:
        yield from ("year_from=2019", "year_to=2018", "year_from=2018&year_to=2018&country=vn", "sort=oldest")
    yield from ("sort=title", "sort=title&page=2", "country=kr&country=th&sort=title", "country=zz&page=9")


@pytest.mark.parametrize(("view_class", "fill"), LISTS)
def test_index_and_database_show_the_same(view_class, fill, monkeypatch):
    fill()
    monkeypatch.setattr(view_class, "paginate_by", 3)
    asked = list(questions(view_class))

    by_index = {query: shown(view_class, query) for query in asked}
    monkeypatch.setattr(lists, "answered", lambda question: None)
    by_database = {query: shown(view_class, query) for query in asked}

    assert by_index == {query: (found, True) for query, (found, _by_index) in by_database.items()}


def test_counts_are_remembered_until_the_index_changes(client):
    event(form="visit"), event(form="visit")
    pages = [options(client.get(f"/events/{query}"), "kind") for query in ("", "?sort=oldest")]
    event(form="visit")

    pages.append(options(client.get("/events/"), "kind"))

    assert pages == [{"visit": 2}, {"visit": 2}, {"visit": 3}]


@pytest.mark.parametrize("sort", lists.ORDERS)
def test_pages_from_the_end_follow_those_from_the_beginning(client, monkeypatch, sort):
    monkeypatch.setattr(EventListView, "paginate_by", 2)
    for number in range(7):
        event(title=f"Meeting {number}", held_on=f"201{number}")

    found = [title for page in (1, 2, 3, 4) for title in titles(client.get(f"/events/?sort={sort}&page={page}"))]

    expected = [f"Meeting {number}" for number in range(7)]
    assert found == (expected[::-1] if sort == "newest" else expected)


def test_level_follows_the_kind_of_a_body(client):
    body = OrganisationFactory(approved=True)
    agreement(parties=0, countries=(), organisations=[body, OrganisationFactory(kind="ministry")], role="party")
    before = options(client.get("/agreements/"), "level")
    body.kind = "ministry"
    body.save()
    followers.tell([(body.path, {})])

    after = options(client.get("/agreements/"), "level")

    assert (before, after) == ({"mixed": 1}, {"ministries": 1})


def test_database_answers_while_the_index_may_lack_something(client, settings, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    settings.SEARCH_INDEX_DIR = tmp_path / "file" / "search"
    monkeypatch.setattr(index, "MOST_IN_MEMORY", 0)
    agreement(title="There all the same")

    page = client.get("/agreements/?country=vn")

    assert (titles(page), options(page, "country")["vn"]) == (["There all the same"], 1)


def test_database_answers_where_the_index_fails(client, monkeypatch):
    monkeypatch.setattr(lists, "ORDERS", {"newest": ("no such field", Order.Desc)})
    agreement(title="There all the same")

    page = client.get("/agreements/")

    assert (titles(page), page.context["count"]) == (["There all the same"], 1)


def test_database_answers_until_entries_of_before_are_made_anew(client):
    agreement(title="There all the same")
    SearchEntry.objects.update(record=None, stamp=SearchCounter.bump())

    page = client.get("/agreements/")

    assert (titles(page), options(page, "country")["vn"]) == (["There all the same"], 1)


def test_only_the_commonest_bodies_are_named_and_the_others_counted(client, monkeypatch):
    monkeypatch.setattr("tvet_portal.search.lists.MOST_COUNTED", 2)
    bodies = [OrganisationFactory(name=f"Body {letter}") for letter in "CBA"]
    event(organisations=bodies), event(organisations=bodies[1:])

    (group,) = [facet for facet in client.get("/events/").context["facets"] if facet["name"] == "organisation"]

    assert [(option["label"], option["count"]) for option in group["options"]] == [("Body A", 2), ("Body B", 2)]
    assert group["left_out"] == 1
